import { indexWords } from '../database/word-index.js';
import type { Writing, Written } from '../database/writing.js';
import { ITEM_TEXTS, type ItemText } from './run-item.js';
import { wordsOf } from './run-words.js';
import type { NewRunItem } from './runs.js';
import { storable } from './storable-text.js';

/** How many steps go into one statement. */
const ITEMS_A_STATEMENT = 50;

/** Adds steps with their words, and counts them into the run's totals. */
export async function addItems(writing: Writing, runId: number, items: readonly NewRunItem[]): Promise<void> {
  if (items.length === 0) return;
  const [run] = await writing.run(
    'update runs set items = items + ?, bytes = bytes + ? where id = ? returning integration_id',
    [items.length, sizeOf(items), runId],
  );
  if (!run) throw new Error(`there is no run ${runId} to record steps of`);
  await insertItems(writing, { id: runId, integrationId: run.integration_id }, items);
}

/** How much the texts of steps are together, in UTF-8. */
export const sizeOf = (items: readonly NewRunItem[]): number => items.reduce((sum, item) => sum + bytesOf(item), 0);

/** Adds steps with their words to a run that has them among its totals. */
export async function insertItems(
  writing: Writing,
  run: { readonly id: number; readonly integrationId: number },
  items: readonly NewRunItem[],
): Promise<void> {
  for (let from = 0; from < items.length; from += ITEMS_A_STATEMENT) {
    const some = items.slice(from, from + ITEMS_A_STATEMENT);
    const values = some.flatMap((item) => [run.id, bytesOf(item), ...COLUMNS.map((name) => cell(item[name]))]);
    const ids = idsOf(await writing.run(insertion(some.length), values));
    await indexWords(
      writing,
      some.map((item, at) => ({ id: ids[at] as number, words: wordsOf(item, run.integrationId) })),
    );
  }
}

/** The columns of a step that are told with it. */
const COLUMNS = [
  'sequence',
  'type',
  'label',
  'at',
  'milliseconds',
  'failed',
  ...ITEM_TEXTS,
  'component_kind',
  'component_id',
  'component_field',
] as const satisfies readonly (keyof NewRunItem)[];

const insertions = new Map<number, string>();

/** The statement that adds so many steps; to have Knex write it anew each time costs as much as to carry it out. */
function insertion(count: number): string {
  let sql = insertions.get(count);
  if (sql === undefined) {
    const row = `(${['run_id', 'bytes', ...COLUMNS].map(() => '?').join(', ')})`;
    const rows = Array.from({ length: count }, () => row).join(', ');
    sql = `insert into run_items (run_id, bytes, ${COLUMNS.map((name) => `"${name}"`).join(', ')}) values ${rows} returning id`;
    insertions.set(count, sql);
  }
  return sql;
}

const cell = (value: NewRunItem[keyof NewRunItem]): Written => (typeof value === 'string' ? storable(value) : value);

/** Neither database promises the order of the answer, but ids are handed out in the order of the rows. */
const idsOf = (rows: { id: number }[]): number[] => rows.map(({ id }) => id).sort((a, b) => a - b);

/** How much the texts of a step are, in UTF-8. */
export function bytesOf(item: Pick<NewRunItem, ItemText>): number {
  return ITEM_TEXTS.reduce((sum, name) => sum + Buffer.byteLength(item[name] ?? ''), 0);
}
