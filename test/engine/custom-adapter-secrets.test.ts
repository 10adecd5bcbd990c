import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { customSecrets } from '../../src/engine/custom-adapter-secrets.js';
import { Redactor } from '../../src/engine/redactor.js';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const LINES = Array.from({ length: 20 }, () => randomBytes(48).toString('base64'));
const PEM = `-----BEGIN PRIVATE KEY-----\n${LINES.join('\n')}\n-----END PRIVATE KEY-----\n`;
const JSON_KEY = JSON.stringify({ type: 'account', private_key: PEM, client_secret: 'a-client-secret-of-it' }, null, 2);
const KEY = 'k3y/which+is=secret';
/** Each of `shows` is a part of the text that is shown, and of the secret. */
const within: [name: string, { given: string; text: string; shows: string[] }][] = [
  ['a line of a key', { given: PEM, text: `x${LINES[3]}y`, shows: [LINES[3] as string] }],
  ['a key with other line ends', { given: PEM, text: PEM.replaceAll('\n', '\r\n'), shows: LINES }],
  ['a key without line ends', { given: PEM, text: PEM.replaceAll('\n', ''), shows: LINES }],
  ['a key in JSON in JSON', { given: PEM, text: JSON.stringify(JSON.stringify({ PEM })), shows: LINES }],
  ['a key that was in JSON', { given: JSON_KEY, text: PEM, shows: LINES }],
  ['a value that was in JSON', { given: JSON_KEY, text: 'a-client-secret-of-it', shows: ['client-secret'] }],
  ...['', 'a', 'ab', 'somebody:'].flatMap((before): typeof within => {
    const text = base64(`${before}${KEY}!`);
    const shown = text.slice(before.length + 4, before.length + 12);
    const url = (given: string) => given.replaceAll('+', '-').replaceAll('/', '_');
    return [
      [`base64 with “${before}” before it`, { given: KEY, text, shows: [shown] }],
      [`base64 for addresses with “${before}” before it`, { given: KEY, text: url(text), shows: [url(shown)] }],
    ];
  }),
];

describe('customSecrets', () => {
  it('are the values of sealed fields and what Basic authentication makes of them', () => {
    const schema = { user: 'string', key: 'encrypted_string', tries: 'integer' } as const;
    const secrets = customSecrets(schema, { user: 'ann', key: 'secret', tries: 1_000_000 });
    for (const want of ['secret', base64('secret'), base64('ann:secret'), base64('secret:'), base64(':secret')])
      assert.ok(secrets.includes(want), want);
    assert.ok(!secrets.includes('ann') && !secrets.includes('1000000'));
  });

  for (const [name, { given, text, shows }] of within) {
    for (const type of ['encrypted_string', 'file'] as const) {
      it(`are what can be read of ${name}, as ${type}`, () => {
        const redactor = new Redactor();
        redactor.hide(customSecrets({ key: type }, { key: type === 'file' ? base64(given) : given }));
        const shown = redactor.text(text);
        for (const part of shows) assert(text.includes(part) && !shown.includes(part), part);
      });
    }
  }

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
    const secrets = customSecrets({ file: 'file' }, { file: base64(text) });
    assert.deepEqual(secrets.slice(0, 2), [base64(text), text]);
  });

  it('are not what a file would be as a text that is none', () => {
    const file = Buffer.alloc(3_000, 0xff).toString('base64');
    assert(customSecrets({ file: 'file' }, { file }).every((secret) => file.includes(secret)));
  });
});
