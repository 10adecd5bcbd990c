import assert from 'node:assert/strict';
import type { Field } from '../../src/admin/field.js';
import { checkValue } from '../../src/admin/value.js';

const help = 'A field.';
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('values of admin fields', () => {
  const good: [string, { given: [Field, unknown]; want: unknown }][] = [
    ['a whole number', { given: [{ type: 'integer', help }, -7], want: -7 }],
    ['the largest whole number', { given: [{ type: 'integer', help }, 2 ** 31 - 1], want: 2 ** 31 - 1 }],
    [
      'a whole number that a wider column takes',
      { given: [{ type: 'integer', help, max: 2 ** 40 }, 2 ** 40], want: 2 ** 40 },
    ],
    ['a number', { given: [{ type: 'number', help }, 0.5], want: 0.5 }],
    ['text, without the spaces around it', { given: [{ type: 'text', help }, ' a b\n'], want: 'a b' }],
    ['code, with them', { given: [{ type: 'code', help }, ' a\n'], want: ' a\n' }],
    ['blank text that may be null', { given: [{ type: 'text', help, nullable: true }, ' \t'], want: null }],
    ['text that just fits', { given: [{ type: 'text', help, maxLength: 2 }, '😀😀'], want: '😀😀' }],
    [
      'text of a pattern',
      { given: [{ type: 'text', help, pattern: { is: /a|b/, says: 'has a or b' } }, 'b'], want: 'b' },
    ],
    ['a boolean', { given: [{ type: 'boolean', help }, false], want: false }],
    [
      'a moment, in UTC',
      { given: [{ type: 'moment', help }, '2026-11-22T10:30:00+01:00'], want: '2026-11-22T09:30:00.000Z' },
    ],
    ['a day', { given: [{ type: 'moment', help }, '2024-02-29'], want: '2024-02-29T00:00:00.000Z' }],
    ['a choice', { given: [{ type: 'choice', help, choices: ['a', 'b'] }, 'b'], want: 'b' }],
    ['a reference', { given: [{ type: 'reference', help, to: 'x' }, 7], want: 7 }],
    [
      'references, each once and in order',
      {
        given: [{ type: 'references', help, to: 'x', through: { table: '', own: '', other: '' } }, [3, 1, 3]],
        want: [1, 3],
      },
    ],
    ['a secret, with its spaces', { given: [{ type: 'encrypted', help }, ' s '], want: ' s ' }],
    ['JSON', { given: [{ type: 'json', help }, { a: [1, null] }], want: { a: [1, null] } }],
    ['an object', { given: [{ type: 'json', help, of: 'object' }, {}], want: {} }],
    ['a list of texts', { given: [{ type: 'json', help, of: 'texts' }, ['a']], want: ['a'] }],
    ['null, of which others say whether it may be', { given: [{ type: 'integer', help }, null], want: null }],
  ];
  for (const [name, { given, want }] of good) {
    it(`takes ${name}`, () => assert.deepEqual(checkValue(...given), { value: want }));
  }

  const bad: [string, { given: [Field, unknown]; want: RegExp }][] = [
    ['a number as text', { given: [{ type: 'integer', help }, '7'], want: /whole number/ }],
    ['a fraction', { given: [{ type: 'integer', help }, 1.5], want: /whole number/ }],
    ['no number', { given: [{ type: 'number', help }, Number.NaN], want: /must be a number/ }],
    ['too large a number', { given: [{ type: 'integer', help }, 2 ** 31], want: /from -2147483648 to 2147483647/ }],
    ['a number beyond its least', { given: [{ type: 'number', help, min: 0 }, -0.1], want: /must be 0 at least/ }],
    ['a number beyond its most', { given: [{ type: 'number', help, max: 1 }, 2], want: /must be 1 at most/ }],
    ['too long a text', { given: [{ type: 'text', help, maxLength: 2 }, 'abc'], want: /2 characters at most/ }],
    ['a list for text', { given: [{ type: 'text', help }, ['a']], want: /must be text/ }],
    ['a NUL', { given: [{ type: 'code', help }, 'a\0'], want: /NUL/ }],
    [
      'what only begins as it should',
      { given: [{ type: 'text', help, pattern: { is: /a|b/, says: 'has a or b' } }, 'ac'], want: /^has a or b\.$/ },
    ],
    ['1 for true', { given: [{ type: 'boolean', help }, 1], want: /true or false/ }],
    [
      'a moment without a time zone',
      { given: [{ type: 'moment', help }, '2026-11-22T09:30:00'], want: /must be a moment/ },
    ],
    ['a month that there is not', { given: [{ type: 'moment', help }, '2026-13-01'], want: /must be a moment/ }],
    [
      'a day that there is not',
      { given: [{ type: 'moment', help }, '2026-02-30T00:00:00Z'], want: /day that there is not/ },
    ],
    [
      'the year 0, which not every database has',
      { given: [{ type: 'moment', help }, '0000-01-01'], want: /years 1 to 9999/ },
    ],
    [
      'a moment before the year 1 in UTC',
      { given: [{ type: 'moment', help }, '0001-01-01T00:00:00+14:00'], want: /years 1 to 9999/ },
    ],
    [
      'a moment after the year 9999 in UTC',
      { given: [{ type: 'moment', help }, '9999-12-31T23:59:59-00:01'], want: /years 1 to 9999/ },
    ],
    ['another word', { given: [{ type: 'choice', help, choices: ['a', 'b'] }, 'c'], want: /one of a, b/ }],
    ['0 for a reference', { given: [{ type: 'reference', help, to: 'x' }, 0], want: /id of an instance/ }],
    [
      'a reference beyond the database',
      { given: [{ type: 'reference', help, to: 'x' }, 2 ** 31], want: /id of an instance/ },
    ],
    [
      'one id for a list',
      {
        given: [{ type: 'references', help, to: 'x', through: { table: '', own: '', other: '' } }, 1],
        want: /list of ids/,
      },
    ],
    ['an empty secret', { given: [{ type: 'encrypted', help }, ''], want: /must not be empty/ }],
    ['a list for an object', { given: [{ type: 'json', help, of: 'object' }, []], want: /must be an object/ }],
    ['numbers for texts', { given: [{ type: 'json', help, of: 'texts' }, [1]], want: /list of texts/ }],
    ['a very long list', { given: [{ type: 'json', help }, Array(300_000).fill(1)], want: /100000 bytes at most/ }],
    ['JSON that is too large', { given: [{ type: 'json', help, maxBytes: 5 }, 'abcd'], want: /5 bytes at most/ }],
    ['JSON that is too deep', { given: [{ type: 'json', help }, nested(51)], want: /deeper than 50/ }],
    ['JSON with a NUL in a key', { given: [{ type: 'json', help }, { 'a\0': 1 }], want: /NUL/ }],
    [
      'too long a text, where nothing else is said',
      { given: [{ type: 'text', help }, 'x'.repeat(20_001)], want: /20000/ },
    ],
    ['too long a code', { given: [{ type: 'code', help }, 'x'.repeat(100_001)], want: /100000/ }],
    ['too long a secret', { given: [{ type: 'encrypted', help }, 'x'.repeat(10_001)], want: /10000/ }],
    ['too large a JSON', { given: [{ type: 'json', help }, 'x'.repeat(100_000)], want: /100000 bytes/ }],
    [
      'too many references',
      {
        given: [
          { type: 'references', help, to: 'x', through: { table: '', own: '', other: '' } },
          Array.from({ length: 1001 }, (_, n) => n + 1),
        ],
        want: /1000 ids at most/,
      },
    ],
    ['a file', { given: [{ type: 'file', help }, 'x'], want: /is a file/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => {
      const checked = checkValue(...given);
      assert('problem' in checked);
      assert.match(checked.problem, want);
    });
  }
});
