import type { Trouble } from './trouble.js';

/** A run that the gateway has said it will do, and nobody waits for. */
export interface Promised {
  /** What it calls the recorder with. */
  readonly id: string;
  readonly runId: number;
}

/** What the clients were told, to be held against what is there in the end. */
export class Ledger {
  /** How often each thing was done, and each trouble seen. */
  readonly done = new Map<string, number>();
  readonly troubles = new Map<string, number>();
  /** Integrations that were written, and that was acknowledged. */
  readonly written: string[] = [];
  readonly promised: Promised[] = [];
  /** Runs, by what they call the recorder with, whose success somebody has waited for and was told. */
  readonly succeeded: string[] = [];
  /** Those of them that were asked for with an Idempotency-Key. */
  readonly succeededOnce: string[] = [];
  /** The longest time in which nobody was told of anything done, in milliseconds. */
  longestSilenceMs = 0;
  #lastDone = performance.now();

  did(what: string): void {
    count(this.done, what);
    const at = performance.now();
    this.longestSilenceMs = Math.max(this.longestSilenceMs, at - this.#lastDone);
    this.#lastDone = at;
  }

  saw({ message }: Trouble): void {
    count(this.troubles, message);
  }
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
