import type { Span } from '../catalog/position.js';

const WIDTH = 80;

/** The line that a problem stands on, at most 80 columns of it, with carets below what is meant. */
export function excerpt({ line, column, length, lineText }: Span): string {
  const start = column <= WIDTH * 0.75 ? 0 : Math.max(0, column - 1 - Math.floor(WIDTH / 2));
  const end = start + WIDTH;
  const head = start === 0 ? '' : '…';
  const tail = lineText.length > end ? '…' : '';
  const shown = `${head}${lineText.slice(start + head.length, tail === '' ? undefined : end - 1)}${tail}`;
  const before = lineText.slice(start, column - 1).replace(/[^\t]/g, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(length, shown.length - before.length)));
  const gutter = ' '.repeat(String(line).length);
  return `  ${line} | ${shown}\n  ${gutter} | ${before}${carets}`;
}
