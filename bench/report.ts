import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const PAGE = fileURLToPath(new URL('../docs/performance.md', import.meta.url));

/** The sections of docs/performance.md that a bench writes. */
export type Measured = 'calls' | 'engine' | 'start' | 'nodes';

/**
 * Writes what a bench has measured into its section of docs/performance.md: what stands there between `<!-- NAME -->` and
 * `<!-- /NAME -->`, each on a line of its own, is replaced, and nothing else. The prose around it is written by hand.
 *
 *     report('start', markdownTable([['', 'seconds'], ['ready', withSpread(seconds, 2)]]));
 *
 * @throws when the page has no such section
 */
export function report(name: Measured, markdown: string): void {
  writeFileSync(PAGE, replaced(readFileSync(PAGE, 'utf8'), name, markdown));
  console.log(`\nWritten to docs/performance.md, section ${name}.`);
}

/** @throws when the page has no such section */
export function replaced(page: string, name: string, markdown: string): string {
  const [start, end] = [`<!-- ${name} -->\n`, `<!-- /${name} -->\n`];
  const from = page.indexOf(start);
  const to = page.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`docs/performance.md has no section "${name}": ${start}${end}`);
  return `${page.slice(0, from)}${start}\n${markdown.trim()}\n\n${page.slice(to)}`;
}

/** The first row is the head; all columns but the first are numbers, and stand to the right. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...body.map(line)].join('\n');
}
