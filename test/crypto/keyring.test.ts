import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyError, loadKeyring, makeKey } from '../../src/crypto/key-file.js';
import { SealError } from '../../src/crypto/keyring.js';

const ring = (...keys: string[]) => loadKeyring({ keys, file: '' });
const [older, newer] = [makeKey(), makeKey()];

describe('a keyring', () => {
  it('opens what it sealed, texts and bytes', () => {
    const keys = ring(newer);
    assert.equal(keys.open(keys.seal('grüezi', 'a/1'), 'a/1'), 'grüezi');
    const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
    assert.deepEqual([...keys.openBytes(keys.seal(bytes, 'a/1'), 'a/1')], [...bytes]);
    assert.equal(keys.open(keys.seal('', 'a/1'), 'a/1'), '');
  });

  it('never seals the same text the same way', () => {
    const keys = ring(newer);
    assert.notEqual(keys.seal('x', 'a'), keys.seal('x', 'a'));
  });

  it('opens what an older key has sealed, and says that it should be sealed anew', () => {
    const sealed = ring(older).seal('secret', 'a');
    const rotated = ring(newer, older);
    assert.equal(rotated.open(sealed, 'a'), 'secret');
    assert.equal(rotated.isCurrent(sealed), false);
    assert.equal(rotated.isCurrent(rotated.seal('secret', 'a')), true);
  });

  it('derives the same from the same newest key for the same purpose, and nothing else', () => {
    const derived = ring(newer).derive('a');
    assert.equal(derived.length, 32);
    assert.deepEqual(ring(newer, older).derive('a'), derived);
    for (const other of [ring(newer).derive('b'), ring(older, newer).derive('a')]) assert.notDeepEqual(other, derived);
  });

  const sealed = ring(newer).seal('secret', 'place/1');
  const changed = `${sealed.slice(0, -3)}${sealed.at(-3) === 'A' ? 'B' : 'A'}${sealed.slice(-2)}`;
  const refused: [string, { given: () => unknown; want: RegExp }][] = [
    ['at another place', { given: () => ring(newer).open(sealed, 'place/2'), want: /belongs to another place/ }],
    ['when it was changed', { given: () => ring(newer).open(changed, 'place/1'), want: /was changed/ }],
    ['without its key', { given: () => ring(older).open(sealed, 'place/1'), want: /not in the keyring/ }],
    ['what was never sealed', { given: () => ring(newer).open('secret', 'place/1'), want: /not a sealed text/ }],
  ];
  for (const [name, { given, want }] of refused) {
    it(`does not open ${name}`, () =>
      assert.throws(given, (error) => error instanceof SealError && want.test(error.message)));
  }
});

describe('the key file', () => {
  let dir: string;
  let file: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'gateway-key-'));
    file = join(dir, 'deep', 'encryption.key');
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('is made once, for nobody else to read', () => {
    const sealed = loadKeyring({ keys: [], file }).seal('secret', 'a');
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const before = readFileSync(file, 'utf8');
    assert.equal(loadKeyring({ keys: [], file }).open(sealed, 'a'), 'secret');
    assert.equal(readFileSync(file, 'utf8'), before);
  });

  it('is refused when others can read it', () => {
    loadKeyring({ keys: [], file });
    chmodSync(file, 0o644);
    assert.throws(() => loadKeyring({ keys: [], file }), /chmod 600/);
  });

  it('is not made when the environment gives keys', () => {
    loadKeyring({ keys: [newer], file });
    assert.throws(() => statSync(file), /ENOENT/);
  });

  it('refuses what is no key, without repeating it', () => {
    assert.throws(
      () => ring('c2hvcnQ='),
      (error: Error) => error instanceof KeyError && !error.message.includes('c2hvcnQ'),
    );
  });
});
