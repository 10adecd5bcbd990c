import { CallError } from './call-error.js';

/** How long work that was told to stop may take to do so before its answer is no longer awaited. */
const GRACE_MS = 2_000;

/**
 * Does work that is told to stop when its time is up, or when the caller does not want it any more: then it ends with `timeout`
 * or `cancelled`, unless it still comes to an end of its own.
 */
export async function withinTime<T>(
  limitMs: number,
  cancelled: AbortSignal,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  // One signal of its own and a listener cost a tenth of AbortSignal.any, which every call would pay.
  const stop = new AbortController();
  const { signal } = stop;
  const cancel = () => stop.abort(cancelled.reason);
  cancelled.addEventListener('abort', cancel, { once: true });
  if (cancelled.aborted) cancel();
  // Named as AbortSignal.timeout names it: a handler can tell it from a client that does not want the answer any more.
  const timer = setTimeout(() => stop.abort(new DOMException('The time is up.', 'TimeoutError')), limitMs);
  try {
    return await untilStopped(work(signal), signal);
  } catch (error) {
    if (!signal.aborted || error instanceof CallError) throw error;
    throw cancelled.aborted && signal.reason === cancelled.reason
      ? new CallError('cancelled', 'The caller cancelled the call.')
      : new CallError('timeout', `The call took longer than ${limitMs / 1000} s and was stopped.`);
  } finally {
    clearTimeout(timer);
    cancelled.removeEventListener('abort', cancel);
  }
}

/**
 * Resolves with the work's result. When the signal is aborted first, the work gets a grace period to notice, because a
 * transaction that was being committed then is still reported as done; after that it is no longer waited for.
 */
function untilStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    let grace: NodeJS.Timeout | undefined;
    const stop = () => {
      grace = setTimeout(() => reject(signal.reason), GRACE_MS);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
      clearTimeout(grace);
    });
  });
}
