/** Something of a document that the catalogue does not hold, or not as the document means it. */
export interface Unexpressed {
  readonly kind: UnexpressedKind;
  /** Where it stands in the document, as a JSON pointer. */
  readonly place: string;
  readonly what: string;
}

export type UnexpressedKind =
  | 'operation left out'
  | 'callback or webhook'
  | 'parameter'
  | 'request body'
  | 'alternative'
  | 'recursion'
  | 'schema'
  | 'reference'
  | 'security'
  | 'server';

/** The list of what could not be expressed: each thing once, up to a limit. */
export class UnexpressedList {
  readonly #entries = new Map<string, Unexpressed>();
  readonly #most: number;
  #more = 0;

  constructor(most: number) {
    this.#most = most;
  }

  add(kind: UnexpressedKind, place: string, what: string): void {
    const key = `${place} ${what}`;
    if (this.#entries.has(key)) return;
    if (this.#entries.size >= this.#most) this.#more++;
    else this.#entries.set(key, { kind, place: place.slice(0, 1_000), what: what.slice(0, 1_000) });
  }

  get entries(): readonly Unexpressed[] {
    return [...this.#entries.values()];
  }

  /** How many more there were than the list takes. */
  get more(): number {
    return this.#more;
  }

  /** How many there are of each kind. */
  counts(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { kind } of this.#entries.values()) counts[kind] = (counts[kind] ?? 0) + 1;
    return counts;
  }
}
