import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Catalogue } from '../../../src/buildhelper/catalogue.js';
import { importDocument } from '../../../src/buildhelper/openapi/import-document.js';
import { serviceRequestOf } from '../../../src/buildhelper/service-request.js';
import { clients, type TestClient } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';

const LIST = { type: 'array', items: { type: 'string' } };
const OBJECT = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } };
const TEXT = { type: 'string' };

const parameter = (where: string, name: string, schema: unknown, style?: string, explode?: boolean) => ({
  in: where,
  name,
  required: true,
  schema,
  ...(style && { style }),
  ...(explode !== undefined && { explode }),
});
const inPath = (schema: unknown, style?: string, explode?: boolean) => ({
  path: '/p/{x}/end',
  operation: { parameters: [parameter('path', 'x', schema, style, explode)] },
});
const inQuery = (schema: unknown, style?: string, explode?: boolean) => ({
  path: '/q',
  operation: { parameters: [parameter('query', 'x', schema, style, explode)] },
});
const body = (type: string, schema: unknown, encoding = {}) => ({
  path: '/b',
  method: 'post',
  operation: { requestBody: { required: true, content: { [type]: { schema, encoding } } } },
});

interface Given {
  readonly path: string;
  readonly method?: string;
  readonly operation: Record<string, unknown>;
}

const list = { x: ['a/b', 'c'] };
const object = { x: { a: 'é', b: 2 } };

/** Operations, what they are given, and the request that comes of it; as OpenAPI's table of styles has them. */
const sent: [string, { given: Given; payload: unknown; want: RegExp }][] = [
  ['a path', { given: inPath(TEXT), payload: { x: 'a/b ?#' }, want: /^GET \/v1\/p\/a%2Fb%20%3F%23\/end$/m }],
  ['a list in a path', { given: inPath(LIST), payload: list, want: /\/p\/a%2Fb,c\/end/ }],
  ['an object in a path', { given: inPath(OBJECT), payload: object, want: /\/p\/a,%C3%A9,b,2\/end/ }],
  [
    'an exploded object in a path',
    { given: inPath(OBJECT, 'simple', true), payload: object, want: /\/p\/a=%C3%A9,b=2\/end/ },
  ],
  ['a label', { given: inPath(TEXT, 'label'), payload: { x: 'a' }, want: /\/p\/\.a\/end/ }],
  ['a list of labels', { given: inPath(LIST, 'label', true), payload: list, want: /\/p\/\.a%2Fb\.c\/end/ }],
  ['a matrix', { given: inPath(TEXT, 'matrix'), payload: { x: 'a' }, want: /\/p\/;x=a\/end/ }],
  ['a list in a matrix', { given: inPath(LIST, 'matrix'), payload: list, want: /\/p\/;x=a%2Fb,c\/end/ }],
  ['an exploded matrix', { given: inPath(LIST, 'matrix', true), payload: list, want: /\/p\/;x=a%2Fb;x=c\/end/ }],
  [
    'an object in a matrix',
    { given: inPath(OBJECT, 'matrix', true), payload: object, want: /\/p\/;a=%C3%A9;b=2\/end/ },
  ],
  ['a list', { given: inQuery(LIST), payload: list, want: /\?x=a%2Fb&x=c$/m }],
  ['a list with commas', { given: inQuery(LIST, 'form', false), payload: list, want: /\?x=a%2Fb%2Cc$/m }],
  ['a list with bars', { given: inQuery(LIST, 'pipeDelimited', false), payload: list, want: /\?x=a%2Fb%7Cc$/m }],
  [
    'a deep object',
    {
      given: inQuery({ ...OBJECT, required: ['a', 'b'] }, 'deepObject', true),
      payload: object,
      want: /\?x%5Ba%5D=%C3%A9&x%5Bb%5D=2$/m,
    },
  ],
  ['an object', { given: inQuery({ ...OBJECT, required: ['b'] }), payload: object, want: /\?b=2$/m }],
  [
    'an object with commas',
    { given: inQuery(OBJECT, 'form', false), payload: object, want: /\?x=a%2C%C3%A9%2Cb%2C2$/m },
  ],
  [
    'headers and cookies',
    {
      given: {
        path: '/h',
        operation: {
          parameters: [
            parameter('header', 'X-List', LIST),
            parameter('cookie', 'c', TEXT),
            parameter('cookie', 'd', TEXT),
          ],
        },
      },
      payload: { 'X-List': ['a', 'b'], c: 'x y', d: 1 },
      want: /^cookie: c=x%20y; d=1\n[\s\S]*^x-list: a,b$/m,
    },
  ],
  [
    'JSON',
    {
      given: body('application/json', {
        type: 'object',
        required: ['name', 'tags', 'at', 'kind'],
        properties: {
          name: TEXT,
          tags: LIST,
          at: { type: 'object', required: ['city'], properties: { city: TEXT, zip: TEXT } },
          kind: { const: 'person' },
          more: TEXT,
        },
      }),
      payload: { name: 'é', tags: ['a'], at: { city: 'Bern', zip: 1 }, more: 1 },
      want: /^content-type: application\/json$[\s\S]*\n\n{"name":"é","tags":\["a"\],"at":{"city":"Bern"},"kind":"person"}$/m,
    },
  ],
  ['a body that is a list', { given: body('application/json', LIST), payload: { body: ['a'] }, want: /\n\n\["a"\]$/ }],
  ['a body of which nothing is required', { given: body('application/json', OBJECT), payload: {}, want: /\n\n{}$/ }],
  [
    'a form',
    {
      given: body(
        'application/x-www-form-urlencoded',
        {
          type: 'object',
          required: ['a', 'l', 'm'],
          properties: { a: TEXT, l: LIST, m: { ...OBJECT, required: ['b'] } },
        },
        { m: { style: 'deepObject' } },
      ),
      payload: { a: '&', l: ['x', 'y'], m: { b: 5 } },
      want: /^content-type: application\/x-www-form-urlencoded[\s\S]*\n\na=%26&l=x&l=y&m%5Bb%5D=5$/m,
    },
  ],
  [
    'a form with a file',
    {
      given: body('multipart/form-data', {
        type: 'object',
        required: ['title', 'file'],
        properties: { title: TEXT, file: { type: 'string', format: 'binary' } },
      }),
      payload: { title: 'é"', file: { name: 'a".txt', type: 'text/plain', payload: 'hello' } },
      want: /name="title"\r\n\r\né"\r\n--gateway-\w+\r\nContent-Disposition: form-data; name="file"; filename="a%22\.txt"\r\nContent-Type: text\/plain\r\n\r\nhello\r\n--gateway-\w+--\r\n$/,
    },
  ],
  [
    'plain text',
    {
      given: body('text/plain', TEXT),
      payload: { body: 'hello' },
      want: /^content-type: text\/plain$[\s\S]*\n\nhello$/m,
    },
  ],
];

