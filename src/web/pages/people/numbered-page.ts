/** Which page of a list is asked for, and the addresses of its neighbours. */
export class NumberedPage {
  readonly number: number;

  constructor(
    private readonly path: string,
    private readonly query: URLSearchParams,
    private readonly size: number,
  ) {
    const text = query.get('page') ?? '';
    this.number = /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
  }

  /** One row more than the page shows tells whether there is a next one. */
  get range(): { offset: number; limit: number } {
    return { offset: (this.number - 1) * this.size, limit: this.size + 1 };
  }

  shown<T>(rows: readonly T[]): readonly T[] {
    return rows.slice(0, this.size);
  }

  links(rows: readonly unknown[]): { before: string | null; behind: string | null } {
    return {
      before: this.number > 1 ? this.#address(this.number - 1) : null,
      behind: rows.length > this.size ? this.#address(this.number + 1) : null,
    };
  }

  #address(page: number): string {
    const query = new URLSearchParams(this.query);
    query.delete('done');
    query.set('page', String(page));
    return `${this.path}?${query}`;
  }
}
