import { isDeepStrictEqual } from 'node:util';
import type { AdminAction, AdminChanges } from '../queries/admin-log.js';
import type { Queries } from '../queries/queries.js';
import type { AdminOptions } from './admin.js';
import { AdminError } from './admin-error.js';
import { type Caller, knownCaller } from './caller.js';
import { Desk } from './desk.js';
import { changesOf } from './differences.js';
import { Draft } from './draft.js';
import type { Row, Values } from './field.js';
import { columnsOf } from './fields.js';
import { type Instance, instancesOf, nameOf } from './instance.js';
import { loggedChanges } from './logged-changes.js';
import type { Model, Written } from './model.js';
import { insufficient, type Models } from './models.js';
import { allOf, neededFor, type RowRights } from './permits.js';
import { refusalOf } from './refusal.js';

/** Who asks for a change, and until when it may take. */
export interface By {
  readonly userId: number;
  readonly signal: AbortSignal;
}

/** What came of a change. */
export interface Changed {
  readonly model: Model;
  readonly id: number;
  /** How the instance is called. */
  readonly name: string;
  /** As it is now, or as it was before it was deleted. */
  readonly instance: Instance;
  readonly changes: AdminChanges;
  readonly shownOnce: Values | null;
  /** What else went when it was deleted, in words. */
  readonly gone: string | null;
}

interface Outcome {
  readonly row: Row;
  readonly instance: Instance;
  readonly changes: AdminChanges;
  readonly written?: Written;
  readonly gone?: string | null;
}

/** A row that the caller may change, as it is, and what of the given values is to be written. */
interface Checked {
  readonly current: Row;
  readonly before: Instance;
  readonly values: Values;
}

/** Changes to instances: each is checked, made by its model's function, and written down in the admin log, in one transaction. */
export class Changes {
  constructor(
    private readonly options: AdminOptions,
    private readonly models: Models,
  ) {}

