import { lexer, type Token, type Tokens } from 'marked';
import { Anchors } from './anchors.js';
import type { Page } from './page.js';
import { pageAddress } from './page-address.js';
import { passagesOf } from './passages.js';
import { plainText } from './plain-text.js';

/** @throws when the page has no heading */
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
