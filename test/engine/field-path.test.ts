import { deepEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { parsePath } from '../../src/engine/field-path.js';

const place = { kind: 'fieldmapping', id: 1, field: 'field', title: 'field mapping x' } as const;
const read = (text: string) => {
  const path = parsePath(text, place);
  if ('message' in path) return path.message;
  return path.map((segment) => (typeof segment === 'object' ? { formula: segment.formula.source } : segment));
};

const cases: [path: string, want: unknown][] = [
  ['a', ['a']],
  ['a.b.c', ['a', 'b', 'c']],
  ['a[0].b', ['a', 0, 'b']],
  ['a[0][1]', ['a', 0, 1]],
  ["headers['Content-Type']", ['headers', 'Content-Type']],
  ['["key:12"].special', ['key:12', 'special']],
  ["a['b.c'].d", ['a', 'b.c', 'd']],
  ["a['[']", ['a', '[']],
  ['a[fidx].b', ['a', { formula: 'fidx' }, 'b']],
  ['a[b[0]]', ['a', { formula: 'b[0]' }]],
  ["a['x' + ']']", ['a', { formula: "'x' + ']'" }]],
  ['a[-1]', ['a', { formula: '-1' }]],
  ['__proto__.constructor', ['__proto__', 'constructor']],
  ['', 'the path is empty'],
  ['a.', 'a name is missing at column 3 of a.'],
  ['a..b', 'a name is missing at column 3 of a..b'],
  ['a[0', 'the bracket at column 2 of a[0 is not closed'],
  ['a[0]b', 'a dot or a bracket is missing at column 5 of a[0]b'],
  ['a[]', 'a bracket holds nothing'],
  ['a[b c]', '[b c] cannot be read: Unexpected token'],
];

describe('the path of a field', () => {
  for (const [path, want] of cases) it(`reads ${JSON.stringify(path)}`, () => deepEqual(read(path), want));

  it('is read, or refused, whatever it is', () => {
    const token = fc.constantFrom('a', '.', '[', ']', "'", '"', '\\', '`', '0', ' ', '-', '\n');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 10 }), (tokens) => {
        const path = read(tokens.join(''));
        return typeof path === 'string' ? path !== '' : path.length > 0;
      }),
    );
  });

  it('names the keys that it was made of', () => {
    const key = fc.string().filter((text) => !/['\\]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.oneof(key, fc.nat(99_999)), { minLength: 1 }), (keys) => {
        deepEqual(read(keys.map((key) => (typeof key === 'number' ? `[${key}]` : `['${key}']`)).join('')), keys);
      }),
    );
  });
});
