import type { Signals } from './signals.js';

const STOP = 0;
const BUSY = 1;
const FORMULA = 2;
const BITS = 0x7fffffff;

const BYTES = 3 * Int32Array.BYTES_PER_ELEMENT;

/** What the main thread and a run's thread tell each other while a formula computes, and neither can read a message. */
export class ThreadSignals implements Signals {
  readonly #shared: Int32Array;

  /** @param slot where they are in the thread's memory for them */
  constructor(memory: SharedArrayBuffer, slot: number) {
    this.#shared = new Int32Array(memory, slot * BYTES, BYTES / Int32Array.BYTES_PER_ELEMENT);
  }

  /** Memory for those of so many runs. */
  static memory(slots: number): SharedArrayBuffer {
    return new SharedArrayBuffer(slots * BYTES);
  }

  /** For the next run. */
  clear(): void {
    this.#shared.fill(0);
  }

  stop(): void {
    Atomics.store(this.#shared, STOP, 1);
  }

  stopped(): boolean {
    return Atomics.load(this.#shared, STOP) === 1;
  }

  busySince(ms: number): void {
    this.#since(BUSY, ms);
  }

  formulaSince(ms: number): void {
    this.#since(FORMULA, ms);
  }

  /** How long formulas have been computing by now in one go, in milliseconds; 0 when none is. */
  busyFor(now: number): number {
    return this.#for(BUSY, now);
  }

  /** How long the formula of the moment has. */
  formulaFor(now: number): number {
    return this.#for(FORMULA, now);
  }

  #since(what: number, ms: number): void {
    Atomics.store(this.#shared, what, ms === 0 ? 0 : (ms % BITS) + 1);
  }

  #for(what: number, now: number): number {
    const since = Atomics.load(this.#shared, what);
    return since === 0 ? 0 : ((now % BITS) + 1 - since + BITS) % BITS;
  }
}
