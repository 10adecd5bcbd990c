import type { Token, Tokens } from 'marked';
import { plainText } from './plain-text.js';

/** A sentence, a row of a table or a block of code: what is shown whole of a section, if there is room. */
export interface Passage {
  readonly text: string;
  readonly isCode: boolean;
  /** Whether it stands on lines of its own; a sentence goes on behind the one before. */
  readonly isApart: boolean;
}

/** Code that is longer is cut between its lines. */
const MOST_CODE = 360;

/** What stands below a heading, without other headings, in the order of the page. */
export const passagesOf = (tokens: readonly Token[]): Passage[] => tokens.flatMap(blockPassages);

function blockPassages(token: Token): Passage[] {
  switch (token.type) {
    case 'paragraph':
    case 'text':
      return sentences(plainText(token.tokens ?? [token]));
    case 'code':
      return codeParts((token as Tokens.Code).text);
    case 'list':
      return (token as Tokens.List).items.flatMap((item) => apart(passagesOf(item.tokens)));
    case 'blockquote':
      return passagesOf(token.tokens ?? []);
    case 'table':
      return apart(
        (token as Tokens.Table).rows.map((row) => prose(row.map((cell) => plainText(cell.tokens)).join(' | '))),
      );
    default:
      return [];
  }
}

const prose = (text: string): Passage => ({ text: text.trim(), isCode: false, isApart: false });

const apart = (passages: readonly Passage[]): Passage[] => passages.map((passage) => ({ ...passage, isApart: true }));

/** A full stop ends a sentence when a capital or a sign follows: `e.g. this` goes on, and so does `0.5`. */
const sentences = (text: string): Passage[] =>
  text
    .split(/(?<=[.!?])\s+(?=[\p{Lu}\p{N}`"“_])/u)
    .filter((sentence) => /\S/.test(sentence))
    .map(prose);

function codeParts(code: string): Passage[] {
  const parts: string[] = [];
  for (const line of code.split('\n')) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + line.length < MOST_CODE) parts[parts.length - 1] = `${last}\n${line}`;
    else parts.push(line);
  }
  return parts.filter((part) => /\S/.test(part)).map((text) => ({ text: text.trimEnd(), isCode: true, isApart: true }));
}
