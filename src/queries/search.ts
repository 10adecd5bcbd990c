import { setImmediate } from 'node:timers/promises';
import type { Knex } from 'knex';
import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { snapshot } from '../database/snapshot.js';
import type { Column, Columns } from './column.js';
import { components } from './components.js';
import { type Kind, kinds } from './kind.js';
import { QueryError } from './query-error.js';
import { cellsOf, within } from './structure.js';

export interface SearchContext {
  readonly integrationId: number;
  readonly pattern: string;
  readonly kinds: readonly Kind[];
  readonly caseSensitive: boolean;
  readonly contextLines: number;
  readonly signal: AbortSignal;
}

export interface Match {
  id: number;
  field: string;
  /** Counted from 1. */
  line: number;
  /** Counted from 1. */
  column: number;
  match: string;
  text: string;
  before?: string[];
  after?: string[];
}

export interface Found {
  readonly integration: { id: number; path_name: string; active: boolean; last_saved: string };
  /** All matches, those beyond the first thousand included. */
  readonly total: number;
  readonly matches: { [K in Kind]?: Match[] };
}

/** How many matches are shown; the rest is counted. */
const MOST_SHOWN = 1_000;
/** A longer line is cut around the match. */
const MOST_OF_LINE = 1_000;
/** How long the search may keep the process from anything else. */
const TURN_MS = 20;
/** Characters times instructions of the pattern: what one step through a line may cost, about half a second at the worst. */
const MOST_WORK = 20_000_000;

/**
 * Finds a pattern in the code fields of an integration, line by line.
 * @throws QueryError `bad_pattern` or `not_found`
 */
export async function searchIntegration(db: Knex, context: SearchContext): Promise<Found> {
  const regex = compile(context);
  const { integration, texts } = await snapshot(db, (trx) => readTexts(trx, context));
  const matches: Found['matches'] = {};
  let total = 0;
  let turn = performance.now();
  for (const text of texts) {
    const lines = text.text.split(/\r\n|\r|\n/);
    for (const [index, line] of lines.entries()) {
      for (const at of matchesIn(regex, line, text)) {
        if (at && ++total <= MOST_SHOWN) {
          matches[text.kind] ??= [];
          matches[text.kind]?.push(shown(text, lines, index, at, context.contextLines));
        }
        if (performance.now() - turn > TURN_MS) turn = await nextTurn(context.signal);
      }
    }
  }
  return { integration, total, matches };
}

async function nextTurn(signal: AbortSignal): Promise<number> {
  await setImmediate();
  signal.throwIfAborted();
  return performance.now();
}

function compile({ pattern, caseSensitive }: SearchContext): RE2JS {
  try {
    return RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new QueryError('bad_pattern', `The pattern cannot be used: ${reasonOf(error)}.`, { pattern });
  }
}

function reasonOf(error: RE2JSException): string {
  if (!(error instanceof RE2JSSyntaxException)) return error.message;
  const { error: reason, input } = error;
  return input ? `${reason}: ${input.replace(CASE_FLAG, '')}` : reason;
}

/** What RE2JS puts before a pattern to make it ignore case. */
const CASE_FLAG = /^\(\?i\)/;

interface Text {
  readonly kind: Kind;
  readonly id: number;
  readonly field: string;
  readonly text: string;
}

async function readTexts(
  trx: Knex,
  context: SearchContext,
): Promise<{ integration: Found['integration']; texts: Text[] }> {
  const columns = ['id', 'path_name', 'active', 'last_saved'];
  const integration = await trx('integrations').where({ id: context.integrationId }).first(columns);
  if (!integration) throw new QueryError('not_found', 'The integration is gone; somebody has just deleted it.');
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

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The places where a line matches. An empty match counts once a line, and only where nothing else does; null stands for one that
 * does not count, so that the caller can take a breath.
 */
function* matchesIn(regex: RE2JS, line: string, { kind, id, field }: Text): Generator<Span | null> {
  if (line.length * regex.programSize() > MOST_WORK) {
    const place = `${field} of ${components[kind].title} ${id}`;
    throw new QueryError(
      'bad_pattern',
      `The pattern is too large for a line of ${line.length} characters in ${place}.`,
    );
  }
  const matcher = regex.matcher(line);
  let empty: Span | null = null;
  let any = false;
  while (matcher.find()) {
    const span = { start: matcher.start(), end: matcher.end() };
    const counts = span.end > span.start;
    if (!counts) empty ??= span;
    any ||= counts;
    yield counts ? span : null;
  }
  yield any ? null : empty;
}

function shown(text: Text, lines: readonly string[], index: number, { start, end }: Span, context: number): Match {
  const line = lines[index] as string;
  const match: Match = {
    id: text.id,
    field: text.field,
    line: index + 1,
    column: start + 1,
    match: cut(line.slice(start, end), 0),
    text: cut(line, start),
  };
  const before = lines.slice(Math.max(0, index - context), index);
  const after = lines.slice(index + 1, index + 1 + context);
  if (before.length > 0) match.before = before.map((line) => cut(line, 0));
  if (after.length > 0) match.after = after.map((line) => cut(line, 0));
  return match;
}

/** A line, or the part of a very long one around a place. */
function cut(line: string, place: number): string {
  if (line.length <= MOST_OF_LINE) return line;
  const from = Math.max(0, Math.min(place - MOST_OF_LINE / 4, line.length - MOST_OF_LINE));
  const to = from + MOST_OF_LINE;
  return `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`;
}
