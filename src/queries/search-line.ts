import type { RE2JS } from 're2js';
import { components } from './components.js';
import type { Kind } from './kind.js';
import { QueryError } from './query-error.js';

/** One cell of a component, to be searched. */
export interface Text {
  readonly kind: Kind;
  readonly id: number;
  readonly field: string;
  readonly text: string;
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

/** A longer line is cut around the match. */
const MOST_OF_LINE = 1_000;
/** Characters times instructions of the pattern: what one step through a line may cost, about half a second at the worst. */
const MOST_WORK = 20_000_000;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The places where a line matches. An empty match counts once a line, and only where nothing else does; null stands for one that
 * does not count, so that the caller can take a breath.
 */
export function* matchesIn(regex: RE2JS, line: string, { kind, id, field }: Text): Generator<Span | null> {
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

/** A match with its place and the lines around it. */
export function shown(
  text: Text,
  lines: readonly string[],
  index: number,
  { start, end }: Span,
  context: number,
): Match {
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
