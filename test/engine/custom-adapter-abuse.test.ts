import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { customCallLimits } from '../../src/engine/custom-adapter-calls.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { answerOf, calling, customAdapter, executing } from './custom-adapter-scene.js';
import { inputWith, type Running, runningOn } from './running.js';

const MB = 1024 * 1024;
const LIMITS = { formulaMs: 300, memory: 32 * MB, result: 2 * MB, nesting: 200 };

const COMPUTES = /the custom adapter computes for more than 300 ms/;
const MEMORY =
  /the custom adapter asked for more than 33554432 bytes of memory|too large|string too long|invalid array length/;
const TOO_DEEP = /the custom adapter calls itself too deeply|needs more than a run may use/;
/** On a busy machine, what cannot be interrupted ends with its thread. */
const ENDED = /took more than a run may, and was ended/;
const FROZEN = /is read-only|is not extensible|not configurable|not writable/;
const succeeding = (payload: string) => `return { success: true, payload: ${payload} };`;

/** The statements of `execute`, or the whole code. */
const tooMuch: [name: string, { given: string; want: RegExp }][] = [
  ['a loop', { given: 'for (;;);', want: COMPUTES }],
  [
    'a loop that catches everything',
    { given: 'for (;;) try { for (;;); } catch {} finally { continue }', want: COMPUTES },
  ],
  ['a loop by promises', { given: 'for (;;) await null;', want: COMPUTES }],
  [
    'promises that make promises',
    { given: 'const go = () => Promise.resolve().then(go).then(go); await go();', want: COMPUTES },
  ],
  [
    'a loop before the class',
    {
      given: `for (;;);\n${executing('')}`,
      want: /^Failed to compile custom adapter code: the custom adapter computes for more than 300 ms/,
    },
  ],
  [
    'a loop in the constructor',
    { given: 'class CustomAdapter { constructor() { for (;;); } execute() {} }', want: COMPUTES },
  ],
  ['a loop in the payload', { given: succeeding('{ toJSON() { for (;;); } }'), want: COMPUTES }],
  ['a loop in a getter', { given: 'return { get success() { for (;;); } }', want: COMPUTES }],
  ['a loop in what is returned', { given: 'return { then() { for (;;); } }', want: COMPUTES }],
  ['a loop in what is thrown', { given: 'throw { get message() { for (;;); } }', want: COMPUTES }],
  ['a regular expression that backtracks', { given: "/(a+)+$/.test('a'.repeat(40) + 'b')", want: COMPUTES }],
  ['memory in a list', { given: 'const a = []; for (;;) a.push(new Uint8Array(1e6));', want: MEMORY }],
  ['memory in a text', { given: "let s = 'xy'; for (;;) s += s;", want: MEMORY }],
  [
    'memory in promises',
    { given: 'const all = []; for (;;) all.push(new Promise(() => {}));', want: /memory|computes/ },
  ],
  ['recursion', { given: 'const f = () => f() + 1; f();', want: TOO_DEEP }],
  ['recursion by async functions', { given: 'const f = async () => { await f(); }; await f();', want: TOO_DEEP }],
  [
    'a promise that never ends',
    { given: 'await new Promise(() => {});', want: /the custom adapter awaits something that never comes/ },
  ],
  [
    'a huge payload',
    { given: succeeding("'x'.repeat(3e6)"), want: /this has \d+ bytes as JSON; 2097152 can be handed over/ },
  ],
  [
    'a payload that is nested deeply',
    { given: `let a = 1; for (let i = 0; i < 300; i++) a = [a]; ${succeeding('a')}`, want: /may be nested 200 deep/ },
  ],
  [
    'a payload that is nested without end',
    {
      given: `let a = 1; for (let i = 0; i < 1e5; i++) a = [a]; ${succeeding('a')}`,
      want: /too deeply|nested|more than a run|computes/,
    },
  ],
  [
    'a huge list of messages',
    {
      given: "const m = Array(1e4).fill({ type: 'X', text: 'y'.repeat(1e3) }); return { success: false, messages: m }",
      want: /bytes as JSON/,
    },
  ],
  [
    'a huge request of its own',
    { given: "await http({ url: 'http://localhost', body: 'x'.repeat(3e6) })", want: /bytes as JSON/ },
  ],
];

