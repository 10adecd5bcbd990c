import { readdir, readFile } from 'node:fs/promises';
import { excerptOf, type Piece } from './excerpt.js';
import type { Page, Section } from './page.js';
import { INDEX, namedBy } from './page-address.js';
import type { SearchIndex } from './search-index.js';

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
  pages(): Promise<ReadonlyMap<string, Page>>;
  /** A picture of the pages, a PNG or an SVG; null when there is none of that name. */
  picture(name: string): Promise<Buffer | null>;
  /** The place that an address leads to; null when there is none. */
  find(address: string): Promise<Place | null>;
  /** The sections that answer best, ten at the most. */
  ask(question: string, goal?: string): Promise<Answer[]>;
}

export const MOST_ANSWERS = 10;

/** The project's own page, which has the settings and the command line; it stands beside the others. */
const README = { name: 'readme', file: 'README.md' };

/** The pages in a project's docs/. Whoever asks for the first of them waits for what reads and searches them, and no start does. */
export function createDocumentation(folder: string, publicUrl: string): Documentation {
  let read: Promise<ReadonlyMap<string, Page>> | undefined;
  let index: Promise<SearchIndex> | undefined;

  const pages = () => {
    read ??= readPages(folder).catch((error: unknown) => {
      // The next one who asks tries again.
      read = undefined;
      index = undefined;
      throw error;
    });
    return read;
  };
  return {
    pages,

    async picture(name) {
      const known = await readdir(`${folder}/docs/images`);
      return known.includes(name) ? readFile(`${folder}/docs/images/${name}`) : null;
    },

    async find(address) {
      const named = namedBy(address, publicUrl);
      const page = named && (await pages()).get(named.name);
      if (!page) return null;
      if (named.anchor === null) return { page, section: null };
      const section = page.sections.find(({ anchor }) => anchor === named.anchor);
      return section ? { page, section } : null;
    },

    async ask(question, goal) {
      index ??= pages().then(indexOf);
      const hits = (await index).find(question, goal).slice(0, MOST_ANSWERS);
      return hits.map(({ page, section, terms }) => ({ page, section, excerpt: excerptOf(section.passages, terms) }));
    },
  };
}

async function readPages(folder: string): Promise<ReadonlyMap<string, Page>> {
  const { pageOf } = await import('./read-page.js');
  const names = (await readdir(`${folder}/docs`))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => ({ name: file.slice(0, -'.md'.length), file: `docs/${file}` }));
  const read = [...names, README].map(async ({ name, file }): Promise<[string, Page]> => {
    return [name, pageOf(name, file, await readFile(`${folder}/${file}`, 'utf8'))];
  });
  return new Map(await Promise.all(read));
}

async function indexOf(pages: ReadonlyMap<string, Page>): Promise<SearchIndex> {
  const { SearchIndex } = await import('./search-index.js');
  // The index page holds nothing but links.
  return new SearchIndex([...pages.values()].filter(({ name }) => name !== INDEX));
}
