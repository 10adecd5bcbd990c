import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { z } from 'zod';
import { createApp, MCP_PATH } from '../../src/app.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';
import type { AuditEntry } from '../../src/mcp/audit-entry.js';
import type { DynamicTools } from '../../src/mcp/dynamic-tools.js';
import type { createEndpoint } from '../../src/mcp/endpoint.js';
import { type Call, Content, InputRequired } from '../../src/mcp/handler.js';
import type { Operation, Registry, Tool } from '../../src/mcp/registry.js';

/** Answers of every kind, as a handler can give them. */
export const ANSWERS: Readonly<Record<string, unknown>> = {
  nothing: {},
  'no numbers': { nan: Number.NaN, infinite: -Infinity, zero: -0, huge: 1e300 },
  undefined: { gone: undefined, list: [undefined, () => 1], after: 1 },
  dates: { at: new Date(0), map: new Map([[1, 2]]), buffer: Buffer.from('a') },
  'keys of objects': JSON.parse(
    '{"__proto__":{"a":1},"constructor":{"prototype":[]},"toString":null,"hasOwnProperty":0}',
  ),
  'keys within': { in: [JSON.parse('{"__proto__":{"a":1},"b":2}')] },
  'a list': [1],
  'a text': 'text',
  null: null,
  'an instance': new (class Thing {
    a = 1;
    get b() {
      return 2;
    }
  })(),
  'no prototype': Object.assign(Object.create(null), { a: 1 }),
  'numbers as keys': { b: 1, 10: 2, a: 3, 9: 4, '': 5 },
  'halves of characters': { '\ud800': '\udc00', whole: '😀', separators: '\u2028\u2029\u0000"\\/\u007f' },
  "the protocol's keys": { _meta: { a: 1 }, resultType: 'task', content: [], isError: true, structuredContent: 1 },
  large: { text: 'é'.repeat(450_000) },
};

const operation = (change: Partial<Operation>): Operation => ({
  action: null,
  permission: { level: 'staff', of: null, create: null },
  limits: { request: 200_000, response: 2_000_000, time: 30_000, rate: 1_000_000 },
  input: z.strictObject({}),
  output: z.looseObject({}),
  tooLarge: '',
  ...change,
});