/** What tries to change the world for those that come later, or to leave it. */
const escapes: [name: string, { given: string; want: unknown }][] = [
  [
    'the host is not there',
    {
      given: succeeding('[typeof process, typeof require, typeof Buffer, typeof fetch, typeof setTimeout]'),
      want: Array(5).fill('undefined'),
    },
  ],
  [
    'a constructor',
    {
      given: succeeding("(() => {}).constructor('return typeof process + typeof require')()"),
      want: 'undefinedundefined',
    },
  ],
  [
    "the constructor of http's promise",
    {
      given: succeeding("http({}).catch(() => {}).constructor.constructor('return typeof process')()"),
      want: 'undefined',
    },
  ],
  [
    'the constructor of an error from outside',
    {
      given: `try { await http({ url: 'http://10.0.0.1' }) } catch (e) { ${succeeding("e.constructor.constructor('return typeof process')()")} }`,
      want: 'undefined',
    },
  ],
  ['an import', { given: `try { await import('fs') } catch (e) { ${succeeding('e.name')} }`, want: 'ReferenceError' }],
  [
    'the functions that the engine works with',
    { given: succeeding("Object.getOwnPropertyNames(globalThis).filter((name) => name.startsWith('__'))"), want: [] },
  ],
  [
    "the formulas' functions",
    {
      given: succeeding(
        "['keep', 'callint', 'calladapter', 'open_vault', 'open_glyuefile', 'get_namespace', 'input', 'output'].filter((name) => name in globalThis)",
      ),
      want: [],
    },
  ],
  ...[
    'Object.prototype.x = 1',
    'Array.prototype.push = 1',
    'JSON.parse = 1',
    'Promise.prototype.then = 1',
    'globalThis.http = 1',
    'MessageTypes.X = 1',
    'AdapterResponse.prototype.x = 1',
    'Function.prototype.call = 1',
  ].map((statement): [string, { given: string; want: RegExp }] => [
    statement,
    { given: `try { ${statement} } catch (e) { ${succeeding('e.message')} }`, want: FROZEN },
  ]),
];

