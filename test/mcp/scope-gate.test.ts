import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createApp, MCP_PATH } from '../../src/app.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';
import { createEndpoint } from '../../src/mcp/endpoint.js';
import { RateLimit } from '../../src/mcp/rate-limit.js';
import type { Registry } from '../../src/mcp/registry.js';
import { request, send } from '../e2e/wire.js';

const text = { title: 'Title', description: 'Text.', mimeType: null, uri: null, uriTemplate: null };

const registry: Registry = {
  name: 'test',
  title: 'Test',
  instructions: '',
  scopes: {
    look: { means: 'see', offered: true },
    keep: { means: 'keep', offered: true },
    manage: { means: 'manage', offered: false },
  },
  levels: {
    staff: { means: 'may connect', per: null, scope: 'look' },
    keeper: { means: 'keeps', per: null, scope: 'keep' },
    root: { means: 'may do everything', per: null, scope: 'manage' },
  },
  errors: { insufficient_scope: { means: 'Not allowed.', hint: 'Allow it.' } },
  tools: [],
  resources: [
    { ...text, name: 'plain', uri: 'test://plain', level: 'staff' },
    { ...text, name: 'kept', uri: 'test://kept', level: 'keeper' },
    { ...text, name: 'family', uriTemplate: 'test://family/{id}', level: 'keeper' },
    { ...text, name: 'listed', uriTemplate: 'test://listed/{id}', level: 'keeper', listed: true },
    { ...text, name: 'secret', uri: 'test://secret', level: 'root' },
  ],
  prompts: [
    { name: 'ask', title: 'Ask', description: 'Asks.', level: 'staff', arguments: [] },
    {
      name: 'recall',
      title: 'Recall',
      description: 'Recalls.',
      level: 'keeper',
      arguments: [{ name: 'what', description: 'What.', required: false, completes: true }],
    },
    { name: 'rule', title: 'Rule', description: 'Rules.', level: 'root', arguments: [] },
  ],
};

const MEMBERS = ['a', 'ä/1'].map((id) => ({ variables: { id }, title: `The ${id}`, description: 'One.' }));

const ERAS = ['2026-07-28', '2025-06-18'] as const;

const ADDRESS = { ref: { type: 'ref/resource', uri: 'test://listed/{id}' }, argument: { name: 'id', value: '' } };

