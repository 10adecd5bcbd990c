import type { AdminOrder, ReadLimits } from '../queries/admin.js';
import type { Queries } from '../queries/queries.js';
import { AdminError } from './admin-error.js';
import { knownCaller } from './caller.js';
import { Changes } from './changes.js';
import { describe, type ModelDescription } from './description.js';
import type { AdminServices } from './desk.js';
import type { Values } from './field.js';
import { columnsOf } from './fields.js';
import { FilterParser, type Filters } from './filter.js';
import { type Instance, instancesOf } from './instance.js';
import type { Model } from './model.js';
import { Models } from './models.js';

export const READ_LIMITS: ReadLimits = { scanned: 50_000, counted: 10_000, milliseconds: 5_000 };

export interface AdminOptions {
  readonly models: readonly Model[];
  readonly queries: Queries;
  readonly services: AdminServices;
  readonly now: () => Date;
  /** Called when a change may have changed which tools somebody sees. */
  readonly onToolsChanged: () => void;
  readonly limits?: ReadLimits;
  /** What the application that asks was allowed, by the names of the catalog's scopes; null, or left out, where none asks. */
  readonly scopes?: ReadonlySet<string> | null;
}

export interface Asked {
  readonly model: string;
  readonly filters?: Values | undefined;
  /** The names of the fields to show; all of them when left out. */
  readonly fields?: readonly string[] | undefined;
  /** A minus turns a field around; the model's own order when left out. */
  readonly order_by?: readonly string[] | undefined;
  readonly limit: number;
  readonly offset: number;
}

export interface Found {
  readonly model: Model;
  /** How many fit on all pages together, counted as far as the limit. */
  readonly total: number;
  readonly instances: Instance[];
}

/**
 * What people administer, for the tool and the pages alike: everything is asked for in a user's name, and checked here.
 * All of it throws AdminError when it cannot be seen or done.
 */
export class Admin {
  readonly models: Models;
  readonly changes: Changes;

  constructor(private readonly options: AdminOptions) {
    this.models = new Models(options.models, options.scopes);
    this.changes = new Changes(options, this.models);
  }

  /** The same for an application that acts for somebody; null where none does. */
  within(scopes: ReadonlySet<string> | null): Admin {
    return scopes === null ? this : new Admin({ ...this.options, scopes });
  }

  /** All models that the user may see; or the named ones, with their fields. */
  async describe(userId: number, names?: readonly string[]): Promise<ModelDescription[]> {
    const caller = await knownCaller(this.options.queries, userId);
    if (!names) return this.models.visible(caller).map((model) => describe(this.models.permits, caller, model, false));
    return names.map((name) => describe(this.models.permits, caller, this.models.asked(caller, name), true));
  }

  async find(userId: number, { filters = {}, fields, order_by, limit, offset, ...asked }: Asked): Promise<Found> {
    const { queries, services, limits = READ_LIMITS } = this.options;
    const { models } = this;
    const caller = await knownCaller(queries, userId);
    const model = this.models.asked(caller, asked.model);
    const parser = new FilterParser(this.models, caller, model);
    const conditions = parser.filters(filters);
    const order = parser.order(order_by ?? model.order ?? ['id']);
    const sorts = order.sorts || (order_by !== undefined && isAcross(conditions, order.order));
    const only = parser.shown(fields);
    const rows = { ...this.models.permits.visible(caller, model), columns: columnsOf(model) };
    const found = await queries.admin.page({ ...rows, ...conditions, ...order, sorts, limit, offset }, limits);
    if (found === 'scans_too_much') throw tooMuch(model, `at more than ${limits.scanned.toLocaleString('en')} rows`);
    if (found === 'takes_too_long') throw tooMuch(model, `for longer than ${limits.milliseconds / 1000} seconds`);
    const instances = await instancesOf({ queries, models, services, caller }, model, found.rows, only);
    return { model, total: found.total, instances };
  }
}

/** Whether what fits has to be sorted, because the index that finds it has another order. The models' own orders have indexes. */
const isAcross = ({ indexed }: Filters, [first]: readonly AdminOrder[]): boolean =>
  first?.column !== 'id' && indexed.some((condition) => 'column' in condition && condition.column !== first?.column);

function tooMuch(model: Model, what: string): AdminError {
  const bounds = ['id', ...Object.entries(model.fields).flatMap(([name, { indexed }]) => (indexed ? name : []))];
  return new AdminError(
    'bad_filter',
    `This would have to look ${what} in ${model.name}. Narrow it by ${bounds.join(' or ')}, for example with __gte and __lt, ` +
      'and order by one of them.',
  );
}
