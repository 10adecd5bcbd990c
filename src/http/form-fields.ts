/** The fields of a form, in their order; one that is repeated is a list. */
export class FormFields {
  readonly #fields = new Map<string, string | string[]>();

  add(name: string, value: string): void {
    const before = this.#fields.get(name);
    if (before === undefined) this.#fields.set(name, value);
    else if (Array.isArray(before)) before.push(value);
    else this.#fields.set(name, [before, value]);
  }

  /** Also a field called `__proto__` becomes an ordinary property. */
  toObject(): Record<string, string | string[]> {
    return Object.fromEntries(this.#fields);
  }

  static of(search: Iterable<readonly [string, string]>): Record<string, string | string[]> {
    const fields = new FormFields();
    for (const [name, value] of search) fields.add(name, value);
    return fields.toObject();
  }
}
