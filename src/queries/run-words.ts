import type { ItemText } from './run-item.js';
import type { NewRunItem } from './runs.js';

/** The texts of a step that can be searched. */
export type Texts = Pick<NewRunItem, 'label' | ItemText>;

/** How many different words of a step can be found, and how far into each of its texts. */
const MOST_WORDS = 2_000;
const LONGEST_TEXT = 500_000;
/** What is longer, for example a file in Base64, is found by its beginning. */
const LONGEST_WORD = 64;

const WORD = /[\p{L}\p{N}]+/gu;
/** JSON writes a line break as a backslash and a letter, which would become a part of the next word. */
const ESCAPE = /\\(?:[bfnrt"\\/]|u[0-9a-f]{4})/gi;

/** The words of a text, in their order: letters and digits, in lower case. */
function* wordsIn(text: string): Generator<string> {
  for (const [word] of plain(text).matchAll(WORD)) yield word.slice(0, LONGEST_WORD);
}

const plain = (text: string): string => text.slice(0, LONGEST_TEXT).replace(ESCAPE, ' ').toLowerCase();

const partsOf = (item: Texts): string[] =>
  [item.label, item.messages, item.request, item.response, item.content, item.stack_trace].filter((t) => t !== null);

/** The different words of a step, as the index keeps them; the integration's own word is among them. */
export function wordsOf(item: Texts, integrationId: number): string[] {
  const words = new Set([integrationWord(integrationId)]);
  for (const text of partsOf(item)) {
    for (const word of wordsIn(text)) {
      if (words.size > MOST_WORDS) return [...words];
      words.add(word);
    }
  }
  return [...words];
}

/** Stands for the integration among the words of its steps; no text has such a word, because of the underscore. */
export const integrationWord = (integrationId: number): string => `_${integrationId}`;

/** What somebody searches for: words that stand one after the other, whatever is between them that is no letter or digit. */
export class Phrase {
  readonly words: readonly string[];
  readonly #pattern: RegExp;

  constructor(text: string) {
    this.words = [...wordsIn(text)];
    const inSequence = this.words.map((word) => word + (word.length === LONGEST_WORD ? '[\\p{L}\\p{N}]*' : ''));
    this.#pattern = new RegExp(`(?<![\\p{L}\\p{N}])${inSequence.join('[^\\p{L}\\p{N}]+')}(?![\\p{L}\\p{N}])`, 'u');
  }

  isIn(item: Texts): boolean {
    return partsOf(item).some((text) => this.#pattern.test(plain(text)));
  }
}
