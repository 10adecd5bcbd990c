/** A block of code in a page. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** What is said between the block before and this one. */
  readonly before: string;
  /** Where it begins in the text, counted from 1. */
  readonly line: number;
}

export function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let end = 0;
  for (const match of markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)) {
    const [all, language = '', text = ''] = match;
    const before = markdown.slice(end, match.index);
    blocks.push({ language, text, before, line: markdown.slice(0, match.index).split('\n').length });
    end = match.index + all.length;
  }
  return blocks;
}

/** The part of a page below the heading that begins so, up to the next one of its level. */
export function sectionOf(markdown: string, heading: string): string {
  const from = markdown.indexOf(`\n## ${heading}`);
  if (from === -1) throw new Error(`there is no heading "## ${heading}"`);
  const to = markdown.indexOf('\n## ', from + 1);
  return markdown.slice(from, to === -1 ? undefined : to);
}
