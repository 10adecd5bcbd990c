import { QueryError } from './query-error.js';

export interface Problem {
  /** Where in the request: `servicerequests[0].fieldmappings[2]`. */
  readonly item: string;
  readonly field: string;
  readonly message: string;
}

/** A request may hold hundreds of thousands of items; nobody reads as many problems. */
const MOST_LISTED = 100;
const MOST_IN_MESSAGE = 5;

/** The problems of a request, gathered so that the caller can mend all of them at once. */
export class Problems {
  readonly #list: Problem[] = [];
  #count = 0;

  add(item: string, field: string, message: string): void {
    this.#count++;
    if (this.#list.length < MOST_LISTED) this.#list.push({ item, field, message });
  }

  get any(): boolean {
    return this.#count > 0;
  }

  error(): QueryError {
    const told = this.#list.slice(0, MOST_IN_MESSAGE).map(({ item, field, message }) => `${item}.${field}: ${message}`);
    const more = this.#count - told.length;
    const message = told.join(' ') + (more > 0 ? ` And ${more} more.` : '');
    return new QueryError('invalid_item', message, { problems: this.#list });
  }
}