const tool = (name: string, ...operations: Operation[]): Tool => ({
  name,
  definition: {
    name,
    title: `The ${name} tool`,
    description: 'Says “hello” to </script> \u2028 and to 😀.',
    inputSchema: { type: 'object', properties: { value: {}, __proto: true }, additionalProperties: false },
    outputSchema: { type: 'object' },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations,
});

const registry: Registry = {
  name: 'compared',
  title: 'Compared “twice”',
  instructions: 'Call.',
  scopes: {},
  levels: { staff: { means: 'may connect', per: null, scope: null } },
  errors: { odd: { means: '', hint: 'Even it.' } },
  tools: [
    tool('echo', operation({ input: z.strictObject({ value: z.unknown(), other: z.unknown().optional() }) })),
    tool('answer', operation({ input: z.strictObject({ kind: z.string() }), output: z.unknown() })),
    tool('fail', operation({ input: z.strictObject({ message: z.string().default('It failed.') }) })),
    tool('say', operation({ input: z.strictObject({ times: z.int().max(5).default(1) }) })),
    tool('can', operation({ input: z.strictObject({ capability: z.string() }) })),
    tool('ask', operation({ input: z.strictObject({ state: z.unknown().optional() }), output: null })),
    tool('content', operation({ input: z.strictObject({ error: z.boolean().default(false) }), output: null })),
    tool('wait', operation({ input: z.strictObject({ ms: z.int().max(10_000) }) })),
    tool('long', operation({ limits: { ...operation({}).limits, time: 60_000 } })),
    tool(
      'notes',
      operation({ action: 'add', input: z.strictObject({ action: z.literal('add'), text: z.string().max(5) }) }),
      operation({ action: 'list', input: z.strictObject({ action: z.literal('list') }) }),
    ),
  ],
  resources: [],
  prompts: [],
};

const handlers: Readonly<Record<string, unknown>> = {
  echo: async (_call: Call, { value, other }: { value: unknown; other: unknown }) => ({ value, other }),
  answer: async (_call: Call, { kind }: { kind: string }) => (kind in ANSWERS ? ANSWERS[kind] : {}),
  fail: async (call: Call, { message }: { message: string }) => call.fail('odd', message, { detail: [message] }),
  say: async (call: Call, { times }: { times: number }) => {
    for (let i = 1; i <= times; i++) {
      await call.progress(i, i % 2 ? times : undefined, i % 3 ? 'half way \ud83d' : undefined);
      await call.log(i % 2 ? 'info' : 'error', { at: i, gone: undefined });
    }
    return { times };
  },
  can: async (call: Call, { capability }: { capability: string }) => ({ can: call.clientCan(capability) }),
  ask: async (call: Call, { state }: { state: unknown }) =>
    'name' in call.answers
      ? new Content([{ type: 'text', text: JSON.stringify([call.answers.name, call.state()]) }])
      : new InputRequired(
          {
            name: {
              method: 'elicitation/create',
              params: {
                message: 'Who?',
                requestedSchema: { type: 'object', properties: { name: { type: 'string' } } },
              },
            },
          },
          state,
        ),
  content: async (_call: Call, { error }: { error: boolean }) =>
    new Content(
      [
        { type: 'text', text: 'An image \ud800' },
        { type: 'image', data: 'aGVsbG8=', mimeType: 'image/png', _meta: { of: 'a test' } },
        { type: 'resource', resource: { uri: 'test://it', text: 'it' }, annotations: { priority: 1 } },
      ],
      error,
    ),
  wait: (call: Call, { ms }: { ms: number }) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => resolve({ ms }), ms);
      call.signal.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(call.signal.reason);
      });
    }),
  long: async () => ({}),
  notes: {
    add: async (_call: Call, { text }: { text: string }) => ({ added: text }),
    list: async () => ({ notes: ['a', 'b'] }),
  },
};

/** Two on a page. */
const OWN = ['own_a', 'own_b', 'own_c', 'own_d', 'say'].map((name) => tool(name, operation({})));

const dynamicTools: DynamicTools = {
  level: 'staff',
  list: async (_principal, after) => {
    const rest = OWN.filter(({ name }) => name > after);
    return {
      definitions: rest.slice(0, 2).map(({ definition }) => definition),
      next: rest.length > 2 ? (rest[1] as Tool).name : null,
    };
  },
  find: async (_principal, name) => {
    const found = OWN.find((each) => each.name === name);
    return found ? { tool: found, handler: async () => ({ own: name }) } : null;
  },
};

export const NAMES = [...registry.tools, ...OWN].map(({ name }) => name);

export interface ComparedServer {
  readonly url: URL;
  /** The calls that were made, in the order in which they ended. */
  readonly audit: readonly AuditEntry[];
  stop(): Promise<void>;
}

/** An endpoint with tools that do all that a tool can do, for a caller who may use them all. */
export async function startServer(open: typeof createEndpoint): Promise<ComparedServer> {
  const audit: AuditEntry[] = [];
  const endpoint = open({
    registry,
    handlers,
    dynamicTools,
    resourceHandlers: {},
    promptHandlers: {},
    services: {},
    access: {
      own: () => new Set(['staff']),
      granted: async () => new Set(),
      integration: async () => null,
      names: async () => [],
      owner: async () => null,
    },
    authenticate: async () => ({ id: 1, username: 'ann', scopes: null }),
    events: new LocalEventBus(() => {}),
    audit: async (entry) => void audit.push(entry),
    rateLimit: { take: () => 0 },
    isUnavailable: () => false,
    stateKey: new Uint8Array(32),
    hostnames: ['127.0.0.1'],
    version: '0',
    log: pino({ level: 'silent' }),
    clock: () => 0,
  });
  const server = createServer(createApp({ mcp: endpoint }).callback());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: new URL(MCP_PATH, `http://127.0.0.1:${(server.address() as AddressInfo).port}`),
    audit,
    async stop() {
      await endpoint.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
