import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { type Running, runningOn } from './running.js';

const hook = (before_hook: string, more: object = {}): WriteRequest => ({ integration: { before_hook, ...more } });
const mapping = (more: object, request: object = {}, integration: object = {}): WriteRequest => ({
  integration,
  servicerequests: [
    { system: 'ECHO', formula_variable: 'e', fieldmappings: [{ field: 'x', value: '1', ...more }], ...request },
  ],
});
const echoed = { on_success_hook: 'output.payload = e.response.payload.x' };

const values: [name: string, { given: WriteRequest; want: unknown }][] = [
  ['may declare what it could see', { given: hook('let input = 1; output.payload = input'), want: 1 }],
  [
    'sees names in nested functions',
    { given: hook('const f = () => (() => input.payload.a)(); output.payload = f()'), want: 1 },
  ],
  [
    'sees names wherever the language has them',
    {
      given: hook(`const { payload: { a } } = input; const f = (x = input.payload.a) => x;
        label: for (;;) { break label }
        class K { z = input.payload.a; static q = a; #p = 2; get p() { return this.#p } }
        output.payload = [{ a, b: a, [a]: a }, f(), new K().z, K.q, new K().p, \`\${a}\`]`),
      want: [{ 1: 1, a: 1, b: 1 }, 1, 1, 1, 2, '1'],
    },
  ],
  [
    'loses its own variables',
    { given: hook('let y = 1', { on_success_hook: 'output.payload = typeof y' }), want: 'undefined' },
  ],
  [
    'keeps what is kept, which lives on',
    {
      given: hook('keep({ k: { n: 1 } })', { on_success_hook: 'k.n++', finally_hook: 'output.payload = k' }),
      want: { n: 2 },
    },
  ],
  [
    'does not assign to a kept name for good',
    { given: hook('keep({ n: 1 })', { on_success_hook: 'n = 2', finally_hook: 'output.payload = n' }), want: 1 },
  ],
  [
    'may await',
    {
      given: hook(
        "const { response } = await calladapter('ECHO', null, null, { a: 1 }); output.payload = response.payload",
      ),
      want: { a: 1 },
    },
  ],
  ['may await in a field mapping', { given: mapping({ value: 'await Promise.resolve(3)' }, {}, echoed), want: 3 }],
  ['has bytes as a value', { given: mapping({ value: 'new Uint8Array([104, 105]).length' }, {}, echoed), want: 2 }],
  [
    'gives bytes back',
    {
      given: mapping(
        { value: 'new Uint8Array([104, 105])' },
        {},
        { on_success_hook: 'output.payload = [...e.response.payload.x]' },
      ),
      want: [104, 105],
    },
  ],
  [
    'has a file as a value',
    {
      given: mapping(
        { value: "open_glyuefile('x.txt')", value_type: 'File' },
        {},
        {
          before_hook: "const f = open_glyuefile('x.txt', 'w'); f.write('hä'); f.close()",
          on_success_hook: 'output.payload = [...e.response.payload.x]',
        },
      ),
      want: [104, 0xc3, 0xa4],
    },
  ],
  [
    'reads and writes files',
    {
      given: hook(`const f = open_glyuefile('a', 'w+'); f.writelines(['a\\n', 'b']); f.seek(0);
        output.payload = [f.readlines(), f.name, f.mode, f.encoding, f.closed, f.tell(), f.fileno(), f.readable(), list_files()];
        f.close(); output.payload.push(f.closed, [...open_glyuefile('a')])`),
      want: [['a\n', 'b'], 'a', 'w+', 'UTF-8', false, 3, 1, true, ['a'], true, ['a\n', 'b']],
    },
  ],
  ['has no parent', { given: hook('output.payload = typeof parentint'), want: 'undefined' }],
  ['is seen by eval', { given: hook("output.payload = input && eval('typeof input')"), want: 'object' }],
];

