import { isDeepStrictEqual } from 'node:util';
import { SECRET_SHOWN } from '../engine/secret-shown.js';
import type { AdminQueries } from '../queries/admin.js';
import { AdminError, type FieldProblem } from './admin-error.js';
import type { Caller } from './caller.js';
import type { Values } from './field.js';
import { fieldsOf, type NamedField } from './fields.js';
import type { Instance } from './instance.js';
import type { Model } from './model.js';
import type { Models } from './models.js';
import { shownText } from './shown-text.js';
import { didYouMean } from './suggestion.js';
import { checkValue } from './value.js';

/**
 * Checks the values that a caller wants an instance to have, and answers with those that are to be written: of their types, not
 * what is there already, and with defaults where the instance is new.
 * @throws AdminError `invalid_value` with everything that is wrong
 */
export class Draft {
  readonly #problems: FieldProblem[] = [];
  readonly #values: Record<string, unknown> = {};

  constructor(
    private readonly models: Models,
    private readonly caller: Caller,
    private readonly model: Model,
    /** Null for a new one. */
    private readonly current: Instance | null,
  ) {}

  async values(given: Values, admin: AdminQueries): Promise<Values> {
    const fields = fieldsOf(this.model);
    const count = Object.keys(given).length;
    // Each of them would be a problem to tell.
    if (count > fields.size)
      throw new AdminError('invalid_value', `${this.model.name} has ${fields.size} fields; ${count} are given.`);
    for (const [name, value] of Object.entries(given)) {
      const field = fields.get(name);
      if (field) this.#take(field, value);
      else {
        const near = didYouMean(name, fields.keys());
        this.#problem(shownText(name), `is no field of ${this.model.name}.${near}`);
      }
    }
    if (this.current === null) for (const field of fields.values()) this.#complete(field, Object.keys(given));
    for (const field of fields.values()) await this.#checkReferences(field, admin);
    if (this.#problems.length === 0) return this.#values;
    const sentence = this.#problems.map(({ field, message }) => `${field}: ${message}`).join(' ');
    throw new AdminError('invalid_value', sentence, { problems: this.#problems });
  }

  #problem(field: string, message: string): void {
    this.#problems.push({ field, message });
  }

  #take({ name, field }: NamedField, given: unknown): void {
    const { current } = this;
    const isShown = field.type !== 'file' && current !== null;
    if (isShown && isDeepStrictEqual(given, current[name] ?? null) && field.type !== 'encrypted') return;
    if (field.type === 'encrypted' && given === SECRET_SHOWN) {
      if (current === null)
        this.#problem(name, `${SECRET_SHOWN} stands for a secret that is there; give the secret itself.`);
      return;
    }
    if (field.writable === 'never' || field.type === 'file') {
      this.#problem(name, 'cannot be written.');
      return;
    }
    if (field.writable === 'at_creation' && current !== null) {
      this.#problem(name, 'is set when the instance is created, and cannot be changed.');
      return;
    }
    const checked = checkValue(field, given);
    if ('problem' in checked) {
      this.#problem(name, checked.problem);
      return;
    }
    const { value } = checked;
    if (value === null && !field.nullable) this.#problem(name, 'must not be null.');
    else if (value === '') this.#problem(name, 'must not be empty.');
    else if (isShown && field.type !== 'encrypted' && isDeepStrictEqual(value, current[name] ?? null)) return;
    else this.#values[name] = value;
  }

  /** What a new instance has besides. */
  #complete({ name, field }: NamedField, given: readonly string[]): void {
    if (given.includes(name)) return;
    if (field.required) this.#problem(name, 'is required.');
    else if (field.default !== undefined) this.#values[name] = field.default;
  }

  /** One that there is not and one that the caller may not see are not told apart. */
  async #checkReferences({ name, field }: NamedField, admin: AdminQueries): Promise<void> {
    if (field.type !== 'reference' && field.type !== 'references') return;
    const value = this.#values[name] ?? null;
    const ids = Array.isArray(value) ? (value as number[]) : value === null ? [] : [value as number];
    if (ids.length === 0) return;
    const other = this.models.named(field.to);
    const { permits } = this.models;
    const isVisible = permits.ever(this.caller, other, 'view');
    const seen = isVisible ? await admin.seen(permits.visible(this.caller, other), ids) : [];
    const missing = ids.filter((id) => !seen.includes(id));
    if (missing.length === 0) return;
    const which = missing.slice(0, 10).join(', ');
    this.#problem(name, `there is no ${other.title} ${which}, or you may not see it.`);
  }
}
