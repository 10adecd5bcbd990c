import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { DOOR_LIMITS } from '../../src/http/door-limits.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';
import { openDoor, type TestDoor, tokenOf } from './door.js';

const SMALL = { body_bytes: 40_000, file_bytes: 20_000, xml_bytes: 10_000, xml_depth: 20, parts: 5, form_fields: 10 };
const LIMITS = { ...SMALL, field_bytes: 5_000, field_name_bytes: 50, body_ms: 400 };

interface Given {
  readonly method?: string;
  readonly type?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData;
}

const form = (fields: [string, string | File][]): FormData => {
  const data = new FormData();
  for (const [name, value] of fields) data.append(name, value);
  return data;
};

const file = (name: string, content: string | Uint8Array<ArrayBuffer>) => new File([content], name);
const utf16 = (text: string) => Uint8Array.from(Buffer.from(`\ufeff${text}`, 'utf16le'));
const deepXml = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth);

describe('a body', () => {
  onEachDatabase((name, open) => {
    // What a body becomes has nothing to do with the database.
    if (name !== 'SQLite') return;
    let scene: Scene;
    let door: TestDoor;
    let token: string;
    before(async () => {
      scene = await sceneOn(await open());
      const id = await scene.create('Any', { integration: { http_api: true } });
      for (const method of ['GET', 'PUT', 'PATCH', 'DELETE'] as const)
        await scene.queries.endpoints.create({
          prefix: 'api',
          method,
          path: 'any',
          integration_id: id,
          description: null,
          response_content_type: 'application/json',
        });
      token = await tokenOf(scene.queries, scene.userId);
      door = await openDoor({ queries: scene.queries, limits: LIMITS });
    });
    after(() => door.close());

    const send = ({ method = 'POST', type, headers = {}, body }: Given) =>
      fetch(door.url + (method === 'POST' ? '/integrations/execute/Any' : '/api/any'), {
        method,
        headers: { Authorization: `Bearer ${token}`, ...(type !== undefined && { 'Content-Type': type }), ...headers },
        body: body ?? null,
      });

    const good: [string, { given: Given; want: { payload: unknown; files?: Record<string, [string, string]> } }][] = [
      ['JSON', { given: { type: 'application/json', body: '{"a":[1,"é"]}' }, want: { payload: { a: [1, 'é'] } } }],
      [
        'JSON that says its character set',
        { given: { type: 'Application/JSON; charset="utf-8"', body: '5' }, want: { payload: 5 } },
      ],
      ['no body', { given: {}, want: { payload: {} } }],
      ['an empty JSON body', { given: { type: 'application/json', body: '' }, want: { payload: {} } }],
      [
        'XML',
        {
          given: {
            type: 'application/xml',
            body: '<?xml version="1.0"?><a id="1"><b>1</b><b>2 &amp; 3 &#65;&lt;</b><c/><![CDATA[<!DOCTYPE]]></a>',
          },
          want: { payload: { a: { '@id': '1', b: ['1', '2 & 3 A<'], c: '', '#text': '<!DOCTYPE' } } },
        },
      ],
      [
        'XML of another name and character set',
        {
          given: {
            type: 'text/xml',
            body: Uint8Array.from(Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?><a>\xe9</a>', 'latin1')),
          },
          want: { payload: { a: 'é' } },
        },
      ],
      [
        'XML in UTF-16',
        { given: { type: 'text/xml; charset=utf-16le', body: utf16('<a>é</a>') }, want: { payload: { a: 'é' } } },
      ],
      [
        'XML of many entities',
        {
          given: { type: 'text/xml', body: `<a>${'&amp;'.repeat(1_900)}</a>` },
          want: { payload: { a: '&'.repeat(1_900) } },
        },
      ],
      [
        'XML in XML',
        {
          given: { type: 'text/xml', body: deepXml(3) },
          want: { payload: { a: { a: { a: '' } } } },
        },
      ],
      [
        'a URL-encoded form',
        {
          given: { type: 'application/x-www-form-urlencoded', body: 'a=1&b=x+y&a=%C3%A9&__proto__=p' },
          want: { payload: { a: ['1', 'é'], b: 'x y', ['__proto__']: 'p' } },
        },
      ],
      [
        'a multipart form with files (domain.md 10.9)',
        {
          given: {
            body: form([
              ['loan', '17'],
              ['note', 'ü'],
              ['license', file('driver_license.tiff', 'TIFF')],
              ['statement', file('bank_statement_01.pdf', 'PDF')],
            ]),
          },
          want: {
            payload: { loan: '17', note: 'ü' },
            files: { license: ['driver_license.tiff', 'TIFF'], statement: ['bank_statement_01.pdf', 'PDF'] },
          },
        },
      ],
      [
        'a file that has a path in its name',
        {
          given: { body: form([['f', file('a/../b.txt', 'x')]]) },
          want: { payload: {}, files: { f: ['b.txt', 'x'] } },
        },
      ],
      ['a file field without a file', { given: { body: form([['f', file('', '')]]) }, want: { payload: {} } }],
      [
        'repeated fields',
        {
          given: {
            body: form([
              ['a', '1'],
              ['a', '2'],
              ['a', '3'],
            ]),
          },
          want: { payload: { a: ['1', '2', '3'] } },
        },
      ],
      [
        'a PDF without Content-Disposition (domain.md 10.9)',
        { given: { type: 'application/pdf', body: '%PDF' }, want: { payload: {}, files: { file: ['file', '%PDF'] } } },
      ],
      [
        'a file with its name',
        {
          given: {
            type: 'application/pdf',
            headers: { 'Content-Disposition': 'attachment; filename="my loan.pdf"' },
            body: '%PDF',
          },
          want: { payload: {}, files: { 'my loan.pdf': ['my loan.pdf', '%PDF'] } },
        },
      ],
      [
        'a file put',
        {
          given: { method: 'PUT', type: 'text/csv', body: 'a,b' },
          want: { payload: {}, files: { file: ['file', 'a,b'] } },
        },
      ],
      [
        'one file in a patch',
        {
          given: {
            method: 'PATCH',
            body: form([
              ['f', file('x', '1')],
              ['n', 'v'],
            ]),
          },
          want: { payload: { n: 'v' }, files: { f: ['x', '1'] } },
        },
      ],
      [
        'JSON put',
        { given: { method: 'PUT', type: 'application/json', body: '{"a":1}' }, want: { payload: { a: 1 } } },
      ],
      [
        'nothing of a DELETE',
        { given: { method: 'DELETE', type: 'application/json', body: '{"a":' }, want: { payload: {} } },
      ],
    ];
    for (const [what, { given, want }] of good) {
      it(`becomes ${what}`, async () => {
        const response = await send(given);
        assert.equal(response.status, 200, await response.text());
        const { payload, files } = door.runner.started.at(-1)?.input ?? { payload: null, files: {} };
        assert.deepEqual(payload, want.payload);
        assert.deepEqual(
          Object.fromEntries(Object.entries(files).map(([k, f]) => [k, [f.name, Buffer.from(f.content).toString()]])),
          want.files ?? {},
        );
      });
    }

    const bad: [string, { given: Given; want: [number, RegExp] }][] = [
      [
        'JSON that is none',
        {
          given: { type: 'application/json', body: '{"a":\n 1,}' },
          want: [400, /line 2, column 4, a name in double quotes is expected/],
        },
      ],
      [
        'JSON nested too deep',
        { given: { type: 'application/json', body: '['.repeat(200) }, want: [400, /nested deeper than 100/] },
      ],
      [
        'JSON in another character set',
        { given: { type: 'application/json; charset=latin1', body: '1' }, want: [415, /UTF-8/] },
      ],
      [
        'XML that is none',
        {
          given: { type: 'text/xml', body: '<a>\n<b></a>' },
          want: [400, /line 2, column 4: Expected closing tag 'b'/],
        },
      ],
      [
        'XML with entities',
        {
          given: { type: 'text/xml', body: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' },
          want: [400, /document type/],
        },
      ],
      [
        'XML with a late declaration',
        { given: { type: 'text/xml', body: '<!-- <!x --><a><!DOCTYPE b></a>' }, want: [400, /document type/] },
      ],
      ['XML nested too deep', { given: { type: 'text/xml', body: deepXml(30) }, want: [400, /nested/] }],
      ['XML nested far too deep', { given: { type: 'text/xml', body: deepXml(1400) }, want: [400, /nested/] }],
      [
        'XML that names a property of all objects',
        { given: { type: 'text/xml', body: '<a><__proto__>1</__proto__></a>' }, want: [400, /not XML/] },
      ],
      [
        'XML in no known character set',
        { given: { type: 'text/xml; charset=klingon', body: '<a/>' }, want: [415, /klingon/] },
      ],
      [
        'XML that is too large',
        { given: { type: 'text/xml', body: `<a>${'x'.repeat(10_000)}</a>` }, want: [413, /10000 bytes/] },
      ],
      [
        'a compressed body',
        {
          given: { type: 'application/json', headers: { 'Content-Encoding': 'gzip' }, body: 'x' },
          want: [415, /Content-Encoding is gzip/],
        },
      ],
      [
        'a body that is too large',
        { given: { type: 'application/json', body: `"${'x'.repeat(40_000)}"` }, want: [413, /40000 bytes/] },
      ],
      [
        'a file that is too large',
        { given: { type: 'text/plain', body: 'x'.repeat(20_001) }, want: [413, /20000 bytes/] },
      ],
      [
        'a file in a form that is too large',
        { given: { body: form([['f', file('x', 'x'.repeat(20_001))]]) }, want: [413, /file f is larger than 20000/] },
      ],
      [
        'too many parts',
        { given: { body: form(Array.from('abcdef', (c) => [c, 'x'])) }, want: [413, /more than 5 parts/] },
      ],
      [
        'a field that is too large',
        { given: { body: form([['f', 'x'.repeat(5_001)]]) }, want: [413, /field f is larger than 5000/] },
      ],
      [
        'a field whose name is too long',
        { given: { body: form([['f'.repeat(51), '']]) }, want: [413, /name of a field is longer than 50/] },
      ],
      [
        'two files in one field',
        {
          given: {
            body: form([
              ['f', file('a', '1')],
              ['f', file('b', '2')],
            ]),
          },
          want: [400, /two files in the field f/],
        },
      ],
      ['a form without its boundary', { given: { type: 'multipart/form-data', body: 'x' }, want: [400, /oundary/] }],
      [
        'a form that is cut off',
        {
          given: {
            type: 'multipart/form-data; boundary=b',
            body: '--b\r\nContent-Disposition: form-data; name="f"; filename="x"\r\n\r\nhalf',
          },
          want: [400, /cut off|multipart/],
        },
      ],
      [
        'too many fields',
        {
          given: { type: 'application/x-www-form-urlencoded', body: 'a=1&'.repeat(11) },
          want: [413, /more than 10 fields/],
        },
      ],
      [
        'a large field of a form',
        {
          given: { type: 'application/x-www-form-urlencoded', body: `a=${'x'.repeat(5_001)}` },
          want: [413, /field a/],
        },
      ],
      [
        'a long name in a form',
        { given: { type: 'application/x-www-form-urlencoded', body: 'x'.repeat(51) }, want: [413, /name of a field/] },
      ],
      [
        'several files put (domain.md 10.9)',
        {
          given: {
            method: 'PUT',
            body: form([
              ['a', file('a', '1')],
              ['b', file('b', '2')],
            ]),
          },
          want: [415, /PUT takes one file, and there are 2/],
        },
      ],
    ];
    for (const [what, { given, want }] of bad) {
      it(`is refused: ${what}`, async () => {
        const before = door.runner.started.length;
        const response = await send(given);
        const text = await response.text();
        assert.equal(response.status, want[0], text);
        const error = JSON.parse(text);
        assert.deepEqual(Object.keys(error), ['code', 'message', 'hint']);
        assert.match(error.message, want[1]);
        assert.equal(door.runner.started.length, before);
      });
    }

    it('is refused when it is too large and says no length, before it is over', async () => {
      let sent = 0;
      const endless = new ReadableStream<Uint8Array>({
        pull(controller) {
          sent += 10_000;
          if (sent > 100_000_000) controller.close();
          else controller.enqueue(new Uint8Array(10_000));
        },
      });
      const response = await fetch(`${door.url}/integrations/execute/Any`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: endless,
        duplex: 'half',
      } as RequestInit);
      assert.equal(response.status, 413);
      assert.match(await response.text(), /body_too_large/);
      assert(sent < 50_000_000, `${sent} bytes were taken`);
    });

    it('is refused when it comes too slowly', async () => {
      const slow = new ReadableStream<Uint8Array>({
        start: (controller) => controller.enqueue(new Uint8Array(1)),
      });
      const response = await fetch(`${door.url}/integrations/execute/Any`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
        body: slow,
        duplex: 'half',
      } as RequestInit);
      assert.equal(response.status, 408);
      assert.match(await response.text(), /body_timeout/);
    });

    it('that nobody reads does not hold its connection for long', async () => {
      const hasty = await openDoor({ queries: scene.queries, limits: { linger_ms: 100 } });
      const socket = connect(hasty.port, '127.0.0.1');
      const closed = once(socket, 'close');
      socket.on('error', () => undefined);
      socket.write('GET /api/any HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf');
      const [answer] = await once(socket, 'data');
      assert.match(String(answer), /^HTTP\/1.1 401 /);
      await closed;
      await hasty.close();
    });

    it('may be 20 MB by default, and not 50', async () => {
      const roomy = await openDoor({ queries: scene.queries });
      const post = (bytes: number) =>
        fetch(`${roomy.url}/integrations/execute/Any`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
          body: `"${'x'.repeat(bytes - 2)}"`,
        });
      assert.equal((await post(DOOR_LIMITS.body_bytes)).status, 200);
      assert.equal((await post(50 * 1024 * 1024)).status, 413);
      await roomy.close();
    });
  });
});
