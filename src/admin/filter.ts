import type { AdminOrder } from '../queries/admin.js';
import type { Condition, Scalar } from '../queries/admin-rows.js';
import { unstorable } from '../queries/cell.js';
import { AdminError, type FieldProblem } from './admin-error.js';
import type { Caller } from './caller.js';
import { fieldsOf, isText, type NamedField, relationOf, type Test, tests } from './fields.js';
import type { Model } from './model.js';
import type { Models } from './models.js';
import { shownText } from './shown-text.js';
import { didYouMean } from './suggestion.js';
import { type Checked, checkValue } from './value.js';

export const FILTER_LIMITS = { filters: 10, values: 200, text: 1000 };

/** The conditions of filters, apart by whether an index answers them. */
export interface Filters {
  readonly indexed: readonly Condition[];
  readonly scanning: readonly Condition[];
}

/** Which field a filter goes by, how, and through which reference. */
interface Parsed {
  readonly through: NamedField | null;
  readonly model: Model;
  readonly by: NamedField;
  readonly test: Test;
}

/**
 * Makes conditions of `{ field__test: value }` (domain.md 1.2), for a caller: other models are gone into only where the caller may
 * see them, and then only their visible rows count, so that a filter tells nothing that the caller could not read.
 * @throws AdminError `bad_filter` with all that is wrong
 */
export class FilterParser {
  readonly #problems: FieldProblem[] = [];

  constructor(
    private readonly models: Models,
    private readonly caller: Caller,
    private readonly model: Model,
  ) {}

  filters(given: Readonly<Record<string, unknown>>): Filters {
    const entries = Object.entries(given);
    if (entries.length > FILTER_LIMITS.filters) {
      throw new AdminError(
        'bad_filter',
        `There are ${entries.length} filters; at most ${FILTER_LIMITS.filters} are taken.`,
      );
    }
    const indexed: Condition[] = [];
    const scanning: Condition[] = [];
    for (const [key, value] of entries) {
      const parsed = this.#parse(key);
      const condition = parsed && this.#condition(key, parsed, value);
      if (!condition) continue;
      (isIndexed(parsed, condition) ? indexed : scanning).push(condition);
    }
    this.#refuse();
    return { indexed, scanning };
  }

  order(given: readonly string[]): { order: AdminOrder[]; sorts: boolean } {
    const fields = fieldsOf(this.model);
    const order: AdminOrder[] = [];
    let sorts = given.length > 1;
    for (const asked of given) {
      const name = asked.replace(/^-/, '');
      const field = fields.get(name);
      if (!field?.orders || field.column === null) {
        this.#problem(asked, field ? 'cannot be ordered by.' : this.#noField(this.model, name));
        continue;
      }
      const { indexed, nullable = false } = field.field;
      const text = isText(field.field);
      order.push({ column: field.column, descending: asked.startsWith('-'), text, nullable });
      if (!indexed) sorts = true;
    }
    this.#refuse();
    // So that pages do not overlap.
    if (!order.some(({ column }) => column === 'id'))
      order.push({ column: 'id', descending: order.at(-1)?.descending === true, text: false, nullable: false });
    return { order, sorts };
  }

  /** The fields to show, `id` always among them. */
  shown(given: readonly string[] | undefined): ReadonlySet<string> | null {
    if (!given) return null;
    const fields = fieldsOf(this.model);
    for (const name of given) if (!fields.has(name)) this.#problem(name, this.#noField(this.model, name));
    this.#refuse();
    return new Set(['id', ...given]);
  }

