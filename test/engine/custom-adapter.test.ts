import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { type Answer, answerOf, calling, customAdapter, executing, type Written } from './custom-adapter-scene.js';
import { type Running, runningOn } from './running.js';

type Case = [name: string, { given: string | Written; payload?: unknown; want: Partial<Answer> | RegExp }];

const SCHEMA = { base_url: 'string', api_key: 'encrypted_string', timeout: 'integer', ca: 'file' } as const;
const VALUES = { base_url: 'https://x.test', api_key: 'k3y-which-is-secret', timeout: 30, ca: 'YWJjZGVmZ2hpag==' };

const ok = (payload: unknown): Partial<Answer> => ({ success: true, payload, messages: [] });
const answering = (expression: string) => `return { success: true, payload: ${expression} };`;

const cases: Case[] = [
  ['a plain answer', { given: answering('{ a: 1 }'), want: ok({ a: 1 }) }],
  [
    'a response that is filled',
    {
      given: 'const r = new AdapterResponse();\nr.success = true;\nr.payload = [1];\nreturn r;',
      want: ok([1]),
    },
  ],
  [
    'a class that extends nothing, without await',
    { given: `class CustomAdapter { execute() { ${answering('this.config')} } }`, want: ok({}) },
  ],
  [
    'a constructor that forgets the configuration',
    {
      given: {
        code: `class CustomAdapter extends BaseAdapter { constructor() { super(); } execute() { ${answering('this.config')} } }`,
        schema: { a: 'integer' },
        values: { a: 1 },
      },
      want: ok({ a: 1 }),
    },
  ],
  [
    'the request',
    {
      given: answering('[request instanceof AdapterRequest, request.service_name, request.payload]'),
      payload: { x: [1, null, 'é'] },
      want: ok([true, 'a service', { x: [1, null, 'é'] }]),
    },
  ],
  [
    'the configuration, readable',
    {
      given: {
        code: answering('{ length: this.config.api_key.length, ...this.config, api_key: 0 }'),
        schema: SCHEMA,
        values: VALUES,
      },
      want: ok({ ...VALUES, api_key: 0, length: 19 }),
    },
  ],
  [
    'a failure with messages',
    {
      given:
        "const r = new AdapterResponse();\nr.add_message_and_stack_trace(MessageTypes.CONNECTION_ERROR, 'no line');\nreturn r;",
      want: { success: false, payload: null, messages: [{ type: 'CONNECTION_ERROR', text: 'no line' }] },
    },
  ],
  [
    'a message of an error, with its place',
    {
      given:
        'const r = new AdapterResponse();\ntry { null.x } catch (e) { r.add_message_and_stack_trace("NONE_SUCH", e) }\nreturn r;',
      want: {
        success: false,
        messages: [
          { type: 'UNCATEGORIZED_ERROR', text: "TypeError: cannot read property 'x' of null (line 4, column 11)" },
        ],
      },
    },
  ],
  [
    'the types of messages',
    {
      given: answering(
        '[200, 302, 401, 403, 404, 500].map((status) => MessageTypes.from_status(status)).concat(MessageTypes.UNCATEGORIZED_ERROR)',
      ),
      want: ok([
        null,
        'INVALID_RESPONSE',
        'AUTHENTICATION_ERROR',
        'AUTHENTICATION_ERROR',
        'CLIENT_ERROR',
        'SERVER_ERROR',
        'UNCATEGORIZED_ERROR',
      ]),
    },
  ],
  [
    'an end from deep within',
    {
      given: `const deep = () => { throw new AdapterFlowController(new AdapterResponse({ success: true, payload: 7 })) };\n[1].map(deep);`,
      want: ok(7),
    },
  ],
  [
    'an end without a response',
    {
      given: 'throw new AdapterFlowController()',
      want: /must return an AdapterResponse, and returned something that is undefined/,
    },
  ],
  [
    'bytes in and out',
    { given: answering('[base64_encode(utf8_encode("é")), new Uint8Array([1, 2]).length]'), want: ok(['w6k=', 2]) },
  ],
  [
    'the standard library',
    { given: answering('[add_days(new Date(0), 1), uuid().length]'), want: ok(['1970-01-02T00:00:00.000Z', 36]) },
  ],
  [
    'no response',
    { given: 'return 1', want: /must return an AdapterResponse, and returned something that is of type number/ },
  ],
  [
    'an error, with its place',
    {
      given: '\n  throw new RangeError("no");',
      want: /^The custom adapter failed: RangeError: no \(line 4, column \d+\)\.$/,
    },
  ],
  [
    'an error in a constructor',
    {
      given: `class CustomAdapter { constructor() { throw new Error('no'); } execute() {} }`,
      want: /failed: no \(line 1/,
    },
  ],
  ['a text that is thrown', { given: 'throw "just so"', want: /failed: just so\.$/ }],
  ['nothing that is thrown', { given: 'throw null', want: /failed: null\.$/ }],
  ['a symbol that is thrown', { given: 'throw Symbol("x")', want: /failed: Symbol\(x\)\.$/ }],
  ['an object that is thrown', { given: 'throw { a: 1 }', want: /failed: \{"a":1\}\.$/ }],
  [
    'something that cannot even be looked at',
    { given: 'throw { get message() { throw 1 } }', want: /failed: something that cannot be shown\.$/ },
  ],
  [
    'an error with a symbol as its message',
    { given: 'throw Object.assign(new Error("x"), { message: Symbol("m"), stack: {} })', want: /failed: a symbol/ },
  ],
  ['a rejection of nothing', { given: 'await Promise.reject()', want: /failed: undefined\.$/ }],
  ['a function as payload', { given: answering('() => 1'), want: { success: true, payload: null } }],
  [
    'a payload that holds itself',
    { given: 'const a = {}; a.a = a; return { success: true, payload: a }', want: /circular reference/ },
  ],
  [
    'messages that are none',
    {
      given: 'return { success: false, messages: [null, 1, { text: {} }, "x"] }',
      want: {
        messages: Array(4)
          .fill(0)
          .map((_, i) => ({ type: 'UNCATEGORIZED_ERROR', text: i === 2 ? '{}' : 'null' })),
      },
    },
  ],
  [
    'a syntax error',
    { given: 'class CustomAdapter {', want: /^Failed to compile custom adapter code: line 1, column 22: / },
  ],
  [
    'no class',
    {
      given: 'const CustomAdapter = 1;',
      want: /^Failed to compile custom adapter code: Custom adapter code must define a class named 'CustomAdapter'\.$/,
    },
  ],
  [
    'an error before the class',
    {
      given: `none();\n${executing('')}`,
      want: /^Failed to compile custom adapter code: ReferenceError: 'none' is not defined \(line 1, column 1\)\.$/,
    },
  ],
  [
    'a field without a value',
    {
      given: { code: answering('1'), schema: { a: 'string', b: 'integer' }, values: { a: 'x' } },
      want: /^Failed to load adapter configuration for CUSTOM_\d+: b: is missing/,
    },
  ],
];

describe('a custom adapter', function adapters() {
  this.timeout(30_000);
  let fresh: FreshDatabase;
  let db: Knex;
  let world: Running;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    db = openDatabase(fresh);
    await migrate(db);
    world = await runningOn(db);
  });
  after(async () => {
    await world.stop();
    await db.destroy();
    await fresh.remove();
  });

  for (const [name, { given, payload, want }] of cases) {
    it(name, async () => {
      const answer = await answerOf(world, typeof given === 'string' ? { code: given } : given, payload);
      if (want instanceof RegExp) {
        assert.equal(answer.success, false);
        assert.equal(answer.messages.length, 1);
        assert.match(answer.messages[0]?.text ?? '', want);
      } else assert.deepEqual({ ...answer, ...want }, answer);
    });
  }

  it('may say a hundred things, of four thousand characters each', async () => {
    const code = "return { success: true, messages: Array(150).fill({ type: 'SKIPPED', text: 'x'.repeat(5000) }) };";
    const { messages } = await answerOf(world, { code });
    assert.deepEqual(messages, Array(100).fill({ type: 'SKIPPED', text: 'x'.repeat(4_000) }));
  });

  it('is called by a service request, with its sub requests and bytes', async () => {
    const { system, bind } = await customAdapter(world, {
      code: answering(
        '[request.payload.b.length, request.payload.b[0], request.sub_requests.kids.map((kid) => [kid instanceof AdapterRequest, kid.payload])]',
      ),
    });
    const id = await world.make({
      servicerequests: [
        { system, formula_variable: 'top', fieldmappings: [{ field: 'b', value: 'new Uint8Array([7, 8])' }] },
      ],
      integration: { on_success_hook: 'output.payload = top.response.payload' },
    });
    const top = (await world.read(id)).components.servicerequest?.[0]?.id as number;
    const kids: WriteRequest['servicerequests'] = [
      {
        system: 'TRANSFORM',
        formula_variable: 'kids',
        parent_servicerequest_id: top,
        call_for_each: '[1, 2]',
        fieldmappings: [{ field: 'n', value: 'sritem' }],
      },
    ];
    await world.update(id, { servicerequests: kids });
    await bind(id);
    const ran = await world.execute(id);
    assert.deepEqual(ran.output.payload, [
      2,
      7,
      [
        [true, { n: 1 }],
        [true, { n: 2 }],
      ],
    ]);
  });

  it('fails its service request, and so the run, with what went wrong', async () => {
    const { system, bind } = await customAdapter(world, { code: 'throw new Error("out of paper")' });
    const id = await world.make({ servicerequests: [{ system, formula_variable: 'print' }] });
    await bind(id);
    const ran = await world.execute(id);
    assert.equal(ran.status, 'failure');
    const step = ran.steps.find(({ type }) => type === 'REQUEST');
    const text = 'The custom adapter failed: out of paper (line 3, column 16).';
    assert.deepEqual(step?.messages, [{ type: 'UNCATEGORIZED_ERROR', text }]);
  });

  it('keeps its state for the length of a run, one call after the other', async () => {
    const hook =
      'const call = () => calladapter(SYSTEM); const all = await Promise.all([call(), call(), call()]); output.payload = all.map(({ response }) => response.payload)';
    const written = {
      code: 'this.n = (this.n ?? 0) + 1; await null; await null; return { success: true, payload: this.n }',
    };
    assert.deepEqual((await calling(world, written, hook)).output.payload, [1, 2, 3]);
    assert.deepEqual((await calling(world, written, hook)).output.payload, [1, 2, 3]);
  });

  it('is told from a system that there is not, and from one that is not bound', async () => {
    const { system } = await customAdapter(world, { code: answering('1') });
    const textOf = async (name: string) => {
      const ran = await world.run({
        integration: { before_hook: `output.payload = (await calladapter('${name}')).response.messages[0].text` },
      });
      return ran.output.payload;
    };
    assert.equal(await textOf('NONE'), 'Failed to load adapter configuration for NONE: there is no such system.');
    assert.equal(
      await textOf(system),
      `Failed to load adapter configuration for ${system}: No active adapter config bound to integration.`,
    );
    assert.match(String(await textOf('HTTP')), /HTTP: No active adapter config bound to integration\.$/);
  });

  it('cannot be reached by formulas: they have another instance, without its names', async () => {
    const written = { code: 'globalThis.left = 1; return { success: true, payload: 1 }' };
    const hook =
      "await calladapter(SYSTEM); output.payload = ['left', 'BaseAdapter', 'MessageTypes', 'http', 'CustomAdapter', '__utf8'].map((name) => typeof globalThis[name])";
    assert.deepEqual((await calling(world, written, hook)).output.payload, Array(6).fill('undefined'));
  });

  describe('with __adapter_config__', () => {
    const call = async (override: string, schema: Written['schema'] = SCHEMA, values: Written['values'] = VALUES) => {
      const code = answering('[request.payload, this.config]');
      const hook = `output.payload = (await calladapter(SYSTEM, null, null, { a: 1, __adapter_config__: ${override} })).response`;
      return (await calling(world, { code, schema, values }, hook)).output.payload as Answer;
    };
    const overrides: [string, string, RegExp | Record<string, unknown>][] = [
      ['nothing', 'null', VALUES],
      ['what is there already', "{ timeout: 30, base_url: 'https://x.test' }", VALUES],
      [
        'all secrets',
        "{ base_url: 'https://y.test', api_key: 'another-key', ca: 'YQ==' }",
        { ...VALUES, base_url: 'https://y.test', api_key: 'another-key', ca: 'YQ==' },
      ],
      [
        'another address',
        "{ base_url: 'https://evil.test' }",
        /it changes base_url, so it has to bring api_key, ca too/,
      ],
      ['another timeout', '{ timeout: 31 }', /it changes timeout, so it has to bring api_key, ca too/],
      ['one of the secrets', "{ api_key: 'k3y-which-is-secret' }", /it changes api_key, so it has to bring ca too/],
      ['a field that there is not', '{ x: 1 }', /__adapter_config__\.x: there is no such field/],
      ['a wrong type', "{ timeout: 'long' }", /__adapter_config__\.timeout: wants a whole number/],
      ['no object', '[1]', /__adapter_config__: must be an object of settings/],
    ];
    for (const [name, given, want] of overrides) {
      it(name, async () => {
        const answer = await call(given);
        if (!(want instanceof RegExp)) return assert.deepEqual(answer.payload, [{ a: 1 }, want]);
        assert.equal(answer.success, false);
        assert.match(answer.messages[0]?.text ?? '', want);
        assert.doesNotMatch(JSON.stringify(answer), /k3y-which/);
      });
    }

    it('where nothing is secret, anything', async () => {
      const answer = await call('{ n: 2 }', { n: 'integer', m: 'integer' }, { n: 1, m: 1 });
      assert.deepEqual(answer.payload[1], { n: 2, m: 1 });
    });
  });
});
