import { readdirSync, readFileSync } from 'node:fs';
import { excerptOf, type Piece } from './excerpt.js';
import { type Page, pageOf, type Section } from './page.js';
import { INDEX, namedBy } from './page-address.js';
import { SearchIndex } from './search-index.js';

/** A section that answers a question. */
export interface Answer {
  readonly page: Page;
  readonly section: Section;
  readonly excerpt: readonly Piece[];
}

/** A page, or one section of it. */
export interface Place {
  readonly page: Page;
  /** Null for the whole page. */
  readonly section: Section | null;
}

export interface Documentation {
  /** All pages, by their names. */
  pages(): ReadonlyMap<string, Page>;
  /** A picture of the pages, a PNG; null when there is none of that name. */
  picture(name: string): Buffer | null;
  /** The place that an address leads to; null when there is none. */
  find(address: string): Place | null;
  /** The sections that answer best, ten at the most. */
  ask(question: string, goal?: string): Answer[];
}

export const MOST_ANSWERS = 10;

/** The project's own page, which has the settings and the command line; it stands beside the others. */
const README = { name: 'readme', file: 'README.md' };

/** The pages in a project's docs/, read when the first of them is asked for. */
export function createDocumentation(folder: string, publicUrl: string): Documentation {
  let read: ReadonlyMap<string, Page> | undefined;
  let index: SearchIndex | undefined;
  let pictures: readonly string[] | undefined;

  const pages = () => {
    read ??= readPages(folder);
    return read;
  };
  return {
    pages,

    picture(name) {
      pictures ??= readdirSync(`${folder}/docs/images`);
      return pictures.includes(name) ? readFileSync(`${folder}/docs/images/${name}`) : null;
    },

    find(address) {
      const named = namedBy(address, publicUrl);
      const page = named && pages().get(named.name);
      if (!page) return null;
      if (named.anchor === null) return { page, section: null };
      const section = page.sections.find(({ anchor }) => anchor === named.anchor);
      return section ? { page, section } : null;
    },

    ask(question, goal) {
      // The index page holds nothing but links.
      index ??= new SearchIndex([...pages().values()].filter(({ name }) => name !== INDEX));
      return index
        .find(question, goal)
        .slice(0, MOST_ANSWERS)
        .map(({ page, section, terms }) => ({ page, section, excerpt: excerptOf(section.passages, terms) }));
    },
  };
}

function readPages(folder: string): ReadonlyMap<string, Page> {
  const names = readdirSync(`${folder}/docs`)
    .filter((file) => file.endsWith('.md'))
    .map((file) => ({ name: file.slice(0, -'.md'.length), file: `docs/${file}` }));
  return new Map(
    [...names, README].map(({ name, file }) => [name, pageOf(name, file, readFileSync(`${folder}/${file}`, 'utf8'))]),
  );
}
