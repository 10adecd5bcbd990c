import assert from 'node:assert/strict';
import { parseBody } from '../../src/adapters/http-payload.js';
import type { ForcedType } from '../../src/adapters/http-request.js';

type Given = [body: string | Buffer, type: string, forced?: ForcedType];
const parse = ([body, type, forced]: Given) => parseBody(Buffer.from(body as string), type, forced ?? null);

describe('parseBody', () => {
  const good: [string, { given: Given; want: unknown }][] = [
    ['JSON', { given: ['{"a":[1]}', 'application/json; charset=utf-8'], want: { a: [1] } }],
    ['JSON of a kind', { given: ['1', 'application/problem+json'], want: 1 }],
    ['JSON after a byte order mark', { given: ['\ufeff{"a":1}', 'application/json'], want: { a: 1 } }],
    [
      'XML',
      {
        given: ['<?xml version="1.0"?><a x="1"><b>2</b><b>&lt;007&gt;</b></a>', 'text/xml'],
        want: { a: { '@x': '1', b: ['2', '<007>'] } },
      },
    ],
    ['XML of a kind', { given: ['<a/>', 'application/soap+xml'], want: { a: '' } }],
    ['text', { given: ['a', 'text/plain'], want: 'a' }],
    ['HTML', { given: ['<p>', 'text/html'], want: '<p>' }],
    ['text in another charset', { given: [Buffer.from([0xe9]), 'text/plain; charset="iso-8859-1"'], want: 'é' }],
    ['text in a charset that nobody knows', { given: ['é', 'text/plain; charset=klingon'], want: 'é' }],
    ['anything else', { given: ['a', 'image/png'], want: new Uint8Array([97]) }],
    ['what has no type', { given: ['a', ''], want: new Uint8Array([97]) }],
    ['nothing', { given: ['', 'application/json'], want: null }],
    ['no text', { given: ['', 'text/plain'], want: '' }],
    ['JSON by force', { given: ['{}', 'text/html', 'json'], want: {} }],
    ['XML by force', { given: ['<a>1</a>', '', 'xml'], want: { a: '1' } }],
    ['text by force', { given: ['{}', 'application/json', 'text'], want: '{}' }],
    ['bytes by force', { given: ['{}', 'application/json', 'bytes'], want: new Uint8Array([123, 125]) }],
  ];
  for (const [name, { given, want }] of good) {
    it(`reads ${name}`, () => assert.deepEqual(parse(given), { payload: want, problem: null }));
  }

  const laughs = `<!DOCTYPE a [<!ENTITY l0 "lol">${Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')}]>`;
  const bad: [string, { given: Given; want: RegExp }][] = [
    ['JSON that is none', { given: ['{', 'application/json'], want: /^The answer is not JSON/ }],
    ['nothing that is to be JSON', { given: ['', '', 'json'], want: /^The answer is not JSON/ }],
    ['XML that is none', { given: ['<a><b></a>', 'text/xml'], want: /^The answer is not XML/ }],
    ['text that is to be XML', { given: ['hello', 'text/plain', 'xml'], want: /^The answer is not XML/ }],
    [
      'XML that is too deep',
      { given: ['<a>'.repeat(500) + '</a>'.repeat(500), 'text/xml'], want: /^The answer is not XML/ },
    ],
    ['a billion laughs', { given: [`${laughs}<a>&l9;</a>`, 'text/xml'], want: /^The answer is not XML/ }],
    [
      'an entity of a file',
      {
        given: ['<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>', 'text/xml'],
        want: /^The answer is not XML/,
      },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`hands on as text ${name}`, () => {
      const { payload, problem } = parse(given);
      assert.equal(payload, String(given[0]));
      assert.match(problem ?? '', want);
    });
  }

  it('keeps its hands off prototypes', () => {
    for (const name of ['__proto__', 'constructor', 'prototype']) {
      const { problem } = parse([`<a><${name}><polluted>1</polluted></${name}></a>`, 'text/xml']);
      assert.match(problem ?? '', /reserved/);
    }
    assert.deepEqual(parse(['<a><toString>1</toString></a>', 'text/xml']).payload, { a: { toString: '1' } });
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
  });
});
