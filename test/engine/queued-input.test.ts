import assert from 'node:assert/strict';
import fc from 'fast-check';
import { makeKey } from '../../src/crypto/key-file.js';
import { Keyring } from '../../src/crypto/keyring.js';
import { openInput, sealInput } from '../../src/engine/queued-input.js';
import type { RunInput } from '../../src/engine/runner.js';

const keyring = new Keyring([Buffer.from(makeKey(), 'base64')]);

const input: RunInput = {
  payload: { ssn: '078-05-1120', list: [1, null, { a: 'Zoë' }] },
  method: 'POST',
  params: { a: '1', b: ['2', '3'] },
  path: { id: '7' },
  fullpath: '/integrations/execute/x?a=1',
  headers: { CONTENT_TYPE: 'multipart/form-data' },
  files: { loan: { name: 'loan.pdf', content: Uint8Array.from({ length: 256 }, (_, i) => i) } },
  external: true,
};

describe('the input of a queued run', () => {
  it('comes back as it was', () => {
    const given = { input, hidden: ['078-05-1120', 7, { a: null }] };
    assert.deepEqual(openInput(keyring, sealInput(keyring, given)), given);
    const plain = { input: { ...input, payload: null, path: null, files: {}, external: false }, hidden: [] };
    assert.deepEqual(openInput(keyring, sealInput(keyring, plain)), plain);
  });

  it('comes back whatever it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), fc.string(), fc.uint8Array(), (payload, name, bytes) => {
        const files = Object.fromEntries([[name, { name, content: new Uint8Array(bytes) }]]);
        const given = { input: { ...input, payload: JSON.parse(JSON.stringify(payload)), files }, hidden: [] };
        assert.deepEqual(openInput(keyring, sealInput(keyring, given)), given);
      }),
    );
  });

  it('cannot be read while it waits', () => {
    const sealed = sealInput(keyring, { input, hidden: ['078-05-1120'] });
    assert(!sealed.includes('078-05') && !Buffer.from(sealed, 'base64url').includes('078-05'));
  });
});
