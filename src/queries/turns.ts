import { setImmediate } from 'node:timers/promises';

/** How long work on the main thread may go on before it lets others have a turn. */
const TURN_MS = 20;

/** Ends when all work that waits now has had its turn. */
let turns: Promise<unknown> = Promise.resolve();

/**
 * Long work on the main thread, cut into turns: pieces of such work go one after the other, with a look at what else there is to
 * do in between, so that many keep everybody else waiting no longer than one.
 */
export class Turns {
  #since = Number.NEGATIVE_INFINITY;

  /** To be awaited between two steps of the work; true once others have had their turn. */
  async next(): Promise<boolean> {
    if (performance.now() - this.#since <= TURN_MS) return false;
    turns = turns.then(() => setImmediate());
    await turns;
    this.#since = performance.now();
    return true;
  }
}
