import type { Knex } from 'knex';
import { indexWords } from '../database/word-index.js';
import { wordsOf } from './run-words.js';
import type { NewRunItem } from './runs.js';
import { storableRow } from './storable-text.js';

/** How many steps go into one statement. */
const ITEMS_A_STATEMENT = 50;

/** Adds steps with their words, and counts them into the run's totals. */
export async function addItems(trx: Knex, runId: number, items: readonly NewRunItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map((item) => ({ ...storableRow(item), bytes: bytesOf(item), run_id: runId }));
  const added = rows.reduce((sum, { bytes }) => sum + bytes, 0);
  const [run] = await trx('runs')
    .where({ id: runId })
    .update({ items: trx.raw('items + ?', [rows.length]), bytes: trx.raw('bytes + ?', [added]) }, ['integration_id']);
  if (!run) throw new Error(`there is no run ${runId} to record steps of`);
  for (let from = 0; from < rows.length; from += ITEMS_A_STATEMENT) {
    const some = rows.slice(from, from + ITEMS_A_STATEMENT);
    const ids = await trx('run_items').insert(some, ['id']);
    const words = some.map((row, index) => ({ id: ids[index].id, words: wordsOf(row, run.integration_id) }));
    await indexWords(trx, words);
  }
}

/** How much the texts of a step are, in UTF-8. */
export function bytesOf({ request, response, content, stack_trace, messages }: Sized): number {
  const texts = [request, response, content, stack_trace, messages];
  return texts.reduce((sum, text) => sum + (text === null ? 0 : Buffer.byteLength(text)), 0);
}

type Sized = Pick<NewRunItem, 'request' | 'response' | 'content' | 'stack_trace' | 'messages'>;
