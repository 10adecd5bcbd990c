import { lexer, type Token, type Tokens } from 'marked';
import { Anchors } from './anchors.js';
import { pageAddress } from './page-address.js';
import { type Passage, passagesOf } from './passages.js';
import { plainText } from './plain-text.js';

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

export function pageOf(name: string, file: string, markdown: string): Page {
  const tokens = lexer(markdown);
  const anchors = new Anchors();
  const sections: { heading: string; level: number; anchor: string | null; tokens: Token[]; above: string[] }[] = [];
  for (const token of tokens) {
    if (token.type === 'heading') {
      const { depth: level, tokens: inner } = token as Tokens.Heading;
      const heading = plainText(inner);
      const anchor = anchors.next(heading);
      const above = sections.filter((each) => each.level < level);
      sections.push({
        heading,
        level,
        anchor: sections.length === 0 ? null : anchor,
        tokens: [token],
        above: nearest(above).map((each) => each.heading),
      });
    } else sections.at(-1)?.tokens.push(token);
  }
  const [first] = sections;
  if (!first) throw new Error(`${file} has no heading`);
  return {
    name,
    file,
    title: first.heading,
    summary: plainText((first.tokens.find(({ type }) => type === 'paragraph') as Tokens.Paragraph | undefined)?.tokens),
    url: pageAddress(name),
    markdown,
    sections: sections.map((section) => ({
      ...section,
      url: pageAddress(name, section.anchor),
      passages: passagesOf(section.tokens.slice(1)),
    })),
  };
}

/** Of headings that stand before another one, those that it belongs to: the last of each level, unless a higher one came since. */
function nearest<S extends { readonly level: number }>(before: readonly S[]): S[] {
  const path: S[] = [];
  for (const each of before) {
    while (path.length > 0 && (path.at(-1) as S).level >= each.level) path.pop();
    path.push(each);
  }
  return path;
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
