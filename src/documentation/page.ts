import type { Token } from 'marked';
import type { Passage } from './passages.js';

/** A heading, and what stands below it up to the next one of whatever level. */
export interface Section {
  readonly heading: string;
  /** 1 to 6. */
  readonly level: number;
  /** Null for the beginning of the page. */
  readonly anchor: string | null;
  /** The path of our site that leads there. */
  readonly url: string;
  /** The headings above it, the page's own first. */
  readonly above: readonly string[];
  readonly passages: readonly Passage[];
  /** With its heading. */
  readonly tokens: readonly Token[];
}

/** A page of the documentation, read and taken apart. */
export interface Page {
  /** `formulas` for docs/formulas.md. */
  readonly name: string;
  /** Below the project's folder. */
  readonly file: string;
  readonly title: string;
  /** Its first paragraph. */
  readonly summary: string;
  readonly url: string;
  readonly markdown: string;
  /** In their order; the first one is the page's beginning. */
  readonly sections: readonly Section[];
}

/** The Markdown of a section and of all below it. */
export function sectionMarkdown({ sections }: Page, section: Section): string {
  const from = sections.indexOf(section);
  const end = sections.findIndex(({ level }, index) => index > from && level <= section.level);
  return sections
    .slice(from, end === -1 ? undefined : end)
    .flatMap(({ tokens }) => tokens.map(({ raw }) => raw))
    .join('')
    .trimEnd()
    .concat('\n');
}
