import { classify } from '../database/classify.js';

/** How long a row may wait for others to be written with it. */
const LATER_MS = 50;
/** How many are written in one statement. */
const MOST_AT_ONCE = 1_000;

interface Waiting<Row> {
  readonly row: Row;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Rows that are written together with others, in the order in which they came: one statement costs as much as a row. */
export class AuditBuffer<Row> {
  #waiting: Waiting<Row>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Immediate | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly write: (rows: readonly Row[]) => Promise<void>) {}

  /** Resolves once the row is written, with those that came in the same turn of the event loop. */
  add(row: Row): Promise<void> {
    this.#soon ??= setImmediate(() => this.flush());
    return this.#wait(row);
  }

  /** As `add`, but in its own time: what waits is lost when the process is killed. */
  addLater(row: Row): Promise<void> {
    this.#timer ??= setTimeout(() => this.flush(), LATER_MS).unref();
    return this.#wait(row);
  }

  /** Writes what waits; what cannot be written is told to whoever has added it. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    clearImmediate(this.#soon);
    this.#timer = undefined;
    this.#soon = undefined;
    const rows = this.#waiting;
    this.#waiting = [];
    if (rows.length > 0) this.#writing = this.#writing.then(() => this.#writeAll(rows));
    return this.#writing;
  }

  #wait(row: Row): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ row, done, failed });
      if (this.#waiting.length >= MOST_AT_ONCE) this.flush();
    });
  }

  async #writeAll(waiting: readonly Waiting<Row>[]): Promise<void> {
    try {
      await this.write(waiting.map(({ row }) => row));
      for (const { done } of waiting) done();
    } catch (error) {
      const isForAll = waiting.length === 1 || classify(error) === 'busy' || classify(error) === 'unavailable';
      if (isForAll) {
        for (const { failed } of waiting) failed(error);
        return;
      }
      // One that cannot be written must not take the others with it.
      for (const each of waiting) await this.#writeAll([each]);
    }
  }
}
