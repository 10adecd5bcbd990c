import assert from 'node:assert/strict';
import { AdapterFailure } from '../../src/adapters/adapter-failure.js';
import { httpRequest } from '../../src/adapters/http-request.js';
import { httpSettings } from '../../src/adapters/http-settings.js';

const settings = httpSettings({
  host: 'api.example.com',
  port: 443,
  tls: true,
  username: 'u',
  password: 'p',
  timeout_seconds: 60,
});
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

type Given = Record<string, unknown>;

describe('httpRequest', () => {
  const urls: [string, { given: Given; want: string }][] = [
    ['a path', { given: { url_path: '/a/b' }, want: '/a/b' }],
    [
      'parameters',
      { given: { url_path: '/a', params: { b: 1, c: 'x y&z', d: true } }, want: '/a?b=1&c=x+y%26z&d=true' },
    ],
    ['a list of parameters', { given: { url_path: '/a', params: { b: [1, 2] } }, want: '/a?b=1&b=2' }],
    ['parameters that are not there', { given: { url_path: '/a', params: { b: null } }, want: '/a' }],
    ['parameters beside those of the path', { given: { url_path: '/a?b=1', params: { c: 2 } }, want: '/a?b=1&c=2' }],
    ['letters of all kinds', { given: { url_path: '/é ü' }, want: '/%C3%A9%20%C3%BC' }],
    ['steps up, but not out', { given: { url_path: '/a/../../b' }, want: '/b' }],
    ['an address within the path', { given: { url_path: '/http://evil.example/' }, want: '/http://evil.example/' }],
    ['an @ within the path', { given: { url_path: '/@evil.example/' }, want: '/@evil.example/' }],
  ];
  for (const [name, { given, want }] of urls) {
    it(`takes ${name}`, () => {
      assert.equal(httpRequest({ method: 'GET', ...given }, settings).url.href, `https://api.example.com${want}`);
    });
  }

  const bodies: [string, { given: Given; want: { body: unknown; type?: string } }][] = [
    ['none', { given: {}, want: { body: null } }],
    ['a text', { given: { body: '{"a":1}' }, want: { body: '{"a":1}' } }],
    [
      'a text with its type',
      {
        given: { body: '{}', headers: { 'Content-Type': 'application/json' } },
        want: { body: '{}', type: 'application/json' },
      },
    ],
    ['bytes', { given: { body: new Uint8Array([1]) }, want: { body: new Uint8Array([1]) } }],
    [
      'an object as a form',
      {
        given: { body: { a: 'x y', b: [1, 2], c: null } },
        want: { body: 'a=x+y&b=1&b=2', type: 'application/x-www-form-urlencoded' },
      },
    ],
    [
      'an object that says that it is a form',
      {
        given: { body: { a: 1 }, headers: { 'content-type': 'application/x-www-form-urlencoded;charset=utf-8' } },
        want: { body: 'a=1', type: 'application/x-www-form-urlencoded;charset=utf-8' },
      },
    ],
  ];
  for (const [name, { given, want }] of bodies) {
    it(`sends a body: ${name}`, () => {
      const { body, headers } = httpRequest({ url_path: '/', method: 'post', ...given }, settings);
      assert.deepEqual({ body, type: headers['content-type'] }, { body: want.body, type: want.type });
    });
  }

  const authorizations: [string, { given: Given; want: string | undefined }][] = [
    ['the configuration', { given: {}, want: basic('u:p') }],
    ['a header', { given: { headers: { Authorization: 'Bearer t' } }, want: 'Bearer t' }],
    ['the payload', { given: { auth: ['x', 'ü'], headers: { Authorization: 'Bearer t' } }, want: basic('x:ü') }],
  ];
  for (const [name, { given, want }] of authorizations) {
    it(`signs in as ${name} says`, () => {
      assert.equal(httpRequest({ url_path: '/', method: 'GET', ...given }, settings).headers.authorization, want);
    });
  }

  const bad: [string, { given: Given; want: RegExp }][] = [
    ['no path', { given: { url_path: undefined }, want: /^url_path is required/ }],
    ['a path that is no text', { given: { url_path: 1 }, want: /^url_path is required/ }],
    ['no method', { given: { method: undefined }, want: /^method is required/ }],
    ['a method that is none', { given: { method: 'GET / HTTP/1.1' }, want: /^method is required/ }],
    ['a method that opens a tunnel', { given: { method: 'CONNECT' }, want: /^method/ }],
    ['another host', { given: { url_path: '//evil.example/' }, want: /must not begin with \/\// }],
    ['another host, with a backslash', { given: { url_path: '/\\evil.example/' }, want: /must not begin/ }],
    ['another host, after an @', { given: { url_path: '@evil.example/' }, want: /must begin with \// }],
    ['a whole address', { given: { url_path: 'https://evil.example/' }, want: /must begin with \// }],
    ['another port', { given: { url_path: ':8080/' }, want: /must begin with \// }],
    ['a longer host name', { given: { url_path: '.evil.example/' }, want: /must begin with \// }],
    ['a backslash', { given: { url_path: '/a\\..\\b' }, want: /backslash/ }],
    ['a line break in the path', { given: { url_path: '/a\r\nHost: evil' }, want: /control character/ }],
    ['a tab that the URL parser drops', { given: { url_path: '/\t/evil.example' }, want: /control character/ }],
    ['a fragment', { given: { url_path: '/a#b' }, want: /write %23/ }],
    ['parameters that are a text', { given: { params: 'a=1' }, want: /^params must be an object/ }],
    ['a parameter that is an object', { given: { params: { a: {} } }, want: /^params\.a must be a text/ }],
    ['headers that are a list', { given: { headers: [] }, want: /^headers must be an object/ }],
    [
      'a header that breaks the line',
      { given: { headers: { A: 'b\r\nC: d' } }, want: /^headers\.A must not have line breaks/ },
    ],
    ['a header with a lone line feed', { given: { headers: { A: 'b\nC: d' } }, want: /^headers\.A/ }],
    ['a header with a NUL', { given: { headers: { A: 'b\0' } }, want: /^headers\.A/ }],
    ['a header with a name that is none', { given: { headers: { 'A: b\r\nC': 'd' } }, want: /^headers has a name/ }],
    ['a header without a name', { given: { headers: { '': 'd' } }, want: /^headers has a name/ }],
    ['a header that is an object', { given: { headers: { A: {} } }, want: /^headers\.A must be a text/ }],
    ['the host', { given: { headers: { Host: 'evil' } }, want: /^headers\.Host is decided by the gateway/ }],
    ['a length', { given: { headers: { 'content-length': '1' } }, want: /decided by the gateway/ }],
    ['chunks', { given: { headers: { 'Transfer-Encoding': 'chunked' } }, want: /decided by the gateway/ }],
    ['an authority that is a text', { given: { auth: 'u:p' }, want: /^auth must be a list of two/ }],
    ['a body that is a number', { given: { body: 1 }, want: /^body must be an object/ }],
    ['a body that is a list', { given: { body: [1] }, want: /JSON\.stringify/ }],
    ['a form within a form', { given: { body: { a: {} } }, want: /^body\.a must be a text.*JSON\.stringify/ }],
    [
      'an object that says that it is JSON',
      { given: { body: {}, headers: { 'Content-Type': 'application/json' } }, want: /JSON\.stringify/ },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => httpRequest({ url_path: '/', method: 'GET', ...given }, settings),
        (error: Error) =>
          error instanceof AdapterFailure && error.type === 'INVALID_REQUEST' && want.test(error.message),
      );
    });
  }
});