  create(by: By, name: string, given: Values): Promise<Changed> {
    return this.#write(by, name, 'add', {
      prepare: async (desk) => desk.model.prepare?.(await this.#checkNew(desk, given), null),
      write: async (desk, prepared) => {
        const values = await this.#checkNew(desk, given);
        const { id, ...written } = await need(desk.model.create)(prepared ?? values, desk);
        const row = await this.#rowOf(desk, id);
        const instance = await this.#instance(desk, row);
        return { row, instance, changes: changesOf(desk.model, null, instance), written };
      },
    });
  }

  change(by: By, name: string, id: number, given: Values): Promise<Changed> {
    let preparedFor: Values | undefined;
    return this.#write(by, name, 'change', {
      prepare: async (desk) => {
        const { current, values } = await this.#checkChange(desk, id, given);
        preparedFor = values;
        return desk.model.prepare?.(values, current);
      },
      write: async (desk, prepared) => {
        const { current, before, values } = await this.#checkChange(desk, id, given);
        const isPrepared = prepared !== undefined && prepared !== preparedFor;
        // What differs is written; and something else differs by now.
        if (isPrepared && !isDeepStrictEqual(values, preparedFor))
          desk.refuse('invalid_value', 'Somebody has changed it meanwhile; look again, and repeat it.');
        if (Object.keys(values).length === 0) return { row: current, instance: before, changes: {} };
        const written = (await need(desk.model.change)(current, isPrepared ? prepared : values, desk)) ?? {};
        const row = await this.#rowOf(desk, id);
        const instance = await this.#instance(desk, row);
        const masked = Object.keys(values).filter((field) => desk.model.fields[field]?.type === 'encrypted');
        const changes = changesOf(desk.model, before, instance, [...masked, ...(written.changed ?? [])]);
        return { row, instance, changes, written };
      },
    });
  }

  delete(by: By, name: string, id: number): Promise<Changed> {
    return this.#write(by, name, 'delete', {
      write: async (desk) => {
        const row = await this.#visibleRow(desk, id);
        await this.#checkRow(desk, 'delete', row);
        const instance = await this.#instance(desk, row);
        const gone = await need(desk.model.delete)(row, desk);
        return { row, instance, changes: changesOf(desk.model, instance, null), gone };
      },
    });
  }

  async #write(
    { userId, signal }: By,
    name: string,
    action: AdminAction,
    {
      prepare,
      write,
    }: {
      prepare?: (desk: Desk) => Promise<Values | undefined>;
      write: (desk: Desk, prepared: Values | undefined) => Promise<Outcome>;
    },
  ): Promise<Changed> {
    const { queries, services, now, onToolsChanged, scopes = null } = this.options;
    const begun = await this.#allowed(queries, userId, name, action);
    const { model } = begun;
    const deskOf = (caller: Caller, inside: Queries) =>
      new Desk(caller, model, inside, services, now(), signal, scopes !== null);
    try {
      const prepared = model.prepare && (await prepare?.(deskOf(begun.caller, queries)));
      const changed = await queries.atomically(async (inside) => {
        await inside.admin.begin();
        // What was held when the call began may be taken away since.
        const { caller } = await this.#allowed(inside, userId, name, action);
        const desk = deskOf(caller, inside);
        const outcome = await write(desk, prepared);
        await this.#record(desk, action, outcome);
        signal.throwIfAborted();
        return { model, id: outcome.instance.id, name: nameOf(model, outcome.row), ...shown(outcome) };
      });
      if (model.changesTools) onToolsChanged();
      return changed;
    } catch (error) {
      throw refusalOf(error, model) ?? error;
    }
  }

  async #allowed(queries: Queries, userId: number, name: string, action: AdminAction) {
    const caller = await knownCaller(queries, userId);
    const model = this.models.asked(caller, name);
    const missing = this.models.permits.missingScope(model, action);
    if (missing !== null) throw insufficient(missing);
    if (!this.models.permits.ever(caller, model, action)) throw new AdminError('forbidden', neededFor(model, action));
    return { caller, model };
  }

  async #checkNew(desk: Desk, given: Values): Promise<Values> {
    const values = await new Draft(this.models, desk.caller, desk.model, null).values(given, desk.queries.admin);
    await this.#checkRow(desk, 'add', desk.stored(values));
    return values;
  }

  async #checkChange(desk: Desk, id: number, given: Values): Promise<Checked> {
    const current = await this.#visibleRow(desk, id);
    await this.#checkRow(desk, 'change', current);
    const before = await this.#instance(desk, current);
    const values = await new Draft(this.models, desk.caller, desk.model, before).values(given, desk.queries.admin);
    await this.#checkRow(desk, 'change', { ...current, ...desk.stored(values) });
    return { current, before, values };
  }

  async #checkRow({ caller, model, queries, rightsOn }: Desk, action: AdminAction, row: Row): Promise<void> {
    const rights: RowRights = {
      holds: async (right, integrationId) => (await rightsOn(integrationId)).has(right),
      isAmong: async (rows, id) => (await queries.admin.seen(rows, [id])).length > 0,
    };
    if (await this.models.permits.with(caller, model, action, row, rights)) return;
    throw new AdminError('forbidden', neededFor(model, action));
  }

  async #visibleRow({ caller, model, queries }: Desk, id: number): Promise<Row> {
    const row = await queries.admin.row(this.models.permits.visible(caller, model), id, columnsOf(model));
    if (row) return row;
    throw new AdminError('not_found', `There is no ${model.title} ${id}, or you may not see it.`);
  }

  /** The row as it is since, whether the caller may still see it or not. */
  async #rowOf({ model, queries }: Desk, id: number): Promise<Row> {
    const row = await queries.admin.row(allOf(model), id, columnsOf(model));
    if (row) return row;
    throw new Error(`${model.name} ${id} was written, and is not there`);
  }

  async #instance({ caller, model, queries, services }: Desk, row: Row): Promise<Instance> {
    const [instance] = await instancesOf({ queries, models: this.models, services, caller }, model, [row]);
    return instance as Instance;
  }

  async #record({ caller, model, queries, at }: Desk, action: AdminAction, { row, changes }: Outcome): Promise<void> {
    if (action === 'change' && Object.keys(changes).length === 0) return;
    await queries.adminLog.record({
      at: at.toISOString(),
      actor_id: caller.id,
      actor: caller.username,
      action,
      model: model.name,
      instance_id: Number(row.id),
      instance: nameOf(model, row),
      changes: loggedChanges(changes),
    });
  }
}

const shown = ({ instance, changes, written, gone = null }: Outcome) => ({
  instance,
  changes,
  shownOnce: written?.shownOnce ?? null,
  gone,
});

/** Without the function, the action is one for nobody, and does not come so far. */
function need<F>(part: F | undefined): F {
  if (part === undefined) throw new Error('a model lacks the function of an action that is allowed');
  return part;
}
