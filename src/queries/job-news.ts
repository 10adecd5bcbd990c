/** Tells that this process has put a job in; PostgreSQL tells its workers itself. */
export class JobNews {
  readonly #listeners = new Set<() => void>();

  /** Returns a function that takes the listener off again. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