describe('what an imported operation sends', function sends() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let client: TestClient;
  let server: Server;
  let catalogue: Catalogue;
  before(async () => {
    server = createServer((request, response) => {
      read(request).then((text) => response.setHeader('content-type', 'text/plain').end(text));
    }).listen(0, '127.0.0.1');
    // Each operation on a path of its own: the number of its case comes first.
    const paths = Object.fromEntries(
      sent.map(([, { given }], at) => [`/${at}${given.path}`, { [given.method ?? 'get']: given.operation }]),
    );
    const document = {
      openapi: '3.1.0',
      info: { title: 'Styles' },
      servers: [{ url: 'https://api.example.com/v1/' }],
      paths,
    };
    const free = { adapter: 1, service: 1, set: 1 };
    const { content } = importDocument(document, { free });
    catalogue = new Catalogue([{ file: 'styles', content, mostProblems: 1, problemAt: () => assert.fail() }]);
    gateway = await startTestGateway();
    const { token } = await gateway.user('ann');
    client = await (clients[1] as (typeof clients)[number])[1](gateway.mcpUrl, token);
  });
  after(async () => {
    await client.close();
    await gateway.stop();
    server.close();
    server.closeAllConnections();
  });
  // biome-ignore lint/suspicious/noExplicitAny: the tests read what they expect and fail on the rest
  const call = async (name: string, args: Record<string, unknown>): Promise<any> => {
    const { content, isError } = await client.call(name, args);
    const value = JSON.parse(content[0]?.text ?? 'null');
    assert(!isError, JSON.stringify(value).slice(0, 2_000));
    return value;
  };
  const prepare = async (at: number) => {
    const integration_name = `Style ${at}`;
    const set = catalogue.set(at + 1);
    assert(set);
    await call('write_integration', {
      integration_name,
      create_if_missing: true,
      integration: { on_success_hook: 'output.payload = { sent: sending.response.payload }' },
      servicerequests: [serviceRequestOf(set, 'sending')],
    });
    const { port } = server.address() as AddressInfo;
    await gateway.bind(integration_name, 'HTTP', { host: '127.0.0.1', port, tls: false });
    const tool_definition = { name: `style_${at}`, description: 'Sends.', input_schema: { type: 'object' } };
    return (payload: unknown) => call('execute_integration', { integration_name, payload, tool_definition });
  };

  for (const [at, [name, { payload, want }]] of sent.entries()) {
    it(`is right for ${name}`, async () => {
      const run = await prepare(at);
      const { result, message } = await run(payload);
      assert.match(result?.sent?.replace(`/v1/${at}/`, '/v1/') ?? message, want);
    });
  }

  it('never leads to another path', async () => {
    const integration_name = 'Style 0';
    for (const x of ['..', '.', '', null]) {
      const { message } = await call('execute_integration', { integration_name, payload: { x } });
      assert.match(message, /x is missing, or no part of a path/);
    }
  });
});

/** A request as text: its line, its headers in order, and its body. */
async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.entries(request.headers).sort(([a], [b]) => (a < b ? -1 : 1));
  const lines = headers.map(([name, value]) => `${name}: ${value}`);
  return `${request.method} ${request.url}\n${lines.join('\n')}\n\n${Buffer.concat(chunks)}`;
}
