import MiniSearch from 'minisearch';
import type { Page, Section } from './page.js';
import { partsOf, SYNONYMS, termOf, termsOf, wordsOf } from './words.js';

/** A section that was found, and the terms of it that were looked for, each with its weight. */
export interface Hit {
  readonly page: Page;
  readonly section: Section;
  readonly score: number;
  readonly terms: ReadonlyMap<string, number>;
}

/** How many different terms of a question, and of a goal, are looked for; a question of 1,000 characters has more. */
export const MOST_TERMS = 32;

/** How much less they count beside the words of the question: parts of its names, words that mean the same, and the goal's. */
const PART_WEIGHT = 0.5;
const SYNONYM_WEIGHT = 0.4;
const GOAL_WEIGHT = 0.25;

/** What is found by the beginning of a word, or but for a letter, is found less surely. */
const PREFIX_WEIGHT = 0.4;
const FUZZY_WEIGHT = 0.25;

/** An example has many words that it is not about. */
const CODE_WEIGHT = 0.7;

/** How many of the best sections are looked at more closely. */
const LOOKED_AT = 40;

/** What is below this part of the best score is left out. */
const LEAST_SHARE = 0.2;

/** Pages that answer when the others do not: they are lists of everything, tell a little of it, or are for those who
 * work on the gateway. */
const PAGE_WEIGHTS: Readonly<Record<string, number>> = {
  catalog: 0.5,
  performance: 0.5,
  readme: 0.6,
  tools: 0.7,
  'getting-started': 0.7,
};

/** A section, and what the terms of each of its passages say. */
interface Indexed {
  readonly page: Page;
  readonly section: Section;
  /** The terms of its heading, and of those above it. */
  readonly headings: ReadonlySet<string>;
  readonly passages: readonly TermWeights[];
}

/** Ranks the sections of pages for a question: by BM25, headings first, and then by how much of it one passage answers. */
export class SearchIndex {
  readonly #index: MiniSearch;
  readonly #sections: readonly Indexed[];
  /** In how many sections each term stands. */
  readonly #counts = new Map<string, number>();

