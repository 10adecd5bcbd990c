import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { type Ran, type Running, runningOn } from './running.js';

/** How a run ended: with a payload, or with an error of which the message says this. */
type Want = { payload: unknown } | RegExp;
type Attempt = [name: string, { given: string | WriteRequest; payload?: unknown; want: Want }];

const COMPUTES = /the formula computes for more than 300 ms/;
const TOO_DEEP = /calls itself too deeply|needs more than a run may use|stack/;
/** On a busy machine, what cannot be interrupted ends with its thread. */
const TOO_MUCH = /computes for more|memory|invalid array length|took more than a run may/;
const MEMORY = /more than 67108864 bytes of memory|string too long|invalid array length|too large/;
const FROZEN = /is read-only|is not extensible|immutable|not configurable|not writable/;

const reaching = (expression: string) => `output.payload = ${expression}`;
const NOTHING = { payload: 'undefined' };
const code = "'return typeof process + typeof require + typeof Buffer + typeof global'";
const NO_HOST = { payload: 'undefinedundefinedundefinedundefined' };

const outside: Attempt[] = [
  ['this is nothing', { given: reaching('typeof this'), want: NOTHING }],
  [
    'the host is not there',
    { given: reaching('typeof process + typeof require + typeof Buffer + typeof global'), want: NO_HOST },
  ],
  ['a constructor', { given: reaching(`(() => {}).constructor(${code})()`), want: NO_HOST }],
  [
    'a constructor of async functions',
    { given: reaching(`await (async () => {}).constructor(${code})()`), want: NO_HOST },
  ],
  [
    'a constructor of generators',
    { given: reaching(`(function* () {}).constructor(${code})().next().value`), want: NO_HOST },
  ],
  [
    "an object's constructor's constructor",
    { given: reaching(`input.constructor.constructor(${code})()`), want: NO_HOST },
  ],
  ["a special function's constructor", { given: reaching(`debug.constructor(${code})()`), want: NO_HOST }],
  [
    "a promise's constructor",
    { given: reaching(`callint('nobody').catch(() => {}).constructor.constructor(${code})()`), want: NO_HOST },
  ],
  [
    "an error's constructor",
    {
      given: `try { null.x } catch (error) { output.payload = error.constructor.constructor(${code})() }`,
      want: NO_HOST,
    },
  ],
  [
    "a host's error's constructor",
    {
      given: `try { await callint('nobody') } catch (error) { output.payload = error.constructor.constructor(${code})() }`,
      want: NO_HOST,
    },
  ],
  [
    "a file's error's constructor",
    {
      given: `try { open_glyuefile('/') } catch (error) { output.payload = error.constructor.constructor(${code})() }`,
      want: NO_HOST,
    },
  ],
  ['indirect eval', { given: reaching('(0, eval)("typeof process")'), want: NOTHING }],
  ['direct eval', { given: reaching('eval("typeof process")'), want: NOTHING }],
  [
    'the functions that the engine works with',
    {
      given: reaching(
        "['__call', '__outcome', '__compile', '__begin', '__tell', '__file', '__tick', '__random', '__now', '__module'].map((name) => typeof globalThis[name]).join('')",
      ),
      want: { payload: 'undefined'.repeat(10) },
    },
  ],
  [
    'the same by their names',
    { given: reaching('typeof __call + typeof __compile + typeof __random'), want: { payload: 'undefined'.repeat(3) } },
  ],
  ['who called', { given: '(function () { return arguments.callee.caller })()', want: /TypeError|caller|callee/ }],
  ['a module of the host', { given: "await import('node:fs')", want: /could not load module/ }],
  ['a file of the host', { given: "await import('./run.js')", want: /could not load module/ }],
  [
    "the engine's part of the sandbox, which gives nothing away",
    { given: "output.payload = Object.getOwnPropertyNames(await import('./engine.js'))", want: { payload: [] } },
  ],
  ['what a module knows of itself', { given: 'return import.meta', want: /cannot be read|import\.meta|Cannot use/i }],
  [
    'threads and WebAssembly',
    {
      given: reaching('typeof Atomics + typeof WebAssembly + typeof Worker'),
      want: { payload: 'undefined'.repeat(3) },
    },
  ],
];

