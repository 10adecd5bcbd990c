/** How something ended that formulas have asked for. */
export interface Answered {
  readonly id: number;
  readonly ok: boolean;
  /** What it came to, or the error as texts. */
  readonly value: unknown;
}

/** What formulas have asked the thread outside for, until they are told how it ended. */
export class Questions {
  readonly #open = new Set<number>();
  #answered: Answered[] = [];
  #asked = 0;
  #wake: (() => void) | null = null;

  /** @returns its number */
  ask(answer: Promise<unknown>): number {
    const id = ++this.#asked;
    this.#open.add(id);
    answer.then(
      (value) => this.#settle({ id, ok: true, value }),
      ({ name, message, code }) => this.#settle({ id, ok: false, value: { name, message, code } }),
    );
    return id;
  }

  /** Whether formulas are still to be told of something. */
  get areOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Waits until there is something to take. */
  async answer(): Promise<void> {
    if (this.#answered.length > 0) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#wake = null;
  }

  /** The answers that have come; they are nobody's questions any more. */
  take(): readonly Answered[] {
    const answered = this.#answered;
    this.#answered = [];
    for (const { id } of answered) this.#open.delete(id);
    return answered;
  }

  #settle(answered: Answered): void {
    this.#answered.push(answered);
    this.#wake?.();
  }
}
