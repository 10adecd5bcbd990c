import { setTimeout as wait } from 'node:timers/promises';
import { classify } from '../database/classify.js';

/** How long to ask, and how long after one another: a database that is started again is there in some seconds. */
const PATIENCE_MS = 20_000;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 1_000;

interface Patience {
  /** For how long to ask. */
  readonly ms?: number;
  /** Ends it earlier. */
  readonly signal?: AbortSignal;
}

/**
 * Asks again while the database is away or has no time, for those who are in the middle of something that need not fail for that. Only for questions,
 * and for what may be done twice.
 */
export async function patiently<T>(ask: () => Promise<T>, { ms = PATIENCE_MS, signal }: Patience = {}): Promise<T> {
  const end = performance.now() + ms;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
    try {
      return await ask();
    } catch (error) {
      if (!isForNow(error)) throw error;
      // Where the database is, which the driver says, is not for everybody to know.
      if (signal?.aborted || performance.now() > end)
        throw new Error('the database cannot be used right now', { cause: error });
      // It rejects when it is aborted: then this asks a last time.
      await wait(pause, undefined, { ref: false, signal }).catch(() => {});
    }
  }
}

/** A file that cannot be used does not come back by itself; one that somebody writes to does. */
function isForNow(error: unknown): boolean {
  const failure = classify(error);
  if (failure === 'busy') return true;
  return failure === 'unavailable' && !String((error as { code?: unknown }).code).startsWith('SQLITE');
}