/** Of somebody who holds `staff` and `keeper`. */
describe('The scopes of resources and prompts', () => {
  let scopes: ReadonlySet<string> | null = null;
  const endpoint = createEndpoint({
    registry,
    handlers: {},
    resourceHandlers: Object.fromEntries(
      registry.resources.map(({ name, listed }) => {
        const read = async (_call: unknown, uri: string) => [{ uri, text: name }];
        return [name, listed ? { list: async () => MEMBERS, read } : read];
      }),
    ),
    promptHandlers: Object.fromEntries(
      registry.prompts.map(({ name }) => [name, { get: async () => [], complete: async () => ['all'] }]),
    ),
    events: new LocalEventBus(() => {}),
    dynamicTools: null,
    services: {},
    access: {
      own: () => new Set(['staff', 'keeper']),
      granted: async () => new Set(),
      integration: async () => null,
      names: async () => [],
      owner: async () => null,
    },
    authenticate: async ({ authorization }) =>
      authorization === 'Bearer ann'
        ? { id: 1, username: 'ann', scopes }
        : { status: 401, message: 'Who are you?', challenge: 'Bearer realm="Test"' },
    audit: async () => {},
    rateLimit: new RateLimit(() => 0),
    isUnavailable: () => false,
    stateKey: new Uint8Array(32),
    hostnames: ['127.0.0.1'],
    version: '0',
    log: pino({ level: 'silent' }),
    clock: () => 0,
  });
  const server = createServer(createApp({ mcp: endpoint }).callback());
  let url = '';
  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${MCP_PATH}`;
      done();
    });
  });
  after(() => server.close());

  const ask = async (era: (typeof ERAS)[number], method: string, params = {}) =>
    send(url, request(era, 'ann', method, params));
  const names = (list: { name: string }[]) => list.map(({ name }) => name).join(' ');

  const lists: [string, { given: string[] | null; want: string }][] = [
    [
      'everything that the user may see',
      { given: null, want: 'plain kept listed/a listed/ä/1, family listed, ask recall' },
    ],
    [
      'the same with all of its scopes',
      { given: ['look', 'keep', 'manage'], want: 'plain kept listed/a listed/ä/1, family listed, ask recall' },
    ],
    ['what one scope is good for', { given: ['look'], want: 'plain, , ask' }],
    ['what the other is good for', { given: ['keep'], want: 'kept listed/a listed/ä/1, family listed, recall' }],
    ['nothing', { given: [], want: ', , ' }],
  ];

  const asked: [string, { given: [string[] | null, string, Record<string, unknown>]; want: string | number }][] = [
    ['a resource', { given: [['look'], 'resources/read', { uri: 'test://plain' }], want: 200 }],
    ['another resource', { given: [['look'], 'resources/read', { uri: 'test://kept' }], want: 'look keep' }],
    ['one of a family', { given: [['look'], 'resources/read', { uri: 'test://family/1' }], want: 'look keep' }],
    ['a resource of nobody', { given: [[], 'resources/read', { uri: 'test://none' }], want: 'not found' }],
    ['one that the user may not see', { given: [[], 'resources/read', { uri: 'test://secret' }], want: 'not found' }],
    ['a resource without a cap', { given: [null, 'resources/read', { uri: 'test://kept' }], want: 200 }],
    ['a prompt', { given: [['keep'], 'prompts/get', { name: 'recall' }], want: 200 }],
    ['another prompt', { given: [['keep'], 'prompts/get', { name: 'ask' }], want: 'look keep' }],
    ['a prompt that the user may not see', { given: [[], 'prompts/get', { name: 'rule' }], want: 'not found' }],
    [
      'a completion',
      {
        given: [
          ['look'],
          'completion/complete',
          { ref: { type: 'ref/prompt', name: 'recall' }, argument: { name: 'what', value: '' } },
        ],
        want: 'look keep',
      },
    ],
    ['a member of a family', { given: [['keep'], 'resources/read', { uri: 'test://listed/a' }], want: 200 }],
    ['it without its scope', { given: [['look'], 'resources/read', { uri: 'test://listed/a' }], want: 'look keep' }],
    ['the completion of an address', { given: [['keep'], 'completion/complete', ADDRESS], want: 200 }],
    ['the same without its scope', { given: [['look'], 'completion/complete', ADDRESS], want: 'look keep' }],
  ];

  for (const era of ERAS) {
    for (const [name, { given, want }] of lists) {
      it(`lists ${name} (${era})`, async () => {
        scopes = given && new Set(given);
        const { resources } = (await ask(era, 'resources/list')).body.result;
        const { resourceTemplates } = (await ask(era, 'resources/templates/list')).body.result;
        const { prompts } = (await ask(era, 'prompts/list')).body.result;
        assert.equal([resources, resourceTemplates, prompts].map(names).join(', '), want);
      });
    }

    for (const [name, { given, want }] of asked) {
      it(`answers for ${name} (${era})`, async () => {
        const [held, method, params] = given;
        scopes = held && new Set(held);
        const { status, headers, body } = await ask(era, method, params);
        if (want === 200) return assert.deepEqual([status, 'result' in body], [200, true]);
        if (want === 'not found') return assert.equal(body.error.code, -32602);
        assert.equal(status, 403);
        assert.match(headers.get('www-authenticate') ?? '', new RegExp(`insufficient_scope.*, scope="${want}"$`));
        const { code, hint, scopes: named } = body.error.data;
        assert.deepEqual([body.id, code, hint, named.join(' ')], [1, 'insufficient_scope', 'Allow it.', want]);
      });
    }

    it(`lists the members of a family with addresses that can be read, and completes them (${era})`, async () => {
      scopes = null;
      const { resources } = (await ask(era, 'resources/list')).body.result;
      const last = resources.at(-1);
      assert.deepEqual([last.uri, last.title], ['test://listed/%C3%A4%2F1', 'The ä/1']);
      assert.equal((await ask(era, 'resources/read', { uri: last.uri })).body.result.contents[0].text, 'listed');
      const complete = async (params: object) =>
        (await ask(era, 'completion/complete', params)).body.result.completion.values;
      assert.deepEqual(await complete(ADDRESS), ['a', 'ä/1']);
      assert.deepEqual(await complete({ ...ADDRESS, argument: { name: 'id', value: 'ä' } }), ['ä/1']);
      assert.deepEqual(await complete({ ...ADDRESS, argument: { name: 'other', value: '' } }), []);
      const unlisted = { type: 'ref/resource', uri: 'test://family/{id}' };
      assert.deepEqual(await complete({ ...ADDRESS, ref: unlisted }), []);
    });

    it(`names the scopes to begin with to whoever has no token, and no address that there is not (${era})`, async () => {
      const { status, headers } = await send(url, request(era, 'x', 'resources/list'));
      assert.equal(status, 401);
      assert.equal(headers.get('www-authenticate'), 'Bearer realm="Test", scope="look keep"');
    });
  }
});