const where = (message: string, place: string) => new RegExp(`${message}\\n {2}in ${place}`);
const errors: [name: string, { given: WriteRequest; want: RegExp }][] = [
  [
    'an expression',
    {
      given: hook('missing'),
      want: where(
        "ReferenceError: '?missing'? is not defined",
        '.*before_hook, line 1, column 1\\n {2}1 \\| missing\\n',
      ),
    },
  ],
  [
    'an indented expression',
    { given: hook('  1 + missing.a'), want: /missing.*\n {2}in .*line 1, column 7\n {2}1 \| {3}1 \+ missing\.a/ },
  ],
  [
    'statements',
    {
      given: hook('const a = 1;\nreturn missing;'),
      want: /missing.*\n {2}in .*line 2, column 8\n {2}2 \| return missing;/,
    },
  ],
  [
    'the fourth line',
    { given: hook('const a = null;\n\n\n   a.b'), want: /TypeError.*\n {2}in .*line 4, column \d+\n {2}4 \| {4}a\.b/ },
  ],
  ['lines that end as on Windows', { given: hook('const a = null;\r\n\r\n   a.b'), want: /line 3, column/ }],
  ['a nested function', { given: hook('const f = () => {\n  return missing;\n};\nf()'), want: /line 2, column 10\n/ }],
  ['behind an await', { given: hook('await null;\nmissing'), want: /line 2, column 1\n/ }],
  [
    'an async function',
    {
      given: hook("const f = async () => {\n  await null;\n  throw new Error('late')\n};\nawait f()"),
      want: /^late\n {2}in .*line 3, column/,
    },
  ],
  [
    "a field mapping's value",
    { given: mapping({ value: 'missing' }), want: /in field mapping x, value, line 1, column 1/ },
  ],
  [
    "a bracket of a field's path",
    { given: mapping({ field: 'x[missing]' }), want: /in field mapping x\[missing\], field, line 1, column 1/ },
  ],
  ['include_if', { given: mapping({ include_if: 'missing' }), want: /in field mapping x, include_if, line 1/ }],
  [
    'include_for_each',
    {
      given: mapping({ include_for_each: '5' }),
      want: /iterate over, not a number\n {2}in field mapping x, include_for_each/,
    },
  ],
  [
    'call_for_each',
    { given: mapping({}, { call_for_each: 'missing' }), want: /in service request .*, call_for_each, line 1/ },
  ],
  ['call_if', { given: mapping({}, { call_if: 'missing' }), want: /in service request .*, call_if, line 1/ }],
  [
    "a service request's hook",
    { given: mapping({}, { before_execute_request_hook: 'missing' }), want: /, before_execute_request_hook, line 1/ },
  ],
  [
    'a mask',
    { given: { masks: [{ type: 'INPUT', field: 'a', apply_if: 'missing' }] }, want: /in mask .*, apply_if, line 1/ },
  ],
  ["a mask's path", { given: { masks: [{ type: 'INPUT', field: 'a[missing]' }] }, want: /in mask .*, field, line 1/ }],
  [
    'a rule',
    {
      given: { validationrules: [{ type: 'INPUT', field: 'input.payload.a', rule: 'missing' }] },
      want: /could not be checked: .*missing|missing.*is not defined/,
    },
  ],
  [
    'a conversion',
    {
      given: mapping({ value: "'x'", value_type: 'int' }),
      want: /"x" cannot be converted to int\n {2}in field mapping x, value/,
    },
  ],
  [
    'what is no file',
    { given: mapping({ value: "'x'", value_type: 'File' }), want: /"x" cannot be converted to File/ },
  ],
  ['a null', { given: mapping({ value: 'null' }), want: /the value is null, and the field is not nullable/ }],
  [
    'what only QuickJS finds fault with',
    { given: hook('const a = 1;\nreturn 010'), want: /SyntaxError.*\n {2}in .*before_hook, line 2/ },
  ],
  ['with', { given: hook('const a = 1;\nwith (input) { a }'), want: /SyntaxError.*\n {2}in .*before_hook, line 2/ }],
  ['an undeclared name', { given: hook('undeclared = 1'), want: /ReferenceError.*undeclared/ }],
  [
    'a closed file',
    {
      given: hook("const f = open_glyuefile('x', 'w'); f.close(); f.write('a')"),
      want: /UnsupportedOperation: this file was closed/,
    },
  ],
  ['a vault that there is not', { given: hook("await open_vault('nope')"), want: /nope.*\n {2}in .*before_hook/ }],
  ['a vault without a name', { given: hook('await open_vault()'), want: /vault/i }],
  [
    'the finally_hook',
    { given: { integration: { finally_hook: '\n missing' } }, want: /in .*finally_hook, line 2, column 2/ },
  ],
];

describe('a formula', function formulas() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  let db: Knex;
  let world: Running;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    db = openDatabase(fresh);
    await migrate(db);
    world = await runningOn(db, { limits: { formulaMs: 1_000 } });
  });
  after(async () => {
    await world.stop();
    await db.destroy();
    await fresh.remove();
  });

  for (const [name, { given, want }] of values) {
    it(name, async () => {
      const ran = await world.run(given, { a: 1 });
      assert.equal(ran.error, null);
      assert.deepEqual(ran.output.payload, want);
    });
  }

  for (const [name, { given, want }] of errors) {
    it(`that fails says where: ${name}`, async () => {
      const ran = await world.run(given, { a: 1 });
      assert.equal(ran.status, 'failure');
      const told = ran.steps
        .filter(({ failed }) => failed)
        .map((step) => `${step.stack_trace}\n${JSON.stringify(step.messages)}`);
      assert.match(told.join('\n'), want);
    });
  }

  it('sees the namespace of a run that waits for it', async () => {
    await world.make(hook('output.payload = [parentint.input.payload, parentint.n, typeof parentint.run_history_id]'));
    const ran = await world.run(hook(`keep({ n: 2 }); output.payload = (await callint('${world.name}')).payload`), {
      a: 1,
    });
    assert.deepEqual([ran.error, ran.output.payload], [null, [{ a: 1 }, 2, 'number']]);
  });
});