describe('a custom adapter that does what it should not', function abuse() {
  this.timeout(30_000);
  let fresh: FreshDatabase;
  let db: Knex;
  let world: Running;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    db = openDatabase(fresh);
    await migrate(db);
    world = await runningOn(db, { limits: LIMITS, allowedHosts: [], log: pino({ level: 'silent' }) });
  });
  after(async () => {
    await world.stop();
    await db.destroy();
    await fresh.remove();
  });

  describe('fails its call, and no more', () => {
    const AGAIN = '(await calladapter(SYSTEM, null, null, { again: true })).response.payload';
    for (const [name, { given, want }] of tooMuch) {
      it(name, async () => {
        const isWhole = given.includes('CustomAdapter');
        const code = isWhole
          ? given
          : executing(`if (request.payload.again) return { success: true, payload: 'again' };\n${given}`);
        const hook = `output.payload = [(await calladapter(SYSTEM)).response, ${isWhole ? 'null' : AGAIN}]`;
        const ran = await calling(world, { code }, hook);
        if (ran.status === 'failure') return assert.match(ran.error?.message ?? '', ENDED);
        const [answer, again] = ran.output.payload as [{ success: boolean; messages: { text: string }[] }, unknown];
        assert.equal(answer.success, false);
        assert.match(answer.messages[0]?.text ?? '', want);
        assert.equal(again, isWhole ? null : 'again');
      });
    }
  });

  describe('gets nowhere', () => {
    for (const [name, { given, want }] of escapes) {
      it(name, async () => {
        const { payload, messages } = await answerOf(world, { code: given });
        if (want instanceof RegExp) assert.match(String(payload), want);
        else assert.deepEqual(payload, want, JSON.stringify(messages));
      });
    }
  });

  it('leaves nothing for the run of somebody else', async () => {
    const code = `
      let kept = [];
      class CustomAdapter extends BaseAdapter {
        execute() {
          kept.push(this.config);
          globalThis.kept ??= [];
          globalThis.kept.push(this.config);
          return { success: true, payload: [kept.length, globalThis.kept.length] };
        }
      }`;
    const written = { code, schema: { key: 'encrypted_string' } as const, values: { key: 'of-somebody' } };
    const { system, bind } = await customAdapter(world, written);
    const hook = `output.payload = (await calladapter('${system}')).response.payload`;
    const id = await world.make({ integration: { before_hook: hook } });
    await bind(id);
    for (let i = 0; i < 8; i++) assert.deepEqual((await world.execute(id)).output.payload, [1, 1]);
  });

  it('takes no more memory by being many', async () => {
    const all = [];
    for (let at = 0; at <= customCallLimits.adapters; at++)
      all.push(await customAdapter(world, { code: succeeding('this.calls = (this.calls ?? 0) + 1') }));
    const systems = JSON.stringify(all.map(({ system }) => system));
    const id = await world.make({
      integration: {
        before_hook: `const call = async (system) => (await calladapter(system)).response
          output.payload = [...(await Promise.all(${systems}.map(call))), await call(${systems}[0])]`,
      },
    });
    for (const { bind } of all) await bind(id);
    const answers = (await world.execute(id)).output.payload as { payload: unknown; messages: unknown[] }[];
    const [again, refused, ...called] = answers.toReversed();
    assert.deepEqual(
      called.map(({ payload }) => payload),
      Array(customCallLimits.adapters).fill(1),
    );
    assert.equal(again?.payload, 2);
    const text = 'A run may call 10 custom adapters, and this would be one more.';
    assert.deepEqual(refused?.messages, [{ type: 'REFUSED', text }]);
  });

  it('lets other runs go on while it computes, and is stopped with its own', async () => {
    const { system, bind } = await customAdapter(world, { code: 'for (;;) await null;' });
    const integrationId = await world.make({ integration: { before_hook: `for (;;) await calladapter('${system}')` } });
    await bind(integrationId);
    const quick = await world.make({ integration: { before_hook: 'output.payload = 1' } });
    const actor = { id: world.userId, username: 'ann', email: null, superuser: false };
    const run = await world.runner.start({ integrationId, actor, startedBy: 'mcp', input: inputWith({}) });
    for (let i = 0; i < 3; i++) assert.equal((await world.execute(quick)).output.payload, 1);
    run.cancel();
    assert.equal((await run.result).error?.type, 'cancelled');
  });

  it('cannot show what is secret in the run history', async () => {
    const SECRET = 'k3y/which+is=secret';
    const TEXT = `-----BEGIN KEY-----\n${randomBytes(1_500).toString('base64')}`;
    const FILE = Buffer.from(TEXT).toString('base64');
    const code = `
      const { user, key, file } = this.config;
      const shown = { key, basic: base64_encode(user + ':' + key), alone: base64_encode(key), file, part: file.slice(1000, 2000), text: base64_decode(file), inside: 'a ' + key + ' b' };
      if (request.payload.fail) throw new Error('with ' + key);
      return { success: true, payload: shown };`;
    const written = {
      code,
      schema: { user: 'string', key: 'encrypted_string', file: 'file' } as const,
      values: { user: 'ann', key: SECRET, file: FILE },
    };
    const hook =
      'output.payload = (await calladapter(SYSTEM)).response.payload; await calladapter(SYSTEM, null, null, { fail: true })';
    const ran = await calling(world, written, hook);
    const basic = Buffer.from(`ann:${SECRET}`).toString('base64');
    const payload = ran.output.payload as Record<string, string>;
    assert.deepEqual([payload.key, payload.basic, payload.file], [SECRET, basic, FILE]);
    const history = JSON.stringify(ran.steps);
    const alone = Buffer.from(SECRET).toString('base64');
    for (const text of [SECRET, basic, alone, FILE.slice(0, 40), FILE.slice(1500, 1540), TEXT.slice(900, 940)])
      assert.ok(!history.includes(text), text);
    assert.match(history, /with XXXXXXXXXXXX/);
  });
});
