import type { Knex } from 'knex';
import { findWords } from '../database/word-index.js';
import type { ItemPlace } from './run-cursor.js';
import { type RunFilter, stepConditions, whereRun, whereStep } from './run-filter.js';
import { ITEM_TEXTS } from './run-item.js';
import { integrationWord, type Phrase, type Texts } from './run-words.js';
import { Turns } from './turns.js';

/** How many steps one look at the index brings: few at first, since the newest ones may be enough. */
const FIRST_LOOK = 100;
const NEXT_LOOK = 500;
/** How much text is read at once. */
const MOST_READ_BYTES = 2 * 1024 * 1024;
/** Of more integrations than this, the index is not asked for each, but for the words alone. */
const MOST_INTEGRATION_WORDS = 50;
/** How many matching steps of one run are named. */
const MOST_NAMED = 100;
/** As large as an id can be. */
const TOP = 2 ** 31 - 1;

export interface TextSearch {
  readonly phrase: Phrase;
  readonly filter: RunFilter;
  /** Null: of every integration. */
  readonly integrationIds: readonly number[] | null;
  readonly after: ItemPlace | null;
  readonly limit: number;
  /** How long is searched before the page is handed over as far as it is filled, in milliseconds. */
  readonly time: number;
  readonly signal: AbortSignal;
}

export interface TextFound {
  /** The runs in the order of their newest step that matches, each with the ids of the steps that match, the newest first. */
  readonly matches: ReadonlyMap<number, number[]>;
  /** Where the next page begins; null when everything was searched. */
  readonly next: ItemPlace | null;
  /** How many steps were read. */
  readonly checked: number;
  /** False when the time was over before the page was full. */
  readonly complete: boolean;
}

interface Candidate {
  readonly id: number;
  readonly run_id: number;
  readonly bytes: number;
  readonly integration_id: number;
}

/**
 * Finds the runs in whose steps the words stand: the index says which steps have them, the texts whether they stand together.
 * Steps are the ones that the filter's conditions allow.
 */
export async function searchRunTexts(db: Knex, search: TextSearch): Promise<TextFound> {
  const { phrase, integrationIds, limit, signal } = search;
  const matches = new Map<number, number[]>();
  if (integrationIds?.length === 0) return { matches, next: null, checked: 0, complete: true };
  const mayBeSeen = integrationIds && new Set(integrationIds);
  const all = [...new Set(phrase.words)];
  const any =
    integrationIds && integrationIds.length <= MOST_INTEGRATION_WORDS ? integrationIds.map(integrationWord) : [];
  const start = search.after?.item ?? TOP;
  const until = performance.now() + search.time;
  const turns = new Turns();
  let below = start;
  let checked = 0;
  let look = FIRST_LOOK;

  const found = async (next: ItemPlace | null, complete: boolean): Promise<TextFound> => {
    await dropShownBefore(db, search, matches, start);
    return { matches, next, checked, complete };
  };

  for (;;) {
    const ids = await findWords(db, { all, any, below, limit: look });
    const candidates = await candidatesOf(db, search.filter, ids);
    for (const group of groupsOf(candidates.filter((each) => !mayBeSeen || mayBeSeen.has(each.integration_id)))) {
      const texts = await textsOf(db, group);
      for (const { id, run_id } of group) {
        const text = texts.get(id);
        checked++;
        if (!text || !phrase.isIn(text)) continue;
        const named = matches.get(run_id);
        if (!named && matches.size === limit) return found({ item: id + 1 }, true);
        if (!named) matches.set(run_id, [id]);
        else if (named.length < MOST_NAMED) named.push(id);
      }
      below = group.at(-1)?.id ?? below;
      if (performance.now() > until) return found({ item: below }, false);
      await turns.next();
      signal.throwIfAborted();
    }
    if (ids.length < look) return found(null, true);
    below = ids.at(-1) as number;
    if (performance.now() > until) return found({ item: below }, false);
    look = NEXT_LOOK;
  }
}

/** Those of the steps that the filter allows, the newest first, without their texts. */
async function candidatesOf(db: Knex, filter: RunFilter, ids: readonly number[]): Promise<Candidate[]> {
  const query = db('run_items')
    .join('runs', 'runs.id', 'run_items.run_id')
    .select('run_items.id', 'run_items.run_id', 'run_items.bytes', 'runs.integration_id')
    .whereIn('run_items.id', ids);
  // Who searches for a text wants it wherever it is (domain.md 3.14).
  return whereSteps(whereRun(query, { ...filter, subIntegrations: true }), filter).orderBy('run_items.id', 'desc');
}

function whereSteps(query: Knex.QueryBuilder, filter: RunFilter): Knex.QueryBuilder {
  const conditions = stepConditions(filter);
  if (conditions.length === 0) return whereStep(query, { type: null, label: null, failed: null }, filter);
  for (const condition of conditions) whereStep(query, condition, filter);
  return query;
}

/** Cuts a list so that the texts of each part can be read at once. */
function* groupsOf(candidates: readonly Candidate[]): Generator<Candidate[]> {
  let group: Candidate[] = [];
  let bytes = 0;
  for (const candidate of candidates) {
    if (group.length > 0 && bytes + candidate.bytes > MOST_READ_BYTES) {
      yield group;
      group = [];
      bytes = 0;
    }
    group.push(candidate);
    bytes += candidate.bytes;
  }
  if (group.length > 0) yield group;
}

async function textsOf(db: Knex, group: readonly Candidate[]): Promise<Map<number, Texts>> {
  const rows: (Texts & { id: number })[] = await db('run_items')
    .select('id', 'label', ...ITEM_TEXTS)
    .whereIn(
      'id',
      group.map(({ id }) => id),
    );
  return new Map(rows.map((row) => [row.id, row]));
}

/** Takes out the runs that an earlier page has shown: steps of runs that went side by side are mixed. */
async function dropShownBefore(
  db: Knex,
  search: TextSearch,
  matches: Map<number, number[]>,
  start: number,
): Promise<void> {
  const { phrase, filter } = search;
  if (search.after === null || matches.size === 0) return;
  const newer: Candidate[] = await whereSteps(
    db('run_items')
      .select('run_items.id', 'run_items.run_id', 'run_items.bytes')
      .whereIn('run_items.run_id', [...matches.keys()])
      .where('run_items.id', '>=', start),
    filter,
  );
  for (const group of groupsOf(newer)) {
    const texts = await textsOf(db, group);
    for (const { id, run_id } of group) {
      const text = texts.get(id);
      if (text && phrase.isIn(text)) matches.delete(run_id);
    }
  }
}
