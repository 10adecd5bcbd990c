import { deepEqual } from 'node:assert/strict';
import type { ConfigSchema } from '../../src/engine/config-schema.js';
import type { ConfigValues } from '../../src/engine/config-values.js';
import { migrated, schemaChanges } from '../../src/engine/schema-change.js';

const one = (type: ConfigSchema[string]): ConfigSchema => ({ a: type });

const cases: [string, { before: ConfigSchema; after: ConfigSchema; given: ConfigValues; want: ConfigValues }][] = [
  ['keeps what stays', { before: one('string'), after: one('string'), given: { a: 'x' }, want: { a: 'x' } }],
  ['drops what is removed', { before: one('string'), after: {}, given: { a: 'x' }, want: {} }],
  ['leaves what is added without value', { before: {}, after: one('string'), given: {}, want: {} }],
  ['converts what can be', { before: one('string'), after: one('integer'), given: { a: '30' }, want: { a: 30 } }],
  ['drops what cannot be converted', { before: one('string'), after: one('integer'), given: { a: 'x' }, want: {} }],
  ['makes a text of a list', { before: one('array'), after: one('string'), given: { a: [1] }, want: { a: '[1]' } }],
  [
    'seals what was not',
    { before: one('string'), after: one('encrypted_string'), given: { a: 'x' }, want: { a: 'x' } },
  ],
  ['unseals nothing', { before: one('encrypted_string'), after: one('string'), given: { a: 'x' }, want: {} }],
  ['unseals no file', { before: one('file'), after: one('string'), given: { a: 'eA==' }, want: {} }],
  [
    'takes a secret for a file',
    { before: one('encrypted_string'), after: one('file'), given: { a: 'eA==' }, want: { a: 'eA==' } },
  ],
  [
    'takes no secret for a file that is none',
    { before: one('encrypted_string'), after: one('file'), given: { a: 'x' }, want: {} },
  ],
];

describe('migrated', () => {
  for (const [name, { before, after, given, want }] of cases) {
    it(name, () => deepEqual(migrated(before, after, given), want));
  }
});

describe('schemaChanges', () => {
  it('says what becomes of each field, with counts and without values', () => {
    const before: ConfigSchema = { url: 'string', retries: 'string', key: 'encrypted_string', same: 'float' };
    const after: ConfigSchema = { retries: 'integer', key: 'string', same: 'float', timeout: 'integer' };
    const all = [
      { url: 'x', retries: '3', key: 's3cret', same: 1 },
      { url: 'y', retries: 'many', key: 's3cret', same: 1 },
      { retries: '4', same: 1 },
    ];
    deepEqual(
      schemaChanges(before, after, all).map(({ field, change, message }) => `${field} ${change}: ${message}`),
      [
        'url removed: url is removed: 2 of 3 configurations lose a value.',
        'retries type_changed: retries changes from string to integer: 2 of 3 configurations keep a value; the others lose it and cannot be used until a value is given there.',
        'key type_changed: key changes from encrypted_string to string: 0 of 3 configurations keep a value; the others lose it, since what is encrypted is never shown, and cannot be used until a value is given there.',
        'timeout added: timeout (integer) is added: all 3 configurations cannot be used until a value is given there.',
      ],
    );
  });

  it('says nothing of what stays, and no more than that of an adapter without configurations', () => {
    deepEqual(schemaChanges({ a: 'string' }, { a: 'string' }, [{ a: 'x' }]), []);
    deepEqual(
      schemaChanges({}, { a: 'string' }, []).map(({ message }) => message),
      ['a (string) is added.'],
    );
  });
});