const spoiling: Attempt[] = [
  ['how lists are walked through', { given: 'Array.prototype[Symbol.iterator] = function* () {}', want: FROZEN }],
  ['how promises go on', { given: 'Promise.prototype.then = () => {}', want: FROZEN }],
  ['JSON', { given: 'JSON.stringify = () => "1"', want: FROZEN }],
  ['maps', { given: 'Map.prototype.get = () => undefined', want: FROZEN }],
  ['what all objects have', { given: 'Object.prototype.toJSON = () => 1', want: FROZEN }],
  ['where all lists look', { given: 'Object.defineProperty(Array.prototype, 0, { set() {} })', want: FROZEN }],
  [
    'what descriptions of properties look for',
    { given: "Object.defineProperty(Object.prototype, 'get', { value: 1 })", want: FROZEN },
  ],
  [
    'generators',
    { given: 'Object.getPrototypeOf(function* () {}).prototype.next = () => ({ done: true })', want: FROZEN },
  ],
  ['what objects descend from', { given: 'Object.setPrototypeOf(Object.prototype, {})', want: FROZEN }],
  ['a special function', { given: 'debug = null', want: FROZEN }],
  [
    'the language, where nothing is strict',
    {
      given: `(0, eval)('Array.prototype[Symbol.iterator] = 1; JSON.stringify = 2; Object.prototype.polluted = 3; Math.random = 4; Date.now = 5');
      output.payload = [[...'ab'].length, ({}).polluted ?? null, typeof Math.random, typeof Date.now]`,
      want: { payload: [2, null, 'function', 'function'] },
    },
  ],
  [
    'what may be changed stays what it is',
    {
      given: `class A extends Error { constructor() { super('a'); this.name = 'A' } toString() { return 'own' } }
      const o = {}; o.toString = 1; o.constructor = 2; o.valueOf = 3;
      const e = new Error('x'); e.message = 'y'; e.name = 'Z';
      output.payload = [\`\${new A()}\`, String(e), o]`,
      want: { payload: ['own', 'Z: y', { toString: 1, constructor: 2, valueOf: 3 }] },
    },
  ],
  [
    'the objects of the next formula, by a kept name',
    {
      given: "keep({ ['__proto__']: { polluted: 1 }, constructor: 2 }); output.payload = typeof ({}).polluted",
      want: NOTHING,
    },
  ],
];

const loops: Attempt[] = [
  ['a loop', { given: 'for (;;);', want: COMPUTES }],
  [
    'a loop that catches everything',
    { given: 'for (;;) try { for (;;); } catch {} finally { continue }', want: COMPUTES },
  ],
  ['promises', { given: 'const f = () => Promise.resolve().then(f); await f()', want: COMPUTES }],
  [
    'promises that loop and catch',
    { given: 'const f = () => (async () => { for (;;); })().then(f, f); await f()', want: COMPUTES },
  ],
  [
    'promises that nobody awaits',
    { given: 'const f = () => { Promise.resolve().then(f) }; f(); await null', want: COMPUTES },
  ],
  ['a generator', { given: 'for (const x of (function* () { for (;;) yield 1 })());', want: COMPUTES }],
  ['a thenable', { given: 'await { then(go) { for (;;); } }', want: COMPUTES }],
  ['an endless chain of thenables', { given: 'const t = { then(go) { go(t) } }; await t', want: COMPUTES }],
  ['a getter in the output', { given: 'output.payload = { get x() { for (;;); } }', want: COMPUTES }],
  ['toJSON in the output', { given: 'output.payload = { toJSON() { for (;;); } }', want: COMPUTES }],
  ['toString as a key', { given: '({})[{ toString() { for (;;); } }]', want: COMPUTES }],
  ['Symbol.iterator', { given: '[...{ [Symbol.iterator]() { for (;;); } }]', want: COMPUTES }],
  ['a proxy', { given: 'output.payload = new Proxy({}, { ownKeys() { for (;;); } })', want: COMPUTES }],
  ['a comparison', { given: '[2, 1].sort(() => { for (;;); })', want: COMPUTES }],
  ["an error's message", { given: 'throw { get message() { for (;;); } }', want: COMPUTES }],
  ["a proxy's message", { given: 'throw new Proxy({}, { has() { for (;;); } })', want: COMPUTES }],
  ['a regular expression', { given: "/^(a+)+$/.test('a'.repeat(40) + 'b')", want: COMPUTES }],
  ['a length', { given: 'Array.from({ length: 2 ** 31 })', want: TOO_MUCH }],
  [
    'a promise that is never settled',
    { given: 'await new Promise(() => {})', want: /before_hook: the formula awaits something that never comes/ },
  ],
  [
    'endless items',
    {
      given: { servicerequests: [{ system: 'ECHO', call_for_each: '(function* () { for (;;) yield 1 })()' }] },
      want: /more than 100000 items|computes for more/,
    },
  ],
];