  #problem(field: string, message: string): null {
    this.#problems.push({ field: shownText(field), message });
    return null;
  }

  #refuse(): void {
    if (this.#problems.length === 0) return;
    const sentence = this.#problems.map(({ field, message }) => `${field}: ${message}`).join(' ');
    throw new AdminError('bad_filter', sentence, { problems: this.#problems });
  }

  #noField(model: Model, name: string): string {
    return `${model.name} has no field "${shownText(name)}".${didYouMean(name, fieldsOf(model).keys())}`;
  }

  #parse(key: string): Parsed | null {
    const parts = key.split('__');
    const own = fieldsOf(this.model);
    const first = parts[0] as string;
    const direct = own.get(first);
    const through = [...own.values()].find(
      ({ name, field }) => field.type === 'reference' && relationOf(name) === first,
    );
    // A log has an `actor` beside its `actor_id`: actor__icontains is about the one, actor__username goes through the other.
    const isDirect = through === undefined || parts.length === 1 || isTest(parts[1] as string);
    if (direct && isDirect) return this.#tested(key, { through: null, model: this.model, by: direct }, parts.slice(1));
    if (through?.field.type !== 'reference') return this.#problem(key, this.#noField(this.model, first));
    const other = this.models.named(through.field.to);
    // What the caller may not see is not told apart from what there is not.
    if (!this.models.permits.ever(this.caller, other, 'view'))
      return this.#problem(key, this.#noField(this.model, first));
    const [, second, ...rest] = parts;
    if (second === undefined || isTest(second)) {
      return this.#problem(key, `Name the field ${through.name}, or a field of ${other.name} after ${first}__.`);
    }
    const fields = fieldsOf(other);
    const by = fields.get(second);
    if (by) return this.#tested(key, { through, model: other, by }, rest);
    const isRelation = [...fields.values()].some(
      ({ name, field }) => field.type === 'reference' && relationOf(name) === second,
    );
    return this.#problem(
      key,
      isRelation ? 'A filter goes through one reference, not through two.' : this.#noField(other, second),
    );
  }

  #tested(key: string, parsed: Omit<Parsed, 'test'>, rest: readonly string[]): Parsed | null {
    const { by } = parsed;
    const [test = 'exact', ...more] = rest;
    if (by.tests.length === 0) {
      const why = { encrypted: 'it is encrypted', file: 'it is a file' }[by.field.type as string];
      return this.#problem(key, `${by.name} cannot be filtered${why ? `: ${why}` : ''}.`);
    }
    if (by.field.type === 'references' && parsed.through) {
      return this.#problem(key, `${by.name} is a list of references; it can be filtered on its own model alone.`);
    }
    if (more.length === 0 && (by.tests as readonly string[]).includes(test)) return { ...parsed, test: test as Test };
    return this.#problem(
      key,
      (by.field.type === 'reference' || by.field.type === 'references') && !isTest(test)
        ? `${by.name} is not gone through by that name; write ${relationOf(by.name)}__${shownText(test)}.`
        : `${by.name} can be filtered by ${by.tests.join(', ')}.`,
    );
  }

  #condition(key: string, { through, by, test }: Parsed, given: unknown): Condition | null {
    const direct = this.#direct(key, by, test, given);
    if (!direct || !through) return direct;
    if (through.field.type !== 'reference' || through.column === null) return null;
    const to = this.models.permits.visible(this.caller, this.models.named(through.field.to));
    return { column: through.column, test: 'refers', to, condition: direct };
  }

  #direct(key: string, { field, column, name }: NamedField, test: Test, given: unknown): Condition | null {
    if (test === 'in') return this.#in(key, { field, column, name }, given);
    if (test === 'isnull') {
      if (typeof given !== 'boolean') return this.#problem(key, 'must be true or false.');
      return { column: column as string, test, value: given };
    }
    if (field.type === 'references') {
      const value = this.#one(key, { type: 'reference', to: field.to, help: '' }, given);
      return value === null ? null : this.#paired(field, [value as number]);
    }
    const value = this.#one(key, field, given);
    if (value === null) return null;
    if (test === 'contains' || test === 'icontains' || test === 'startswith') {
      return { column: column as string, test, value: String(value) };
    }
    if (test === 'exact') return { column: column as string, test, value };
    return { column: column as string, test, value, text: isText(field) };
  }

  #in(key: string, { field, column }: Pick<NamedField, 'field' | 'column' | 'name'>, given: unknown): Condition | null {
    if (!Array.isArray(given)) return this.#problem(key, 'must be a list of values.');
    if (given.length > FILTER_LIMITS.values) {
      return this.#problem(key, `has ${given.length} values; at most ${FILTER_LIMITS.values} are taken.`);
    }
    const one = field.type === 'references' ? ({ type: 'reference', to: field.to, help: '' } as const) : field;
    const values: Scalar[] = [];
    for (const each of given) {
      const value = this.#one(key, one, each);
      if (value === null) return null;
      values.push(value);
    }
    return field.type === 'references'
      ? this.#paired(field, values as number[])
      : { column: column as string, test: 'in', values };
  }

  #paired(field: NamedField['field'] & { type: 'references' }, ids: readonly number[]): Condition {
    return {
      test: 'paired',
      pairs: field.through,
      to: this.models.permits.visible(this.caller, this.models.named(field.to)),
      ids,
    };
  }

  /** A value to compare with; null when it is none of the field's type, and that is a problem. */
  #one(key: string, field: NamedField['field'], given: unknown): Scalar | null {
    if (given === null) return this.#problem(key, 'cannot be compared with null; use __isnull.');
    const checked = isText(field) && field.type !== 'choice' ? textOf(given) : checkValue(widened(field), given);
    if ('problem' in checked) return this.#problem(key, checked.problem);
    return checked.value as Scalar;
  }
}

const isTest = (name: string): boolean => (tests as readonly string[]).includes(name);

/** Text is compared as it is given: with its spaces, and without what a new value would have to look like. */
function textOf(given: unknown): Checked {
  if (typeof given !== 'string') return { problem: 'must be text.' };
  if (given.length > FILTER_LIMITS.text) return { problem: `must have ${FILTER_LIMITS.text} characters at most.` };
  const problem = unstorable(given);
  return problem ? { problem } : { value: given };
}

/** What is compared with may lie outside of what can be written. */
function widened(field: NamedField['field']): NamedField['field'] {
  if (field.type !== 'integer') return field;
  const { min: _, max, ...rest } = field;
  return max !== undefined && max > 2 ** 31 ? { ...rest, max } : rest;
}

function isIndexed({ through, by }: Parsed, { test }: Condition): boolean {
  return !through && by.field.indexed === true && ['exact', 'in', 'gt', 'gte', 'lt', 'lte', 'isnull'].includes(test);
}
