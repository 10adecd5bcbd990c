import { deepEqual } from 'node:assert/strict';
import type { ConfigFieldType } from '../../src/engine/config-schema.js';
import { coerced, valueLimits } from '../../src/engine/config-value.js';

const MEGABYTE = Buffer.alloc(valueLimits.file, 7);
const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** What comes of a value: undefined where it is refused. */
const cases: [ConfigFieldType, [given: unknown, want: unknown][]][] = [
  [
    'string',
    [
      ['x', 'x'],
      ['', ''],
      [30, '30'],
      [true, 'true'],
      [['x'], undefined],
      [{}, undefined],
      [null, undefined],
    ],
  ],
  [
    'integer',
    [
      [30, 30],
      ['30', 30],
      [' -4 ', -4],
      ['30.0', 30],
      [30.5, undefined],
      ['30.5', undefined],
      ['', undefined],
      ['0x10', undefined],
      ['thirty', undefined],
      [true, undefined],
      [2 ** 53, undefined],
    ],
  ],
  [
    'float',
    [
      [0.5, 0.5],
      ['0.5', 0.5],
      ['.5', 0.5],
      ['1e3', 1000],
      ['-2', -2],
      ['1e999', undefined],
      ['Infinity', undefined],
      ['', undefined],
      ['1,5', undefined],
      [[1], undefined],
    ],
  ],
  [
    'boolean',
    [
      [true, true],
      [false, false],
      ['true', true],
      [' False ', false],
      ['', undefined],
      ['yes', undefined],
      [1, undefined],
    ],
  ],
  [
    'array',
    [
      [
        [1, 'x'],
        [1, 'x'],
      ],
      ['[1, {"a": 2}]', [1, { a: 2 }]],
      ['{"a": 1}', undefined],
      ['[1', undefined],
      ['x', undefined],
      [{}, undefined],
      [deep(valueLimits.depth), JSON.parse(deep(valueLimits.depth))],
      [deep(valueLimits.depth + 1), undefined],
      [JSON.parse(deep(valueLimits.depth + 1)), undefined],
    ],
  ],
  [
    'object',
    [
      [{ a: 1 }, { a: 1 }],
      ['{"a": [1]}', { a: [1] }],
      ['[1]', undefined],
      ['null', undefined],
      [[1], undefined],
      ['x', undefined],
    ],
  ],
  [
    'encrypted_string',
    [
      ['s3cret', 's3cret'],
      ['', ''],
      [12, '12'],
      [{}, undefined],
    ],
  ],
  [
    'file',
    [
      ['aGVsbG8=', 'aGVsbG8='],
      ['aGVsbG8', 'aGVsbG8='],
      ['aGVs\r\nbG8=\n', 'aGVsbG8='],
      ['', ''],
      [MEGABYTE.toString('base64'), MEGABYTE.toString('base64')],
      [Buffer.concat([MEGABYTE, Buffer.of(1)]).toString('base64'), undefined],
      ['aGVsbG8==', undefined],
      ['aGVsb', undefined],
      ['aGVs*bG8=', undefined],
      ['_-8=', undefined],
      ['data:text/plain;base64,aGVsbG8=', undefined],
      [12, undefined],
    ],
  ],
];

describe('coerced', () => {
  for (const [type, values] of cases) {
    it(`makes a value of the type ${type}, or says what it wants`, () => {
      for (const [given, want] of values) {
        const made = coerced(type, given);
        deepEqual('value' in made ? made.value : undefined, want, JSON.stringify(given)?.slice(0, 60));
        if (want === undefined) deepEqual(Object.keys(made), ['want'], 'what was given may be a secret');
      }
    });
  }
});