  constructor(pages: readonly Page[]) {
    const reader = new Reader();
    const sections = pages.flatMap((page) => page.sections.map((section) => ({ page, section })));
    this.#index = new MiniSearch({
      fields: ['heading', 'headingParts', 'above', 'text', 'parts'],
      tokenize: (terms) => terms.split(' '),
      processTerm: (term) => term,
      searchOptions: {
        boost: { heading: 2.5, headingParts: 1.5, above: 1, parts: 0.4 },
        bm25: { k: 1.2, b: 0.4, d: 0.5 },
        weights: { prefix: PREFIX_WEIGHT, fuzzy: FUZZY_WEIGHT },
      },
    });
    this.#sections = sections
      .filter(({ section }) => section.passages.length > 0)
      .map(({ page, section }, id) => {
        const heading = reader.read(section.heading);
        const above = reader.read(section.above.join(' '));
        const passages = section.passages.map(({ text, isCode }) => ({ ...reader.read(text), isCode }));
        const all = [heading, ...passages];
        this.#index.add({
          id,
          heading: heading.terms.join(' '),
          headingParts: heading.parts.join(' '),
          above: above.terms.join(' '),
          text: passages.flatMap(({ terms }) => terms).join(' '),
          parts: passages.flatMap(({ parts }) => parts).join(' '),
        });
        for (const term of new Set(all.flatMap(({ terms, parts }) => [...terms, ...parts])))
          this.#counts.set(term, (this.#counts.get(term) ?? 0) + 1);
        const headings = new Set([...heading.terms, ...above.terms]);
        return { page, section, headings, passages: passages.map(weightsOf) };
      });
  }

  /** The best first; none when nothing of the question is found. */
  find(question: string, goal = ''): Hit[] {
    const asked = firstTerms(question);
    if (asked.length === 0) return [];
    const weights = new Map<string, number>();
    const weigh = (terms: readonly string[], weight: number) => {
      for (const term of terms) if (!weights.has(term)) weights.set(term, weight);
    };
    weigh(asked, 1);
    weigh(
      wordsOf(question)
        .slice(0, MOST_TERMS)
        .flatMap((word) => partsOf(word.text)),
      PART_WEIGHT,
    );
    weigh(
      asked.flatMap((term) => SYNONYMS.get(term) ?? []),
      SYNONYM_WEIGHT,
    );
    const answering = new Set(weights.keys());
    weigh(firstTerms(goal), GOAL_WEIGHT);

    const found = this.#index.search([...weights.keys()].join(' '), {
      prefix: (term) => term.length >= 4,
      fuzzy: (term) => (term.length >= 5 && !this.#counts.has(term) ? 1 : false),
      boostTerm: (term) => weights.get(term) ?? 1,
    });
    const hits = found
      .filter(({ queryTerms }) => queryTerms.some((term) => answering.has(term)))
      .slice(0, LOOKED_AT)
      .map(({ id, score, terms }) => this.#lookedAt(id, score, terms, weights))
      .sort((one, other) => other.score - one.score);
    const [best] = hits;
    return best ? hits.filter(({ score }) => score >= LEAST_SHARE * best.score) : [];
  }

  /** What is asked about in one place answers better than what is asked about here and there. */
  #lookedAt(id: number, score: number, matched: readonly string[], weights: ReadonlyMap<string, number>): Hit {
    const { page, section, headings, passages } = this.#sections[id] as Indexed;
    const terms = this.#weighed(matched, weights);
    let best = 0;
    for (const passage of passages) {
      let sum = 0;
      for (const [term, weight] of terms)
        sum += weight * Math.max(passage.get(term) ?? 0, headings.has(term) ? 0.5 : 0);
      if (sum > best) best = sum;
    }
    let most = 0;
    for (const [term, weight] of weights) most += weight * this.#rarity(term);
    const share = Math.min(1, best / most);
    return { page, section, terms, score: score * (0.15 + share) * (PAGE_WEIGHTS[page.name] ?? 1) };
  }

  /** The terms that were found, as much as they say. */
  #weighed(matched: readonly string[], weights: ReadonlyMap<string, number>): Map<string, number> {
    const found = new Map<string, number>();
    for (const term of matched) {
      let weight = 0;
      for (const [asked, of] of weights) {
        const nearness = term === asked ? 1 : term.startsWith(asked) ? PREFIX_WEIGHT : 0;
        weight = Math.max(weight, of * nearness);
      }
      found.set(term, (weight || FUZZY_WEIGHT) * this.#rarity(term));
    }
    return found;
  }

  #rarity(term: string): number {
    return Math.log(1 + this.#sections.length / (this.#counts.get(term) ?? 1));
  }
}

/** By term; 1 is an ordinary word. */
type TermWeights = ReadonlyMap<string, number>;

/** What a text is found by: the terms of its words, and those of the parts of names in code. */
interface Reading {
  readonly terms: readonly string[];
  readonly parts: readonly string[];
}

/** Reads texts, each word of them once. */
class Reader {
  readonly #known = new Map<string, { term: string | null; parts: string[] }>();

  read(text: string): Reading {
    const terms: string[] = [];
    const parts: string[] = [];
    for (const { text: word } of wordsOf(text)) {
      const known = this.#known.get(word) ?? { term: termOf(word), parts: partsOf(word) };
      this.#known.set(word, known);
      if (known.term !== null) terms.push(known.term);
      parts.push(...known.parts);
    }
    return { terms, parts };
  }
}

/** How much the terms of a passage say. */
function weightsOf({ terms, parts, isCode }: Reading & { isCode: boolean }): TermWeights {
  const weight = isCode ? CODE_WEIGHT : 1;
  const ofParts = parts.map((part): [string, number] => [part, PART_WEIGHT * weight]);
  return new Map([...ofParts, ...terms.map((term): [string, number] => [term, weight])]);
}

const firstTerms = (text: string): string[] => [...new Set(termsOf(text))].slice(0, MOST_TERMS);
