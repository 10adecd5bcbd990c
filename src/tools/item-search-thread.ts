import { parentPort, workerData } from 'node:worker_threads';
import type { FullRunItem } from '../queries/run-history.js';
import type { BatchAnswer, SearchQuery } from './item-search.js';

/** Answers each batch of steps with what is found in it. Loads what it needs: jq is large. */
const { query, matches } = workerData as { query: SearchQuery; matches: number };

async function searched(items: readonly FullRunItem[]): Promise<BatchAnswer> {
  if (query.type === 'jq') return (await import('./jq-search.js')).searchWithJq(query.program, items, matches);
  return (await import('./regex-search.js')).searchWithRegex(query, items, matches);
}

parentPort?.on('message', async (items: FullRunItem[]) => parentPort?.postMessage(await searched(items)));
