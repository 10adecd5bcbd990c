import assert from 'node:assert/strict';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { withinASecond } from '../within-a-second.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { type Answer, callTool, type Era, request, send } from './wire.js';

const ERAS: Era[] = ['2026-07-28', '2025-06-18'];
const PAST = new Date('2020-01-01');

describe('misuse is answered with JSON-RPC, and the server goes on', () => {
  let gateway: TestGateway;
  let token: string;
  before(async () => {
    gateway = await startTestGateway();
    ({ token } = await gateway.user('ann'));
  });
  after(() => gateway.stop());

  /** fetch refuses to set Host, so this goes a level lower. */
  const raw = (headers: Record<string, string>, body: string, options = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const sent = httpRequest(gateway.mcpUrl, { method: 'POST', headers, ...options }, (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        const json = () => JSON.parse(text.match(/^(?:data: )?(\{.*\})$/m)?.[1] ?? 'null');
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: new Headers(), body: json() }));
      });
      sent.on('error', reject);
      sent.end(body);
    });

  const list = (era: Era) => request(era, token, 'tools/call', { name: 'list_integrations', arguments: {} });
  const withHeaders = (era: Era, headers: Record<string, string>) => {
    const { body, headers: own } = list(era);
    return raw({ ...own, ...headers }, body);
  };
  const withBody = (era: Era, body: string | Uint8Array) =>
    send(gateway.mcpUrl, { ...list(era), body: body as BodyInit });
  const bearer = (value: string) => (era: Era) => withHeaders(era, { authorization: value });
  const deep = `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;

  const refused: [string, { given: (era: Era) => Promise<Answer>; want: [status: number, code: number, RegExp] }][] = [
    [
      'no token',
      { given: (era) => send(gateway.mcpUrl, request(era, null, 'tools/list')), want: [401, -32000, /API token/] },
    ],
    ['another kind of credentials', { given: bearer('Basic YTpi'), want: [401, -32000, /must read: Bearer TOKEN/] }],
    ['a token nobody made', { given: bearer('Bearer igw_x'), want: [401, -32000, /not known/] }],
    ...['user@localhost', 'localhost/x', 'localhost#x', 'localhost?x'].map((host): (typeof refused)[number] => [
      `a Host of ${host}`,
      { given: (era) => withHeaders(era, { host }), want: [403, -32000, /Host/] },
    ]),
    ['a foreign Host', { given: (era) => withHeaders(era, { host: 'evil.example' }), want: [403, -32000, /Host/] }],
    [
      'a foreign Origin',
      { given: (era) => withHeaders(era, { origin: 'https://evil.example' }), want: [403, -32000, /Origin/] },
    ],
    ['an Origin of null', { given: (era) => withHeaders(era, { origin: 'null' }), want: [403, -32000, /Origin/] }],
    ['malformed JSON', { given: (era) => withBody(era, '{"jsonrpc":'), want: [400, -32700, /not JSON/] }],
    ['an empty body', { given: (era) => withBody(era, ''), want: [400, -32700, /not JSON/] }],
    [
      'bytes that are no text',
      { given: (era) => withBody(era, new Uint8Array([0xff, 0xfe])), want: [400, -32700, /not JSON/] },
    ],
    ['100,000-deep JSON', { given: (era) => withBody(era, deep), want: [400, -32700, /nested deeper/] }],
    [
      'a body over the limit',
      { given: (era) => withBody(era, `"${'x'.repeat(9_000_000)}"`), want: [413, -32000, /larger than/] },
    ],
    ['JSON that is no request', { given: (era) => withBody(era, '42'), want: [400, -32600, /./] }],
    [
      'another content type',
      { given: (era) => withHeaders(era, { 'content-type': 'text/plain' }), want: [415, -32000, /application\/json/] },
    ],
  ];
  for (const [name, { given, want }] of refused) {
    for (const era of ERAS) {
      it(`${name} (${era})`, async () => {
        const { status, body } = await given(era);
        assert.equal(body.jsonrpc, '2.0');
        assert.deepEqual([status, body.error.code], want.slice(0, 2), body.error.message);
        assert.match(body.error.message, want[2]);
        assert.equal((await callTool(gateway.mcpUrl, era, token, 'list_integrations', {})).total, 0);
      });
    }
  }

  for (const method of ['GET', 'DELETE', 'PUT', 'PATCH', 'OPTIONS', 'TRACE', 'PROPFIND']) {
    it(`${method} is not served`, async () => {
      const { status, body } = await raw({ authorization: `Bearer ${token}` }, '', { method });
      assert.deepEqual([status, body.jsonrpc], [405, '2.0']);
    });
  }

  for (const era of ERAS) {
    it(`a request that names its whole address is served (${era})`, async () => {
      const { headers, body } = list(era);
      const { status } = await raw(headers, body, { path: gateway.mcpUrl });
      assert.equal(status, 200);
    });
  }

  const tokens: [string, { given: (user: { id: number; token: string }) => Promise<unknown>; want: RegExp }][] = [
    [
      'that was revoked',
      {
        given: async () => {
          const newest = (await gateway.queries.tokens.list()).at(-1);
          await gateway.queries.tokens.revoke(newest?.id as number, new Date());
        },
        want: /revoked/,
      },
    ],
    [
      'of a user who was disabled',
      { given: () => gateway.queries.users.setActive('eve1', false, new Date()), want: /disabled/ },
    ],
  ];
  for (const [index, [name, { given, want }]] of tokens.entries()) {
    it(`a token ${name} stops working within a second`, async () => {
      const user = await gateway.user(`eve${index}`);
      assert.equal((await callTool(gateway.mcpUrl, '2026-07-28', user.token, 'list_integrations', {})).total, 0);
      await given(user);
      const { status, headers, body } = await withinASecond(
        () => send(gateway.mcpUrl, request('2026-07-28', user.token, 'tools/list')),
        ({ status }) => status !== 200,
      );
      assert.equal(status, 401);
      assert.match(body.error.message, want);
      assert.match(headers.get('www-authenticate') ?? '', /^Bearer .*error="invalid_token"/);
    });
  }

  for (const era of ERAS) {
    it(`a request and an answer over the tool's own limits (${era})`, async () => {
      const integration_name = `Large ${era}`;
      const write = (args: object) =>
        callTool(gateway.mcpUrl, era, token, 'write_integration', { integration_name, ...args });
      await write({ create_if_missing: true });
      const tooLarge = await write({ integration: { description: 'x'.repeat(1_050_000) } });
      assert.equal(tooLarge.error.code, 'request_too_large');
      assert(tooLarge.error.size > tooLarge.error.limit);
      const code = `/*${'x'.repeat(99_000)}*/ 1`;
      const hooks = ['before_prepare_request_hook', 'before_execute_request_hook', 'call_if', 'call_for_each'];
      for (let i = 0; i < 3; i++) {
        const cells = Object.fromEntries(hooks.map((hook) => [hook, code]));
        await write({ servicerequests: [{ system: 'ECHO', ...cells }] });
      }
      const { error } = await callTool(gateway.mcpUrl, era, token, 'read_integration', { integration_name });
      assert.deepEqual([error.code, error.limit], ['response_too_large', 900 * 1024]);
      assert.match(error.hint, /components/);
      await callTool(gateway.mcpUrl, era, token, 'delete_integration_component', {
        integration_name,
        component_type: 'integration',
      });
    });
  }

  it('what is not HTTP at all', async () => {
    const { port } = new URL(gateway.mcpUrl);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write('HELLO\r\n\r\n');
    let text = '';
    for await (const chunk of socket) text += chunk;
    assert.match(text, /^HTTP\/1.1 400 /);
    // No page of the gateway's, which a frontend could reach into.
    assert.match(text, /\r\nContent-Security-Policy: default-src 'none'; sandbox; /);
    assert.match(text, /\r\nCross-Origin-Opener-Policy: same-origin\r\n/);
    assert.deepEqual(JSON.parse(text.slice(text.indexOf('{'))), {
      jsonrpc: '2.0',
      error: { code: -32700, message: 'This is not HTTP.' },
      id: null,
    });
  });

  it('an expired token', async () => {
    const { id } = await gateway.user('old');
    const { makeApiToken } = await import('../../src/auth/api-token.js');
    const { token: expired, hash, prefix } = makeApiToken();
    await gateway.queries.tokens.create({ user_id: id, name: '', token_hash: hash, prefix, expires_at: PAST }, PAST);
    const { status, body } = await send(gateway.mcpUrl, request('2026-07-28', expired, 'tools/list'));
    assert.deepEqual([status, body.error.message], [401, 'The token has expired.']);
  });

  it('a user who is neither staff nor superuser', async () => {
    const { token: standard } = await gateway.user('guest', 'standard');
    const { status, body } = await send(gateway.mcpUrl, request('2026-07-28', standard, 'tools/list'));
    assert.equal(status, 403);
    assert.match(body.error.message, /neither staff nor superuser/);
  });

  for (const era of ERAS) {
    it(`an unknown tool is a mistake of the protocol (${era})`, async () => {
      const { body } = await send(gateway.mcpUrl, request(era, token, 'tools/call', { name: 'nope', arguments: {} }));
      assert.deepEqual([body.error.code, body.error.message], [-32602, 'Unknown tool: nope']);
    });

    it(`an unknown method (${era})`, async () => {
      const { body } = await send(gateway.mcpUrl, request(era, token, 'tools/explode'));
      assert.equal(body.error.code, -32601);
    });

    it(`a cursor that was never given (${era})`, async () => {
      const { body } = await send(gateway.mcpUrl, request(era, token, 'tools/list', { cursor: 'x' }));
      assert.equal(body.error.code, -32602);
    });

    const wrong: [string, { given: [tool: string, args: unknown]; want: [code: string, RegExp] }][] = [
      [
        'an unknown argument',
        { given: ['list_integrations', { colour: 'red' }], want: ['invalid_arguments', /colour/] },
      ],
      ['a wrong type', { given: ['list_integrations', { limit: 'many' }], want: ['invalid_arguments', /limit/] }],
      ['a missing argument', { given: ['read_integration', {}], want: ['invalid_arguments', /integration_name/] }],
      [
        'an integration that does not exist',
        { given: ['read_integration', { integration_name: 'x' }], want: ['not_found', /"x"/] },
      ],
      [
        'a name that is SQL',
        { given: ['read_integration', { integration_name: "'; drop table users; --" }], want: ['not_found', /./] },
      ],
      [
        'a name of every object',
        { given: ['list_integrations', { constructor: 1 }], want: ['invalid_arguments', /constructor/] },
      ],
      [
        'an id too large for any database',
        { given: ['read_integration', { integration_name: '99999999999999999999' }], want: ['not_found', /./] },
      ],
      ['a NUL in a name', { given: ['read_integration', { integration_name: 'a\0b' }], want: ['not_found', /./] }],
    ];
    for (const [name, { given, want }] of wrong) {
      it(`${name} is an error of the tool (${era})`, async () => {
        const { error } = await callTool(gateway.mcpUrl, era, token, given[0], given[1]);
        assert.equal(error.code, want[0]);
        assert.match(error.message, want[1]);
        assert(error.hint.length > 0);
      });
    }
  }

  it('leaves an audit row for every call, without its arguments', async () => {
    await callTool(gateway.mcpUrl, '2026-07-28', token, 'read_integration', { integration_name: 'secret name' });
    const [row] = await gateway.queries.audit.latest(1);
    assert.equal(row?.username, 'ann');
    assert.equal(row?.tool, 'read_integration');
    assert.equal(row?.outcome, 'not_found');
    assert((row?.request_bytes ?? 0) > 100 && (row?.response_bytes ?? 0) > 50 && (row?.milliseconds ?? -1) >= 0);
    assert(!JSON.stringify(row).includes('secret name'));
  });
});
