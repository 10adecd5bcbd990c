import type { Definition } from './definition.js';
import type { SentDefinition } from './thread-messages.js';

/** How many definitions a thread remembers. */
const MOST_REMEMBERED = 100;

/** The definitions that a thread has been sent and still knows: they need not be sent again. */
export class SentDefinitions {
  /** The one that was used last is the last. */
  readonly #numbers = new Map<Definition, number>();
  #count = 0;

  send(definition: Definition): SentDefinition {
    const known = this.#numbers.get(definition);
    const number = known ?? ++this.#count;
    this.#numbers.delete(definition);
    this.#numbers.set(definition, number);
    return { number, definition: known === undefined ? definition : null, forget: this.#surplus() };
  }

  #surplus(): number[] {
    if (this.#numbers.size <= MOST_REMEMBERED) return [];
    const [[oldest, number]] = this.#numbers as unknown as [[Definition, number]];
    this.#numbers.delete(oldest);
    return [number];
  }
}

/** The other end: what the thread has been sent. */
export class ReceivedDefinitions {
  readonly #known = new Map<number, Definition>();

  receive({ number, definition, forget }: SentDefinition): Definition {
    for (const one of forget) this.#known.delete(one);
    if (definition) this.#known.set(number, definition);
    return this.#known.get(number) as Definition;
  }
}
