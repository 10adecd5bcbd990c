import type { Knex } from 'knex';
import type { RE2JS, RE2JSException } from 're2js';
import { snapshot } from '../database/snapshot.js';
import type { Column, Columns } from './column.js';
import { components } from './components.js';
import { type Kind, kinds } from './kind.js';
import { QueryError } from './query-error.js';
import { type Match, matchesIn, shown, type Text } from './search-line.js';
import { cellsOf, GONE, within } from './structure.js';
import { Turns } from './turns.js';

export interface SearchContext {
  readonly integrationId: number;
  readonly pattern: string;
  readonly kinds: readonly Kind[];
  readonly caseSensitive: boolean;
  readonly contextLines: number;
  readonly signal: AbortSignal;
}

export interface Found {
  readonly integration: { id: number; path_name: string; active: boolean; last_saved: string };
  /** All matches, those beyond the first thousand included. */
  readonly total: number;
  readonly matches: { [K in Kind]?: Match[] };
}

/** How many matches are shown; the rest is counted. */
const MOST_SHOWN = 1_000;

/**
 * Finds a pattern in the code fields of an integration, line by line.
 * @throws QueryError `bad_pattern` or `not_found`
 */
export async function searchIntegration(db: Knex, context: SearchContext): Promise<Found> {
  const regex = await compile(context);
  const { integration, texts } = await snapshot(db, (trx) => readTexts(trx, context));
  const matches: Found['matches'] = {};
  let total = 0;
  const turns = new Turns();
  await turns.next();
  for (const text of texts) {
    const lines = text.text.split(/\r\n|\r|\n/);
    for (const [index, line] of lines.entries()) {
      for (const at of matchesIn(regex, line, text)) {
        if (at && ++total <= MOST_SHOWN) {
          matches[text.kind] ??= [];
          matches[text.kind]?.push(shown(text, lines, index, at, context.contextLines));
        }
        if (await turns.next()) context.signal.throwIfAborted();
      }
    }
  }
  return { integration, total, matches };
}

async function compile({ pattern, caseSensitive }: SearchContext): Promise<RE2JS> {
  const { RE2JS, RE2JSException, RE2JSSyntaxException } = await import('re2js');
  const reasonOf = (error: RE2JSException): string => {
    if (!(error instanceof RE2JSSyntaxException) || !error.input) return error.message;
    const part = error.input.replace(CASE_FLAG, '');
    const at = pattern.indexOf(part);
    return `${error.error}: ${part}${at > 0 ? ` at character ${at + 1}` : ''}`;
  };
  try {
    return RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new QueryError('bad_pattern', `The pattern cannot be used: ${reasonOf(error)}.`, { pattern });
  }
}

/** What RE2JS puts before a pattern to make it ignore case. */
const CASE_FLAG = /^\(\?i\)/;

async function readTexts(
  trx: Knex,
  context: SearchContext,
): Promise<{ integration: Found['integration']; texts: Text[] }> {
  const columns = ['id', 'path_name', 'active', 'last_saved'];
  const integration = await trx('integrations').where({ id: context.integrationId }).first(columns);
  if (!integration) throw new QueryError('not_found', GONE);
  const texts: Text[] = [];
  for (const kind of kinds) {
    if (!context.kinds.includes(kind)) continue;
    const searched = searchedColumns(kind);
    if (Object.keys(searched).length === 0) continue;
    const rows = await within(trx, kind, context.integrationId)
      .select('id', ...Object.keys(searched))
      .orderBy([...components[kind].order]);
    for (const row of rows) {
      for (const [field, cell] of Object.entries(cellsOf(searched, row))) {
        texts.push({ kind, id: row.id, field, text: String(cell) });
      }
    }
  }
  return { integration, texts };
}

function searchedColumns(kind: Kind): Columns {
  const columns = Object.entries<Column>(components[kind].columns);
  return Object.fromEntries(columns.filter(([, column]) => 'searched' in column));
}
