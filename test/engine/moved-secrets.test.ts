import { deepEqual } from 'node:assert/strict';
import { movedSecrets } from '../../src/engine/moved-secrets.js';
import type { CustomAdapter } from '../../src/queries/custom-adapters.js';

const config_schema = { url: 'string', retries: 'integer', key: 'encrypted_string', certificate: 'file' };
const adapter = { config_schema } as unknown as CustomAdapter;
const opened = { url: 'x', retries: 3, key: 's3cret', certificate: '' };

const cases: [string, { given: Record<string, unknown>; want: string[] }][] = [
  ['nothing changes', { given: {}, want: [] }],
  ['the same is given again, as a form has it', { given: { url: 'x', retries: '3' }, want: [] }],
  ['a value changes', { given: { url: 'y' }, want: ['key'] }],
  ['a number changes, as a form has it', { given: { retries: '4' }, want: ['key'] }],
  ['a value is given that cannot be one', { given: { retries: 'many' }, want: ['key'] }],
  ['a value changes, and the secret comes with it', { given: { url: 'y', key: 'other' }, want: [] }],
  [
    'a value changes, and the secret comes as it is shown',
    { given: { url: 'y', key: '__ENCRYPTED__' }, want: ['key'] },
  ],
  ['a value changes, and the secret is cleared', { given: { url: 'y', key: null }, want: [] }],
  ['a secret alone changes', { given: { key: 'other' }, want: [] }],
];

describe('movedSecrets', () => {
  for (const [name, { given, want }] of cases) {
    it(`names ${want.join() || 'none'} where ${name}`, () => deepEqual(movedSecrets(adapter, opened, given), want));
  }
});
