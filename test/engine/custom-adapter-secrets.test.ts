import assert from 'node:assert/strict';
import { customSecrets } from '../../src/engine/custom-adapter-secrets.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('customSecrets', () => {
  it('are the values of sealed fields and what Basic authentication makes of them', () => {
    const schema = { user: 'string', key: 'encrypted_string', tries: 'integer' } as const;
    const secrets = customSecrets(schema, { user: 'ann', key: 'secret', tries: 1_000_000 });
    for (const want of ['secret', base64('secret'), base64('ann:secret'), base64('secret:'), base64(':secret')])
      assert.ok(secrets.includes(want), want);
    assert.ok(!secrets.includes('ann') && !secrets.includes('1000000'));
  });

  it('are nothing that is too short to be told from other things', () => {
    assert.deepEqual(customSecrets({ key: 'encrypted_string' }, { key: '12345' }), []);
  });

  for (const length of [128, 129, 255, 1_000_003]) {
    it(`of ${length} characters are hidden in pieces, of which none is short`, () => {
      const key = 'x'.repeat(length);
      const secrets = customSecrets({ key: 'encrypted_string' }, { key }).filter((text) => text.startsWith('x'));
      assert.equal(secrets.join(''), key);
      assert.ok(secrets.every((text) => text.length >= 64 && text.length <= 128));
    });
  }

  it('are files as they are given, and what is in them', () => {
    const text = '-----BEGIN KEY-----';
    assert.deepEqual(customSecrets({ file: 'file' }, { file: base64(text) }), [base64(text), text]);
  });
});
