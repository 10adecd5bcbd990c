import { setTimeout as wait } from 'node:timers/promises';
import { classify } from '../database/classify.js';

/** How long to ask, and how long after one another: a database that is started again is there in some seconds. */
const PATIENCE_MS = 20_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

/**
 * Asks again while the database is away, for those who are in the middle of something that need not fail for that. Only for questions,
 * and for what may be done twice.
 */
export async function patiently<T>(ask: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> {
  const end = performance.now() + patienceMs;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isAway(error)) throw error;
      // Where the database is, which the driver says, is not for everybody to know.
      if (performance.now() > end) throw new Error('the database cannot be used right now', { cause: error });
      await wait(pause, undefined, { ref: false });
    }
  }
}

/** A file that cannot be used does not come back by itself. */
const isAway = (error: unknown): boolean =>
  classify(error) === 'unavailable' && !String((error as { code?: unknown }).code).startsWith('SQLITE');
