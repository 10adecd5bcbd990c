import { parentPort, workerData } from 'node:worker_threads';
import type { FullRunItem } from '../queries/run-history.js';
import type { SearchQuery } from './item-search.js';
import { searchWithJq } from './jq-search.js';
import { searchWithRegex } from './regex-search.js';

/** Answers each batch of steps with what is found in it. */
const { query, matches } = workerData as { query: SearchQuery; matches: number };

parentPort?.on('message', async (items: FullRunItem[]) => {
  const answer =
    query.type === 'jq' ? await searchWithJq(query.program, items, matches) : searchWithRegex(query, items, matches);
  parentPort?.postMessage(answer);
});