const bombs: Attempt[] = [
  ['recursion', { given: 'const f = () => f(); f()', want: TOO_DEEP }],
  ['recursion through the language', { given: 'const f = () => [1].map(f); f()', want: TOO_DEEP }],
  ['recursion through toString', { given: 'const o = { toString() { return `${o}` } }; `${o}`', want: TOO_DEEP }],
  ['deep JSON to read', { given: "JSON.parse('['.repeat(1e5))", want: TOO_DEEP }],
  [
    'deep JSON to write',
    {
      given: 'let a = []; for (let i = 0; i < 1e5; i++) a = [a]; output.payload = a',
      want: /nested 500 deep|too deeply|computes for more/,
    },
  ],
  [
    'an output nested too deeply',
    { given: 'let a = []; for (let i = 0; i < 600; i++) a = [a]; output.payload = a', want: /nested 500 deep/ },
  ],
  [
    'a payload nested too deeply',
    { given: '', payload: JSON.parse('['.repeat(600) + ']'.repeat(600)), want: /nested 500 deep/ },
  ],
  ['a deep regular expression', { given: "new RegExp('(?:'.repeat(1e5) + ')'.repeat(1e5))", want: TOO_DEEP }],
  ['deep code', { given: "eval('['.repeat(1e5))", want: TOO_DEEP }],
  ['a long text', { given: "let s = 'x'; for (;;) s += s", want: MEMORY }],
  ['a longer text', { given: "'x'.repeat(2 ** 30 - 1)", want: MEMORY }],
  [
    'a long list',
    { given: "const a = []; for (;;) a.push(new Array(1000).fill('x'))", want: /memory|computes for more/ },
  ],
  ['many bytes', { given: 'new Uint8Array(1e9)', want: MEMORY }],
  ['a big integer', { given: 'let b = 3n; for (;;) b *= b', want: /too large|computes for more|memory/ }],
  [
    'a long output',
    { given: "output.payload = 'x'.repeat(21e6)", want: /has 210000\d\d bytes as JSON; 20971520 are allowed/ },
  ],
  [
    'a long payload for another integration',
    { given: "await callint('nobody', 'x'.repeat(21e6))", want: /bytes as JSON/ },
  ],
  [
    'far places in a list',
    {
      given: { servicerequests: [{ system: 'ECHO', fieldmappings: [{ field: 'x[99999999]', value: '1' }] }] },
      want: /a list has 100000 places at the most/,
    },
  ],
  [
    'calls that nobody awaits',
    // With the memory all but used up, QuickJS cannot always say so.
    {
      given: "for (let i = 0; i < 1e5; i++) callint('nobody').catch(() => {})",
      want: /computes for more|memory|not a function/,
    },
  ],
  ['a million steps', { given: 'for (let i = 0; i < 1e6; i++) debug(i)', want: COMPUTES }],
];

const thrown: Attempt[] = [
  ['null', { given: 'throw null', want: /before_hook: null$/ }],
  ['nothing', { given: 'throw undefined', want: /before_hook: undefined$/ }],
  ['a text', { given: "throw 'why'", want: /before_hook: why$/ }],
  ['a symbol', { given: "throw Symbol('x')", want: /Symbol\(x\)/ }],
  ['an object', { given: 'throw { a: 1 }', want: /before_hook: \{"a":1\}$/ }],
  ['a cycle', { given: 'const e = {}; e.e = e; throw e', want: /something that cannot be shown/ }],
  [
    'a proxy that throws',
    { given: 'throw new Proxy({}, { has() { throw 1 }, get() { throw 2 } })', want: /something that cannot be shown/ },
  ],
  [
    'an error with a strange name',
    { given: "const e = new Error('x'); e.name = Symbol('q'); throw e", want: /before_hook: x/ },
  ],
  [
    'an error with a stack of its own',
    { given: "const e = new Error('x'); e.stack = 'formula-99999:1:1'; throw e", want: /before_hook: x/ },
  ],
  ['an error with a huge message', { given: "throw new Error('x'.repeat(3e7))", want: /before_hook: x{4000} / }],
  [
    'an error that says that the formula was stopped',
    { given: "const e = new Error('interrupted'); e.name = 'InternalError'; throw e", want: /computes/ },
  ],
  [
    'nothing that anybody awaits',
    { given: "Promise.reject(new Error('x')); output.payload = 1", want: { payload: 1 } },
  ],
];

