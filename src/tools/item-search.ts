import { Worker } from 'node:worker_threads';
import type { GetRunHistoryItemOutput } from '../../generated/tools/get-run-history-item.js';
import type { FullRunItem } from '../queries/run-history.js';

/** What is looked for in the steps of a run. */
export type SearchQuery =
  | { readonly type: 'regex'; readonly pattern: string; readonly caseSensitive: boolean }
  | { readonly type: 'jq'; readonly program: string };

export interface SearchLimits {
  /** Of the whole search, in milliseconds. */
  readonly time: number;
  readonly matches: number;
  /** Of the steps' texts, in bytes. */
  readonly size: number;
}

export const SEARCH_LIMITS: SearchLimits = { time: 5_000, matches: 100, size: 32 * 1024 * 1024 };

/** Of the thread's heap; jq's own memory is limited to 256 MB beside it. */
const HEAP_MB = 256;
/** How many searches go on at once; others wait. */
const MOST_SEARCHES = 2;

export type ItemMatch = Extract<GetRunHistoryItemOutput, { matches: unknown }>['matches'][number];

export interface ItemSearchResult {
  readonly matches: ItemMatch[];
  readonly searched: number;
  readonly stoppedBy: 'matches' | 'size' | 'time' | 'memory' | null;
  /** How many steps the program failed on, and what it said of the first. */
  readonly failed: number;
  readonly firstFailure: string | null;
}

/** The pattern or the program cannot be used. */
export class SearchQueryError extends Error {
  override readonly name = 'SearchQueryError';
}

/** What the thread answers to a batch of steps. */
export type BatchAnswer =
  | {
      readonly kind: 'found';
      readonly matches: ItemMatch[];
      readonly full: boolean;
      readonly failed: number;
      readonly firstFailure: string | null;
    }
  | { readonly kind: 'unusable'; readonly message: string };

let underway = 0;
const waiting: (() => void)[] = [];

/**
 * Searches steps in a thread of its own, which is ended when the time is up: neither a regular expression nor a jq program can be
 * stopped from outside, and no caller's should hold up the gateway.
 * @throws SearchQueryError
 */
export async function searchItems(
  query: SearchQuery,
  batches: AsyncIterable<FullRunItem[]>,
  signal: AbortSignal,
  limits: SearchLimits = SEARCH_LIMITS,
): Promise<ItemSearchResult> {
  if (underway >= MOST_SEARCHES) await new Promise<void>((resolve) => waiting.push(resolve));
  underway++;
  try {
    signal.throwIfAborted();
    return await search(query, batches, signal, limits);
  } finally {
    underway--;
    waiting.shift()?.();
  }
}

async function search(
  query: SearchQuery,
  batches: AsyncIterable<FullRunItem[]>,
  signal: AbortSignal,
  limits: SearchLimits,
): Promise<ItemSearchResult> {
  const worker = new Worker(new URL('./item-search-thread.js', import.meta.url), {
    workerData: { query, matches: limits.matches },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // What jq says there when it runs out of memory is said in the answer.
    stdout: true,
    stderr: true,
  });
  worker.stdout.resume();
  worker.stderr.resume();
  // Not AbortSignal.timeout: under AbortSignal.any, nothing keeps it from being collected as garbage before its time.
  const deadline = new AbortController();
  const stop = () => deadline.abort();
  const timer = setTimeout(stop, limits.time);
  signal.addEventListener('abort', stop, { once: true });
  const result = { matches: [] as ItemMatch[], searched: 0, failed: 0, firstFailure: null as string | null };
  let left = limits.size;
  try {
    for await (const items of batches) {
      left -= items.reduce((sum, { bytes }) => sum + bytes, 0);
      if (left < 0 && result.searched > 0) return { ...result, stoppedBy: 'size' };
      const answer = await ask(worker, items, deadline.signal);
      if (answer === 'time' || answer === 'memory') {
        signal.throwIfAborted();
        return { ...result, stoppedBy: answer };
      }
      if (answer.kind === 'unusable') throw new SearchQueryError(answer.message);
      result.matches.push(...answer.matches.slice(0, limits.matches - result.matches.length));
      result.searched += items.length;
      result.failed += answer.failed;
      result.firstFailure ??= answer.firstFailure;
      if (answer.full || result.matches.length >= limits.matches) return { ...result, stoppedBy: 'matches' };
    }
    return { ...result, stoppedBy: null };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function ask(
  worker: Worker,
  items: readonly FullRunItem[],
  deadline: AbortSignal,
): Promise<BatchAnswer | 'time' | 'memory'> {
  return new Promise((resolve, reject) => {
    const settle = (settled: () => void) => {
      deadline.removeEventListener('abort', onTime);
      worker.removeAllListeners('message').removeAllListeners('error').removeAllListeners('exit');
      settled();
    };
    const onTime = () => settle(() => resolve('time'));
    if (deadline.aborted) return onTime();
    deadline.addEventListener('abort', onTime, { once: true });
    worker.once('message', (answer: BatchAnswer) => settle(() => resolve(answer)));
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(() => (error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve('memory') : reject(error))),
    );
    worker.once('exit', () => settle(() => resolve('memory')));
    worker.postMessage(items);
  });
}
