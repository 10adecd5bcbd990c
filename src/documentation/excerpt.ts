import type { Passage } from './passages.js';
import { termOf, termsOf, wordsOf } from './words.js';

/** A part of an excerpt: what was asked about, and what stands around it. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** How many characters an excerpt has at the most. */
export const EXCERPT_LENGTH = 400;

/** What has as many says enough: no more goes in that nothing was found in. */
const ENOUGH = 160;

/** What of a section answers best: its best passage, with those around it as long as there is room. */
export function excerptOf(passages: readonly Passage[], terms: ReadonlyMap<string, number>): Piece[] {
  if (passages.length === 0) return [];
  const scores = passages.map(({ text }) => scoreOf(text, terms));
  const best = scores.indexOf(Math.max(...scores));
  let from = best;
  let to = best;
  let length = (passages[best] as Passage).text.length;
  // What follows explains more often than what goes before.
  for (const step of ['after', 'before', 'after', 'before', 'after'] as const) {
    const next = step === 'after' ? to + 1 : from - 1;
    const passage = passages[next];
    if (!passage || length + passage.text.length + 1 > EXCERPT_LENGTH) continue;
    if (length > ENOUGH && scores[next] === 0) continue;
    length += passage.text.length + 1;
    if (step === 'after') to = next;
    else from = next;
  }
  const text = joined(passages.slice(from, to + 1));
  return marked(length > EXCERPT_LENGTH ? cut(text, terms) : text, terms);
}

function scoreOf(text: string, terms: ReadonlyMap<string, number>): number {
  const found = new Set(termsOf(text));
  let score = 0;
  for (const [term, weight] of terms) if (found.has(term)) score += weight;
  return score;
}

const joined = (passages: readonly Passage[]): string =>
  passages
    .map(({ text, isApart }, index) => {
      if (index === 0) return text;
      return isApart || passages[index - 1]?.isApart ? `\n${text}` : ` ${text}`;
    })
    .join('');

/** The part of a long text in which the first match stands, from word to word. */
function cut(text: string, terms: ReadonlyMap<string, number>): string {
  const first = wordsOf(text).find((word) => terms.has(termOf(word.text) ?? ''))?.start ?? 0;
  const from = first <= EXCERPT_LENGTH / 2 ? 0 : text.indexOf(' ', first - EXCERPT_LENGTH / 4) + 1;
  const end = from + EXCERPT_LENGTH - 4;
  if (end >= text.length) return `… ${text.slice(from)}`;
  const space = Math.max(text.lastIndexOf(' ', end), text.lastIndexOf('\n', end));
  const to = space > from ? space : end;
  return `${from === 0 ? '' : '… '}${text.slice(from, to).trimEnd()} …`;
}

function marked(text: string, terms: ReadonlyMap<string, number>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const word of wordsOf(text)) {
    if (!terms.has(termOf(word.text) ?? '')) continue;
    if (word.start > end) pieces.push({ text: text.slice(end, word.start), isMatch: false });
    end = word.start + word.text.length;
    pieces.push({ text: word.text, isMatch: true });
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMatch: false });
  return pieces;
}