const outputs: Attempt[] = [
  ['a cycle', { given: 'const a = {}; a.a = a; output.payload = a', want: /circular reference/ }],
  ['a function', { given: 'output.payload = () => 1', want: /output\.payload is a function/ }],
  ['a symbol', { given: "output.payload = Symbol('x')", want: /output\.payload is a symbol/ }],
  ['a toJSON that throws', { given: "output.payload = { toJSON() { throw new Error('no') } }", want: /no/ }],
  ['a big integer', { given: 'output.payload = 10n ** 20n', want: { payload: '100000000000000000000' } }],
  ['a typed array that is none', { given: 'output.payload = Object.create(Uint8Array.prototype)', want: /TypedArray/ }],
  [
    'a typed array whose buffer is none',
    {
      given:
        "const u = new Uint8Array(2); Object.defineProperty(u, 'buffer', { value: { slice() {} } }); output.payload = u",
      want: /ArrayBuffer/,
    },
  ],
  [
    'what the caller gave, with names of prototypes',
    {
      given: 'output.payload = [input.payload, typeof ({}).polluted]',
      payload: JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":2},"toString":3}'),
      want: {
        payload: [JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":2},"toString":3}'), 'undefined'],
      },
    },
  ],
  [
    'fields with names of prototypes',
    {
      given: {
        integration: { on_success_hook: 'output.payload = [typeof ({}).polluted, e.response.payload]' },
        servicerequests: [
          {
            system: 'ECHO',
            formula_variable: 'e',
            fieldmappings: ['__proto__.polluted', 'constructor.prototype.polluted', 'toString'].map((field) => ({
              field,
              value: '1',
            })),
          },
        ],
      },
      want: {
        payload: [
          'undefined',
          JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":1}'),
        ],
      },
    },
  ],
];

describe('the sandbox of formulas', function sandbox() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  let db: Knex;
  let world: Running;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    db = openDatabase(fresh);
    await migrate(db);
    world = await runningOn(db, { limits: { formulaMs: 300, memory: 64 * 1024 * 1024 } });
  });
  after(async () => {
    await world.stop();
    await db.destroy();
    await fresh.remove();
  });

  const request = (given: string | WriteRequest): WriteRequest =>
    typeof given === 'string' ? { integration: { before_hook: given } } : given;
  const ended = (ran: Ran, want: Want) => {
    assert.equal(ran.steps[0]?.type, 'INPUT');
    assert.equal(ran.steps.at(-1)?.type, 'OUTPUT');
    assert.equal(ran.historyProblem, null);
    if (!(want instanceof RegExp)) return assert.deepEqual([ran.error, ran.output.payload], [null, want.payload]);
    assert.equal(ran.status, 'failure');
    assert.match(ran.error?.message ?? '', want);
    assert.equal(ran.output.payload, 'Error');
    assert.ok(
      ran.steps.some(({ type, failed }) => failed && type !== 'OUTPUT'),
      'no step tells the error',
    );
  };

  const tables: [title: string, attempts: Attempt[]][] = [
    ['does not let out', outside],
    ['does not let anybody spoil', spoiling],
    ['ends', loops],
    ['bears', bombs],
    ['tells what was thrown:', thrown],
    ['writes as output, or says why not:', outputs],
  ];
  for (const [title, attempts] of tables) {
    describe(title, () => {
      for (const [name, { given, payload, want }] of attempts) {
        it(name, async () => {
          const before = performance.now();
          ended(await world.run(request(given), payload), want);
          assert.ok(performance.now() - before < 10_000);
        });
      }
      it('and goes on with other runs', async () => {
        ended(await world.run(request('output.payload = 1')), { payload: 1 });
      });
    });
  }

  it('has exactly these names beyond the language', async () => {
    const language = [
      'Object Function Error EvalError RangeError ReferenceError SyntaxError TypeError URIError InternalError AggregateError',
      'Array parseInt parseFloat isNaN isFinite decodeURI decodeURIComponent encodeURI encodeURIComponent escape unescape',
      'Infinity NaN undefined eval Number Boolean String Math Reflect Symbol globalThis Iterator BigInt Date RegExp JSON Proxy',
      'Map Set WeakMap WeakSet ArrayBuffer SharedArrayBuffer Uint8ClampedArray Int8Array Uint8Array Int16Array Uint16Array',
      'Int32Array Uint32Array BigInt64Array BigUint64Array Float16Array Float32Array Float64Array DataView Promise WeakRef',
      'FinalizationRegistry queueMicrotask performance',
    ].flatMap((line) => line.split(' '));
    const ran = await world.run(request('output.payload = Object.getOwnPropertyNames(globalThis).sort()'));
    assert.deepEqual(
      (ran.output.payload as string[]).filter((name) => !language.includes(name)),
      [
        ...[
          'IndexGenerator',
          'add_days',
          'add_months',
          'add_run_label',
          'base64_decode',
          'base64_decode_bytes',
          'base64_encode',
        ],
        ...[
          'calladapter',
          'callint',
          'convert_date_string',
          'data_utils',
          'debug',
          'end',
          'extract_chars',
          'extract_digits',
        ],
        ...[
          'format_date',
          'get_current_date_string',
          'get_installation_name',
          'get_namespace',
          'get_sdlc_phase',
          'historize',
        ],
        ...[
          'humanize',
          'import_helper',
          'import_module',
          'info',
          'keep',
          'list_files',
          'map_value',
          'next',
          'open_glyuefile',
          'open_vault',
        ],
        ...[
          'pad_left',
          'pad_right',
          'parse_date',
          'percent_to_decimal',
          'round_half_up',
          'strip_accents',
          'title_case',
        ],
        ...['utf8_decode', 'utf8_encode', 'uuid'],
      ],
    );
  });

  it('is another one in the next run, and in a child', async () => {
    const child = await world.make(request('output.payload = [typeof globalThis.left, typeof left]'));
    const { name } = world;
    const ran = await world.run(request(`globalThis.left = 1; output.payload = (await callint('${name}')).payload`));
    ended(ran, { payload: ['undefined', 'undefined'] });
    ended(await world.execute(child), { payload: ['undefined', 'undefined'] });
  });

  it('runs the hooks after a failure, whatever a formula has made of the output', async () => {
    const ruins = [
      'Object.freeze(output)',
      "keep({ output: new Proxy({}, { get() { throw new Error('no') }, set() { throw new Error('no') } }) })",
      'output.payload = output',
      'keep({ output: null })',
    ];
    for (const ruin of ruins) {
      const hooks = { on_failure_hook: "debug(1, 'failure')", finally_hook: "debug(1, 'finally')" };
      const ran = await world.run({ integration: { before_hook: `${ruin}; throw new Error('x')`, ...hooks } });
      ended(ran, /before_hook: x/);
      const labels = ran.steps.filter(({ type }) => type === 'DEBUG').map(({ label }) => label);
      assert.deepEqual(labels, ['failure', 'finally'], ruin);
    }
  });

  it('keeps what masks hide hidden, whatever formulas do', async () => {
    const ran = await world.run(
      {
        integration: {
          before_hook: `try { Array.prototype[Symbol.iterator] = 1 } catch {}
            input.payload.toJSON = function () { return { ...this, toJSON: undefined } };
            debug(input); debug({ copy: input.payload.card }); debug([...input.payload.card].join(''));
            add_run_label('card:' + input.payload.card); info(1, input.payload.card);
            throw new Error('the card ' + input.payload.card)`,
        },
        masks: [{ type: 'INPUT', field: 'card' }],
      },
      { card: '4111111111111111' },
    );
    ended(ran, /the card XXXXXXXXXXXX/);
    assert.ok(!JSON.stringify({ ...ran, output: null }).includes('4111'));
  });

  it('does not mistake what a failed formula left behind for an answer to the next', async () => {
    const ran = await world.run({
      integration: {
        before_hook: "const late = calladapter('ECHO').then(() => 0); throw new Error('first')",
        on_failure_hook: "await calladapter('ECHO'); output.payload = 'from the hook'",
      },
    });
    assert.equal(ran.output.payload, 'from the hook');
    assert.match(ran.error?.message ?? '', /first/);
  });

  it('waits for what was begun and not awaited', async () => {
    await world.make(request("await calladapter('ECHO'); debug(1)"));
    const ran = await world.run(request(`callint('${world.name}').then(() => debug(1, 'then')); output.payload = 1`));
    ended(ran, { payload: 1 });
    assert.deepEqual(
      ran.steps.map(({ type }) => type),
      ['INPUT', 'CALLINT', 'DEBUG', 'OUTPUT'],
    );
  });

  it('lets a caller not say what the names of the language are', async () => {
    const ran = await world.run(
      { validationrules: [{ type: 'INPUT', field: 'input.payload.amount', rule: 'Number(_) < Infinity' }] },
      { amount: 5, Number: 1, Infinity: 2 },
    );
    assert.equal(ran.error, null);
  });
});
