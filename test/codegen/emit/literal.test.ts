import assert from 'node:assert/strict';
import fc from 'fast-check';
import { literal, propertyName } from '../../../codegen/emit/literal.js';

const tests: [name: string, value: unknown, want: string][] = [
  ['text', 'a', "'a'"],
  ['text with an apostrophe', "it's", '"it\'s"'],
  ['text with quotes', 'a "b"', '\'a "b"\''],
  ['text with both', `'"`, '"\'\\""'],
  ['a line break', 'a\nb', "'a\\nb'"],
  ['a backslash before a quote', '\\"', "'\\\\\"'"],
  ['separators that end lines', 'a\u2028b', "'a\\u2028b'"],
  ['nothing', null, 'null'],
  ['an empty list', [], '[]'],
  ['an empty object', {}, '{}'],
  ['a short object', { a: 1, 'b-c': [true] }, "{ a: 1, 'b-c': [true] }"],
  ['what is undefined', { a: undefined, b: 1 }, '{ b: 1 }'],
  ['a long list', ['x'.repeat(60), 'y'.repeat(60)], `[\n  '${'x'.repeat(60)}',\n  '${'y'.repeat(60)}',\n]`],
];

describe('codegen: literals', () => {
  for (const [name, value, want] of tests) it(name, () => assert.equal(literal(value), want));

  it('mean the value that they were made from', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        // A property called __proto__ would be a prototype in a literal; catalogs cannot have one.
        fc.pre(!JSON.stringify(value).includes('__proto__'));
        assert.deepEqual(new Function(`return ${literal(value)};`)(), value);
      }),
    );
  });

  it('names properties so that they can be read', () => {
    assert.deepEqual(['a', '$a_1', '1', 'a b', '日', ''].map(propertyName), [
      'a',
      '$a_1',
      "'1'",
      "'a b'",
      "'日'",
      "''",
    ]);
  });
});
