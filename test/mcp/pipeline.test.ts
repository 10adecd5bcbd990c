import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import { z } from 'zod';
import type { Principal } from '../../src/auth/principal.js';
import type { AuditEntry } from '../../src/mcp/audit-entry.js';
import { CallError } from '../../src/mcp/call-error.js';
import { type Call, Content, InputRequired } from '../../src/mcp/handler.js';
import { createPipeline, type Incoming, type PipelineOptions } from '../../src/mcp/pipeline.js';
import { RateLimit } from '../../src/mcp/rate-limit.js';
import type { Operation, Registry, Tool } from '../../src/mcp/registry.js';
import { Stop } from '../../src/mcp/stop.js';

type Handler = (call: Call, input: never) => Promise<unknown>;

const operation = (change: Partial<Operation> = {}): Operation => ({
  action: null,
  permission: { level: 'staff', of: null, create: null },
  limits: { request: 1000, response: 200, time: 1000, rate: 100 },
  input: z.strictObject({ n: z.number().default(1) }),
  output: z.strictObject({ n: z.number() }),
  tooLarge: 'Ask for a smaller n.',
  ...change,
});

const registry = (operations: Operation[]): Registry => ({
  name: 'test',
  title: 'Test',
  instructions: '',
  scopes: {
    look: { means: 'see what there is', offered: true },
    past: { means: 'see what was', offered: false },
    other: { means: 'do something else', offered: true },
  },
  levels: {
    staff: { means: 'may connect', per: null, scope: 'look' },
    history: { means: 'uses the history', per: null, scope: 'past' },
    read: { means: 'sees', per: 'integration', scope: 'look' },
  },
  parts: { run: { means: 'run' } },
  errors: {
    forbidden: { means: '', hint: 'Ask for it.' },
    odd: { means: '', hint: 'Even it.' },
    insufficient_scope: { means: '', hint: 'Allow it.' },
  },
  tools: [
    {
      name: 'tool',
      definition: {
        name: 'tool',
        title: '',
        description: '',
        inputSchema: { type: 'object' },
        annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
      },
      operations,
    },
  ],
  resources: [],
  prompts: [],
});

interface Given {
  operations?: Operation[];
  handler?: Handler | Record<string, Handler>;
  incoming?: Partial<Incoming>;
  options?: Partial<PipelineOptions>;
  held?: string[];
}

const ANN = { id: 1, username: 'ann', scopes: null };

/** Ann, by an application that may do so much for her. */
const annWith = (...scopes: string[]) => ({ ...ANN, scopes: new Set(scopes) });

function made({ operations = [operation()], handler, options, held = ['staff'] }: Omit<Given, 'incoming'>) {
  const audit: AuditEntry[] = [];
  const pipeline = createPipeline({
    registry: registry(operations),
    handlers: { tool: handler ?? (async (_call: Call, input: { n: number }) => ({ n: input.n })) },
    dynamicTools: null,
    services: {},
    access: {
      own: () => new Set(held),
      granted: async () => new Set(held),
      integration: async (_principal, name) =>
        name === 'Loans' ? { ref: { id: 7, path_name: 'Loans' }, granted: new Set(held) } : null,
      names: async () => [],
      owner: async (_principal, part, id) =>
        part === 'run' && id === 5 ? { ref: { id: 7, path_name: 'Loans' }, granted: new Set(held) } : null,
    },
    audit: async (entry) => void audit.push(entry),
    rateLimit: new RateLimit(() => 0),
    isUnavailable: () => false,
    log: pino({ level: 'silent' }),
    clock: () => 0,
    ...options,
  });
  return { pipeline, audit };
}

async function run({ incoming, ...given }: Given) {
  const { pipeline, audit } = made(given);
  const outcome = await pipeline.call({
    principal: ANN,
    stop: new Stop(),
    progress: async () => {},
    answers: {},
    state: () => undefined,
    clientCan: () => false,
    log: async () => {},
    tool: 'tool',
    args: {},
    requestBytes: 10,
    ...incoming,
  });
  return { outcome, audit, error: outcome?.kind === 'error' ? JSON.parse(outcome.text) : null };
}

const ofIntegration = operation({
  permission: { level: 'read', of: 'name', create: null },
  input: z.strictObject({ name: z.string() }),
});

const ofPart = operation({
  permission: { level: 'read', of: { run: 'run_id', step: 'step_id' }, and: 'history', create: null },
  input: z.strictObject({ run_id: z.number().optional(), step_id: z.number().optional() }),
});

