import { CallError } from './call-error.js';
import type { Stop } from './stop.js';

/** How long work that was told to stop may take to do so before its answer is no longer awaited. */
const GRACE_MS = 2_000;

/**
 * Does work that is told to stop when its time is up, or when the caller does not want it any more: then it ends with `timeout`
 * or `cancelled`, unless it still comes to an end of its own.
 */
export async function withinTime<T>(limitMs: number, stop: Stop, work: () => Promise<T>): Promise<T> {
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = !stop.isStopped;
    // Named as AbortSignal.timeout names it: a handler can tell it from a client that does not want the answer any more.
    stop.stop(new DOMException('The time is up.', 'TimeoutError'));
  }, limitMs);
  try {
    return await untilStopped(work(), stop);
  } catch (error) {
    if (!stop.isStopped || error instanceof CallError) throw error;
    throw isLate
      ? new CallError('timeout', `The call took longer than ${limitMs / 1000} s and was stopped.`)
      : new CallError('cancelled', 'The caller cancelled the call.');
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Resolves with the work's result. When it is stopped first, the work gets a grace period to notice, because a transaction that was
 * being committed then is still reported as done; after that it is no longer waited for.
 */
function untilStopped<T>(work: Promise<T>, stop: Stop): Promise<T> {
  return new Promise((resolve, reject) => {
    stop.onStop(() => {
      const grace = setTimeout(() => reject(stop.signal.reason), GRACE_MS);
      const over = () => clearTimeout(grace);
      work.then(over, over);
    });
    work.then(resolve, reject);
  });
}
