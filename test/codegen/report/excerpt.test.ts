import assert from 'node:assert/strict';
import { Position } from '../../../codegen/catalog/position.js';
import { excerpt } from '../../../codegen/report/excerpt.js';

const show = (text: string, from: number, to: number) => excerpt(new Position(text).span(from, to, ''));

describe('codegen: excerpts', () => {
  it('point to a part of a line', () => {
    assert.equal(show('a: 1\nbb: 22\n', 9, 11), '  2 | bb: 22\n    |     ^^');
  });

  it('end with the line, however long the part is', () => {
    assert.equal(show('a: {\n  b: 1 }', 3, 13), '  1 | a: {\n    |    ^');
  });

  it('keep tabs, so that the carets stand below what is meant', () => {
    assert.equal(show('\ta: x', 4, 5), '  1 | \ta: x\n    | \t   ^');
  });

  it('point behind the end', () => {
    assert.equal(show('a:', 2, 2), '  1 | a:\n    |   ^');
    assert.equal(show('', 0, 1), '  1 | \n    | ^');
  });

  it('look past the carriage return of Windows', () => {
    assert.equal(show('a: 1\r\nb: 2\r\n', 3, 6), '  1 | a: 1\n    |    ^');
  });

  it('show 80 columns of a long line', () => {
    const line = `${'x'.repeat(100)}HERE${'y'.repeat(100)}`;
    const [shown, carets] = show(line, 100, 104).split('\n') as [string, string];
    assert.equal(shown.length, '  1 | '.length + 80);
    assert.equal(shown.slice(carets.indexOf('^'), carets.lastIndexOf('^') + 1), 'HERE');
    assert.match(shown, /^ {2}1 \| …x+HEREy+…$/);
  });
});