describe('the call pipeline', () => {
  it('answers with the handler’s output and its text', async () => {
    const { outcome, audit } = await run({ incoming: { args: { n: 5 } } });
    assert.deepEqual(outcome && 'value' in outcome && [outcome.value, outcome.text], [{ n: 5 }, '{"n":5}']);
    assert.deepEqual(audit, [
      {
        principal: ANN,
        tool: 'tool',
        action: null,
        integrationId: null,
        outcome: 'ok',
        readOnly: true,
        requestBytes: 10,
        responseBytes: 7,
        milliseconds: 0,
      },
    ]);
  });

  it('gives the handler the integration that a part belongs to', async () => {
    let given: unknown;
    const handler: Handler = async (call) => {
      given = call.integration;
      return { n: 1 };
    };
    const held = ['read', 'history'];
    const { audit } = await run({ operations: [ofPart], incoming: { args: { run_id: 5 } }, held, handler });
    assert.deepEqual([given, audit[0]?.integrationId], [{ id: 7, path_name: 'Loans' }, 7]);
  });

  it('asks for a level of a person that is granted', async () => {
    const operations = [operation({ permission: { level: 'history', of: null, create: null } })];
    const access = (granted: string[]) => ({
      own: () => new Set(['staff']),
      granted: async () => new Set(granted),
      integration: async () => null,
      names: async () => [],
      owner: async () => null,
    });
    for (const [granted, outcome] of [
      [['history'], 'ok'],
      [['read'], 'forbidden'],
    ] as const) {
      const { audit } = await run({ operations, options: { access: access([...granted]) } });
      assert.equal(audit[0]?.outcome, outcome);
    }
  });

  it('fills in defaults, and takes no arguments for none', async () => {
    const { outcome } = await run({ incoming: { args: undefined } });
    assert.deepEqual(outcome && 'value' in outcome && outcome.value, { n: 1 });
  });

  const failing: [string, { given: Given; want: Record<string, unknown> }][] = [
    [
      'unknown arguments',
      {
        given: { incoming: { args: { m: 1 } } },
        want: { code: 'invalid_arguments', message: /Unrecognized key: "m"/ },
      },
    ],
    [
      'a wrong type, by its path',
      {
        given: { incoming: { args: { n: 'x' } } },
        want: { code: 'invalid_arguments', message: /n: .*expected number/ },
      },
    ],
    ['arguments that are a list', { given: { incoming: { args: [] } }, want: { code: 'invalid_arguments' } }],
    [
      'a level that is not held',
      { given: { held: [] }, want: { code: 'forbidden', permission: 'staff', hint: 'Ask for it.' } },
    ],
    [
      'an integration that is not there',
      {
        given: { operations: [ofIntegration], incoming: { args: { name: 'Nope' } } },
        want: { code: 'not_found', message: /"Nope"/ },
      },
    ],
    [
      'an integration on which the level is not held',
      {
        given: { operations: [ofIntegration], incoming: { args: { name: 'Loans' } } },
        want: { code: 'forbidden', permission: 'read' },
      },
    ],
    [
      'a run that is not there',
      {
        given: {
          operations: [ofPart],
          incoming: { args: { run_id: 6 } },
          held: ['read', 'history'],
        },
        want: { code: 'not_found', message: /^There is no run 6, or you may not see it\.$/, argument: 'run_id' },
      },
    ],
    [
      'a run on whose integration the level is not held',
      {
        given: { operations: [ofPart], incoming: { args: { run_id: 5 } }, held: ['history'] },
        want: { code: 'forbidden', permission: 'read' },
      },
    ],
    [
      'a second level that is not held, before anything is looked up',
      {
        given: { operations: [ofPart], incoming: { args: { run_id: 6 } }, held: ['read'] },
        want: { code: 'forbidden', permission: 'history' },
      },
    ],
    [
      'no part where one is needed',
      {
        given: { operations: [ofPart], held: ['read', 'history'] },
        want: { code: 'invalid_arguments', message: /give exactly one of run_id, step_id/ },
      },
    ],
    [
      'two parts where one is needed',
      {
        given: { operations: [ofPart], incoming: { args: { run_id: 5, step_id: 5 } }, held: ['read', 'history'] },
        want: { code: 'invalid_arguments', message: /give exactly one of run_id, step_id/ },
      },
    ],
    [
      'a request over its size',
      { given: { incoming: { requestBytes: 1001 } }, want: { code: 'request_too_large', size: 1001, limit: 1000 } },
    ],
    [
      'an answer over its size, in place of the answer',
      {
        given: {
          operations: [operation({ output: z.strictObject({ text: z.string() }) })],
          handler: async () => ({ text: 'x'.repeat(200) }),
        },
        want: { code: 'response_too_large', size: 211, limit: 200, hint: 'Ask for a smaller n.' },
      },
    ],
    [
      'an error that the catalog lists',
      {
        given: { handler: async (call) => call.fail('odd' as never, 'n is odd', { n: 1 }) },
        want: { code: 'odd', message: 'n is odd', hint: 'Even it.', n: 1 },
      },
    ],
    [
      'an error that nobody meant, without its text',
      {
        given: { handler: async () => Promise.reject(new Error('SELECT secret FROM /etc/passwd')) },
        want: { code: 'internal', message: /^The gateway failed; the reference is [0-9a-f]{12}\.$/ },
      },
    ],
    [
      'a handler that throws before it is asynchronous',
      {
        given: {
          handler: (() => {
            throw new Error('x');
          }) as unknown as Handler,
        },
        want: { code: 'internal' },
      },
    ],
    [
      'a database that cannot be used',
      {
        given: { handler: async () => Promise.reject(new Error('busy')), options: { isUnavailable: () => true } },
        want: { code: 'unavailable' },
      },
    ],
    ['an answer that breaks its schema', { given: { handler: async () => ({ n: 'x' }) }, want: { code: 'internal' } }],
    [
      'a handler over its time',
      {
        given: {
          operations: [operation({ limits: { request: 1000, response: 200, time: 20, rate: 100 } })],
          handler: async (call) => {
            await delay(5000, null, { signal: call.signal });
            return { n: 1 };
          },
        },
        want: { code: 'timeout', message: /longer than 0.02 s/ },
      },
    ],
    [
      'a call that was cancelled',
      {
        given: {
          incoming: { stop: new Stop().follow(AbortSignal.abort()) },
          handler: async (call) => {
            call.signal.throwIfAborted();
            return { n: 1 };
          },
        },
        want: { code: 'cancelled' },
      },
    ],
  ];
  for (const [name, { given, want }] of failing) {
    it(`refuses ${name}`, async () => {
      const { error, audit } = await run(given);
      assert(error, 'an error');
      for (const [key, value] of Object.entries(want)) {
        if (value instanceof RegExp) assert.match(error[key], value);
        else assert.deepEqual(error[key], value, key);
      }
      assert.deepEqual(
        audit.map((entry) => entry.outcome),
        [want.code],
      );
      assert(!JSON.stringify(error).includes('SELECT'));
    });
  }

  it('reports work that was done in time to be reported, though the client had gone', async () => {
    const { outcome } = await run({
      operations: [operation({ limits: { request: 1000, response: 200, time: 20, rate: 100 } })],
      handler: async () => {
        await delay(60);
        return { n: 1 };
      },
    });
    assert.equal(outcome?.kind, 'output');
  });

  it('does not wait for a handler that never stops', async function () {
    this.timeout(5000);
    const { error } = await run({
      operations: [operation({ limits: { request: 1000, response: 200, time: 20, rate: 100 } })],
      handler: () => new Promise(() => {}),
    });
    assert.equal(error.code, 'timeout');
  });

  it('hands the integration over, looked up, and writes it to the audit', async () => {
    let seen: unknown;
    const { audit } = await run({
      operations: [ofIntegration],
      held: ['read'],
      incoming: { args: { name: 'Loans' } },
      handler: async (call) => {
        seen = call.integration;
        return { n: 1 };
      },
    });
    assert.deepEqual(seen, { id: 7, path_name: 'Loans' });
    assert.equal(audit[0]?.integrationId, 7);
  });

  const create = operation({
    permission: { level: 'read', of: 'name', create: { level: 'staff', when: 'make' } },
    input: z.strictObject({ name: z.string(), make: z.boolean().default(false) }),
  });
  const creating: [string, { given: Given; want: unknown }][] = [
    [
      'may be created by who holds the level for it',
      { given: { incoming: { args: { name: 'New', make: true } } }, want: 'ok' },
    ],
    ['is not created unasked', { given: { incoming: { args: { name: 'New' } } }, want: 'not_found' }],
    [
      'is not created by others',
      { given: { held: ['read'], incoming: { args: { name: 'New', make: true } } }, want: 'forbidden' },
    ],
    [
      'needs the level itself when it is there',
      { given: { incoming: { args: { name: 'Loans', make: true } } }, want: 'forbidden' },
    ],
  ];
  for (const [name, { given, want }] of creating) {
    it(`an integration ${name}`, async () => {
      const { audit } = await run({ ...given, operations: [create], handler: async () => ({ n: 1 }) });
      assert.equal(audit[0]?.outcome, want);
    });
  }

  const actions = [
    operation({ action: 'add', input: z.strictObject({ action: z.literal('add'), n: z.number() }) }),
    operation({
      action: 'drop',
      input: z.strictObject({ action: z.literal('drop') }),
      permission: { level: 'history', of: null, create: null },
    }),
  ];
  const handlers = { add: async () => ({ n: 1 }), drop: async () => ({ n: 2 }) };
  const acting: [string, { given: unknown; want: string }][] = [
    ['each action has its own handler', { given: { action: 'add', n: 1 }, want: 'ok add' }],
    ['and its own permission', { given: { action: 'drop' }, want: 'forbidden drop' }],
    ['and its own arguments', { given: { action: 'drop', n: 1 }, want: 'invalid_arguments drop' }],
    ['an unknown action', { given: { action: 'toString' }, want: 'invalid_arguments add' }],
    ['no action', { given: {}, want: 'invalid_arguments add' }],
    ['no arguments', { given: null, want: 'invalid_arguments add' }],
  ];
  for (const [name, { given, want }] of acting) {
    it(`actions: ${name}`, async () => {
      const { audit } = await run({ operations: actions, handler: handlers, incoming: { args: given } });
      assert.equal(`${audit[0]?.outcome} ${audit[0]?.action}`, want);
    });
  }

  const scoped: [string, { given: [scopes: string[], operations: Operation[], args?: object]; want: string | null }][] =
    [
      ['what the token is good for', { given: [['look'], [operation()]], want: null }],
      ['another scope', { given: [['other'], [operation()]], want: 'look other' }],
      ['no scope', { given: [[], [operation()]], want: 'look' }],
      ['a scope that the catalog does not know', { given: [['offline_access'], [operation()]], want: 'look' }],
      ['one of two scopes', { given: [['look'], [ofPart]], want: 'look past' }],
      ['the other of two scopes', { given: [['past'], [ofPart]], want: 'look past' }],
      ['neither of two scopes', { given: [['other'], [ofPart]], want: 'look past other' }],
      ['an action that takes less', { given: [['look'], actions, { action: 'add', n: 1 }], want: null }],
      ['an action that takes more', { given: [['look'], actions, { action: 'drop' }], want: 'look past' }],
      ['no action that there is', { given: [[], actions, { action: 'x' }], want: null }],
    ];
  for (const [name, { given, want }] of scoped) {
    const [scopes, operations, args = {}] = given;
    const held = ['staff', 'read', 'history'];
    const incoming = { principal: annWith(...scopes), args, tool: 'tool', requestBytes: 10 };

    it(`scopes: announces whether a token will do, given ${name}`, async () => {
      const { pipeline, audit } = made({ operations, held });
      const challenge = await pipeline.challenge(incoming);
      assert.equal(challenge?.scopes.join(' ') ?? null, want);
      assert.deepEqual(
        audit.map(({ outcome, requestBytes }) => [outcome, requestBytes]),
        want === null ? [] : [['insufficient_scope', 10]],
      );
    });

    it(`scopes: refuses a call all the same, given ${name}`, async () => {
      let reached = 0;
      const handler: Handler = async () => ({ n: ++reached });
      const { error, audit } = await run({
        operations,
        held,
        incoming,
        handler: operations === actions ? { add: handler } : handler,
      });
      assert.equal(error?.code === 'insufficient_scope', want !== null);
      assert.equal(audit[0]?.outcome === 'insufficient_scope', want !== null);
      if (want !== null) assert.deepEqual([error.scopes.join(' '), reached], [want, 0]);
    });
  }

  it('scopes: names those that are missing, in words', async () => {
    const { error } = await run({ operations: [ofPart], incoming: { principal: annWith() } });
    assert.equal(
      error.message,
      'The application may not do this for you: it needs the scope "past" (see what was) and "look" (see what there is).',
    );
    assert.equal(error.hint, 'Allow it.');
  });

  it('scopes: holds for tools that come and go', async () => {
    const tool = {
      ...(registry([operation({ permission: { level: 'read', of: null, create: null, integrationId: 7 } })])
        .tools[0] as Tool),
      name: 'mine',
    };
    const dynamicTools = {
      level: 'read',
      list: async () => ({ definitions: [], next: null }),
      find: async (_ann: unknown, name: string) => (name === 'mine' ? { tool, handler: async () => ({ n: 1 }) } : null),
    };
    const { pipeline, audit } = made({ held: ['read'], options: { dynamicTools } });
    const asked = (principal: Principal, name: string) =>
      pipeline.challenge({ principal, tool: name, args: {}, requestBytes: 10 });
    assert.deepEqual((await asked(annWith('past'), 'mine'))?.scopes, ['look', 'past']);
    assert.deepEqual([audit[0]?.tool, audit[0]?.integrationId], ['mine', 7]);
    assert.equal(await asked(annWith('look'), 'mine'), null);
    assert.equal(await asked(annWith(), 'theirs'), null);
    assert.equal(await asked(ANN, 'mine'), null);
    assert.equal(audit.length, 1);
  });

  it('limits the calls of a principal a minute, for each tool', async () => {
    const rateLimit = new RateLimit(() => 0);
    const operations = [operation({ limits: { request: 1000, response: 200, time: 1000, rate: 2 } })];
    const outcomes = [];
    for (let i = 0; i < 3; i++) outcomes.push((await run({ operations, options: { rateLimit } })).audit[0]?.outcome);
    assert.deepEqual(outcomes, ['ok', 'ok', 'rate_limited']);
    const other = { principal: { id: 2, username: 'bob', scopes: null } };
    assert.equal((await run({ operations, options: { rateLimit }, incoming: other })).audit[0]?.outcome, 'ok');
  });

  it('knows no unknown tool, and says so in the audit', async () => {
    const { outcome, audit } = await run({ incoming: { tool: 'x'.repeat(100) } });
    assert.equal(outcome, null);
    assert.deepEqual([audit[0]?.outcome, audit[0]?.tool], ['unknown_tool', 'x'.repeat(64)]);
  });

  it('writes down an unknown tool by a name that every database can store', async () => {
    const { audit } = await run({ incoming: { tool: `\0a\n${'x'.repeat(60)}😀` } });
    assert.equal(audit[0]?.tool, `\ufffda\ufffd${'x'.repeat(60)}\ufffd`);
  });

  it('says no more of wrong arguments than a person reads, however many they are', async () => {
    const args = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`key ${i}`, i]));
    const { error } = await run({ incoming: { args } });
    assert.match(error.message, /Unrecognized keys: "key 0", "key 1"/);
    assert(JSON.stringify(error).length < 2_000);
  });

  it('keeps the answer when the audit row cannot be written', async () => {
    const { outcome } = await run({ options: { audit: async () => Promise.reject(new Error('disk full')) } });
    assert.equal(outcome?.kind, 'output');
  });

  it('takes the reason of an answer that says success: false into the audit', async () => {
    const { audit } = await run({
      operations: [operation({ output: z.strictObject({ success: z.boolean(), error: z.string() }) })],
      handler: async () => ({ success: false, error: 'merge_conflict' }),
    });
    assert.equal(audit[0]?.outcome, 'merge_conflict');
  });

  const others: [string, { given: unknown; output: null | Operation['output']; want: string }][] = [
    [
      'content of its own making',
      { given: new Content([{ type: 'text', text: 'hi' }]), output: null, want: 'content ok' },
    ],
    ['content that reports an error', { given: new Content([], true), output: null, want: 'content error' }],
    ['a question to the client', { given: new InputRequired({}), output: null, want: 'input_required input_required' }],
    ['a value where no output is declared', { given: { n: 1 }, output: null, want: 'error internal' }],
  ];
  for (const [name, { given, output, want }] of others) {
    it(`takes ${name}`, async () => {
      const { outcome, audit } = await run({ operations: [operation({ output })], handler: async () => given });
      assert.equal(`${outcome?.kind} ${audit[0]?.outcome}`, want);
    });
  }

  it('is not fooled by a CallError of another step: the code is the catalog’s', async () => {
    const { error } = await run({ handler: async () => Promise.reject(new CallError('odd', 'm', {}, 'own hint')) });
    assert.equal(error.hint, 'own hint');
  });
});
