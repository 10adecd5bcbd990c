import { RE2JS, RE2JSException } from 're2js';
import type { FullRunItem } from '../queries/run-history.js';
import type { BatchAnswer, ItemMatch, SearchQuery } from './item-search.js';

const PARTS = ['label', 'request', 'response', 'content', 'stack_trace', 'messages'] as const;
/** How much is shown of a match, and of the line around it. */
const LONGEST_MATCH = 500;
const LONGEST_LINE = 500;

/** Finds a pattern line by line in the parts of steps. An empty match is none. */
export function searchWithRegex(
  { pattern, caseSensitive }: Extract<SearchQuery, { type: 'regex' }>,
  items: readonly FullRunItem[],
  most: number,
): BatchAnswer {
  let regex: RE2JS;
  try {
    regex = RE2JS.compile(pattern, caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    return { kind: 'unusable', message: error.message };
  }
  const matches: ItemMatch[] = [];
  for (const item of items) {
    for (const part of PARTS) {
      const text = item[part];
      if (text === null) continue;
      const lines = (part === 'label' || part === 'stack_trace' ? text : indented(text)).split(/\r\n|\r|\n/);
      for (const [index, line] of lines.entries()) {
        const matcher = regex.matcher(line);
        while (matcher.find()) {
          const [start, end] = [matcher.start(), matcher.end()];
          if (start === end) continue;
          if (matches.length === most) return { kind: 'found', matches, full: true, failed: 0, firstFailure: null };
          matches.push({
            item_id: item.id,
            item_type: item.type,
            part,
            line: index + 1,
            match: line.slice(start, Math.min(end, start + LONGEST_MATCH)),
            text: around(line, start),
          });
        }
      }
    }
  }
  return { kind: 'found', matches, full: false, failed: 0, firstFailure: null };
}

function indented(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

/** A line, or the part of a long one around a place. */
function around(line: string, place: number): string {
  if (line.length <= LONGEST_LINE) return line;
  const from = Math.max(0, Math.min(place - LONGEST_LINE / 4, line.length - LONGEST_LINE));
  const to = from + LONGEST_LINE;
  return `${from > 0 ? '…' : ''}${line.slice(from, to)}${to < line.length ? '…' : ''}`;
}
