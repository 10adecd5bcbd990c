import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Ran, type Running, runningOn } from './running.js';

/** The code of modules by their names. All of them are bound. */
type Modules = Readonly<Record<string, string>>;
/** A payload, or a part of the message of the run's error. */
type Want = { payload: unknown } | RegExp;
type Case = [name: string, { modules: Modules; hook: string; want: Want }];

const pricing = `const vat = 0.08
export function gross(net) {
  return round_half_up(net * (1 + vat))
}
export class Price {
  constructor(net) { this.net = net }
  get gross() { return gross(this.net) }
}
export const currency = 'CHF'
export default 'the default'`;

const works: Case[] = [
  [
    'gives functions, classes and values, by which a module may use the standard library',
    {
      modules: { pricing },
      hook: `const { gross, Price, currency } = import_module('pricing')
        output.payload = [gross(100), new Price(50).gross, currency, import_module('pricing').default]`,
      want: { payload: [108, 54, 'CHF', 'the default'] },
    },
  ],
  ['may be awaited', { modules: { pricing }, hook: p("(await import_module('pricing')).currency"), want: is('CHF') }],
  [
    'is found by a computed name',
    { modules: { pricing }, hook: p("import_module(['pri', 'cing'].join('')).currency"), want: is('CHF') },
  ],
  [
    'imports another one',
    {
      modules: {
        pricing,
        invoice: "const { gross } = import_module('pricing')\nexport const total = (l) => gross(l[0])",
      },
      hook: p("import_module('invoice').total([100])"),
      want: is(108),
    },
  ],
  [
    'imports another one when it is called, and so in a circle',
    {
      modules: {
        a: "export const one = 1; export const two = () => import_module('b').two",
        b: "export const two = import_module('a').one + 1",
      },
      hook: p("import_module('a').two()"),
      want: is(2),
    },
  ],
  [
    'is evaluated once a run',
    {
      modules: {
        a: "add_run_label('a'); export let count = 0; export const next = () => (count += 1)",
        b: "import_module('a').next()",
      },
      hook: "import_module('b'); import_module('a').next(); output.payload = import_module('a').count",
      want: is(2),
    },
  ],
  [
    'sees nothing of the run but what it is given',
    {
      modules: { m: 'export const seen = () => [typeof input, typeof output, typeof kept, typeof local, typeof this]' },
      hook: "keep({ kept: 1 }); const local = 1; output.payload = import_module('m').seen()",
      want: is(Array(5).fill('undefined')),
    },
  ],
  [
    'may use special functions, those that are awaited and those that are not',
    {
      modules: {
        m: `export async function ask(a) {
            debug(a, 'asked')
            const { response } = await calladapter('ECHO', 'n/a', 'echo', { a })
            await open_vault('v').catch((error) => info(error.message))
            open_glyuefile('f', 'w').close()
            return [response.payload.a, map_value('set', 'x'), list_files().length]
          }`,
      },
      hook: p("await import_module('m').ask(7)"),
      want: is([7, 'y', 1]),
    },
  ],
  [
    'may be called by names that all objects have',
    {
      modules: {
        constructor: 'export const a = 1',
        ['__proto__']: 'export const a = 2',
        toString: 'export const a = 3',
      },
      hook: p("['constructor', '__proto__', 'toString'].map((name) => import_module(name).a)"),
      want: is([1, 2, 3]),
    },
  ],
  [
    'may be kept',
    {
      modules: { pricing },
      hook: "keep({ pricing: import_module('pricing') })",
      want: is('Integration NAME completed successfully!'),
    },
  ],
  [
    'may fail, and be imported again',
    {
      modules: { m: 'export const a = list_files().length; if (a === 0) throw new Error("no file")' },
      hook: `try { import_module('m') } catch (error) { open_glyuefile('f', 'w').close() }
        output.payload = import_module('m').a`,
      want: is(1),
    },
  ],
];

const fails: Case[] = [
  [
    'when it does not exist',
    {
      modules: {},
      hook: "import_module('none')",
      want: /the shared module "none" is not bound to the integration "Integration \d+", or does not exist\. Bind it: npx gateway module bind "none" "Integration \d+" \(line 1/,
    },
  ],
  [
    'when it is called like what all objects have',
    { modules: {}, hook: "import_module('constructor')", want: /"constructor" is not bound/ },
  ],
  [
    'when its name is no text',
    {
      modules: {},
      hook: 'import_module({ toString: () => "a" })',
      want: /takes the name of a shared module as a text, not an object/,
    },
  ],
  [
    'when its name is odd',
    {
      modules: {},
      hook: "import_module('../a\\0\\n\\ud800' + 'x'.repeat(100))",
      want: /the shared module "\.\.\/a\\u0000\\n\\ud800x+… is not bound/,
    },
  ],
  [
    'when a module that it imports is not bound, and says which',
    {
      modules: { a: "import_module('b')" },
      hook: "import_module('a')",
      want: /the shared module "b", which the shared module a imports, is not bound to the integration "Integration \d+".*\(shared module a, line 1, column \d+; called in line 1/,
    },
  ],
  [
    'when it imports itself',
    { modules: { a: "import_module('a')" }, hook: "import_module('a')", want: /in a circle: a → a/ },
  ],
  [
    'when modules import one another in a circle',
    {
      modules: { a: "import_module('b')", b: "import_module('c')", c: "import_module('b')" },
      hook: "import_module('a')",
      want: /import one another in a circle: b → c → b/,
    },
  ],
  [
    'when modules import one another too deeply',
    {
      modules: Object.fromEntries(
        Array.from({ length: 11 }, (_, i) => [`m${i}`, i < 10 ? `import_module('m${i + 1}')` : '1']),
      ),
      hook: "import_module('m0')",
      want: /may import one another 10 deep, and do so deeper \(shared module m9, line 1/,
    },
  ],
  [
    'when it throws',
    {
      modules: { a: '\nthrow new TypeError("bad")' },
      hook: "import_module('a')",
      want: /TypeError: bad \(shared module a, line 2, column \d+; called in line 1/,
    },
  ],
  [
    'when its code cannot be read',
    {
      modules: { a: 'export const = 1' },
      hook: "import_module('a')",
      want: /SyntaxError: .* \(shared module a, line 1, column 14; called in/,
    },
  ],
  [
    'when it awaits at its top',
    { modules: { a: 'await 1' }, hook: "import_module('a')", want: /may await something in its functions alone/ },
  ],
  [
    'when it keeps',
    {
      modules: { a: 'export const f = () => keep({ a: 1 })' },
      hook: "import_module('a').f()",
      want: /keep is for formulas: a shared module keeps nothing.*\(shared module a, line 1, column \d+; called in/,
    },
  ],
  [
    'when it keeps in a roundabout way',
    {
      modules: { a: "export const f = () => globalThis['ke' + 'ep']({ a: 1 })" },
      hook: "import_module('a').f()",
      want: /keep is for formulas/,
    },
  ],
  [
    'when what it exports is assigned to',
    { modules: { pricing }, hook: "import_module('pricing').gross = null", want: /'gross' is read-only/ },
  ],
  [
    'when another module assigns to what it exports',
    {
      modules: { pricing, a: "import_module('pricing').currency = 'EUR'" },
      hook: "import_module('a')",
      want: /'currency' is read-only \(shared module a/,
    },
  ],
  [
    'when something is added to what it exports',
    { modules: { pricing }, hook: "import_module('pricing').more = 1", want: /not extensible|read-only|not define/ },
  ],
  [
    'when it loops',
    {
      modules: { a: 'for (;;);' },
      hook: "try { import_module('a') } catch {}",
      want: /computes for more than 1000 ms \(shared module a, line 1/,
    },
  ],
  [
    'when a function of it loops',
    {
      modules: { a: 'export function f() {\n  for (;;);\n}' },
      hook: "import_module('a').f()",
      want: /computes for more than 1000 ms \(shared module a, line/,
    },
  ],
  [
    'when it needs too much memory',
    {
      modules: { a: 'new Uint8Array(1e8)' },
      hook: "import_module('a')",
      want: /memory|computes for more|took more than a run may/,
    },
  ],
  [
    'when it calls itself too deeply',
    {
      modules: { a: 'const f = () => f() + 1; f()' },
      hook: "import_module('a')",
      want: /calls itself too deeply|more than a run may use/,
    },
  ],
  [
    'when it imports a module as the language does',
    {
      modules: { a: '1', b: "export const c = await import('module-a')" },
      hook: "import_module('a'); import_module('b')",
      want: /may await something/,
    },
  ],
  [
    'when it spoils what all share',
    { modules: { a: 'Array.prototype.map = 1' }, hook: "import_module('a')", want: /read-only|not extensible/ },
  ],
];

function p(expression: string): string {
  return `output.payload = ${expression}`;
}
function is(payload: unknown): Want {
  return { payload };
}

describe('shared modules in runs', () => {
  onEachDatabase((database, open) => {
    let world: Running;
    before(async () => {
      world = await runningOn(await open(), { limits: { formulaMs: 1_000, memory: 64 * 1024 * 1024 } });
    });
    after(() => world.stop());
    beforeEach(() => world.db('shared_modules').delete());

    const share = async (integration: number, modules: Modules): Promise<Record<string, number>> => {
      const ids: Record<string, number> = {};
      for (const [name, code] of Object.entries(modules)) {
        const id = await world.queries.sharedModules.create({ name, description: null, code }, new Date());
        await world.queries.sharedModules.bind(id as number, integration);
        ids[name] = id as number;
      }
      return ids;
    };
    const make = (before_hook: string) =>
      world.make({
        integration: { before_hook },
        valuemappingsets: [{ name: 'set', valuemappings: [{ from_value: 'x', to_value: 'y' }] }],
      });
    const run = async (modules: Modules, hook: string): Promise<Ran> => {
      const id = await make(hook);
      await share(id, modules);
      return world.execute(id);
    };

    if (database === 'SQLite') {
      for (const [name, { modules, hook, want }] of works) {
        it(name, async () => {
          const ran = await run(modules, hook);
          assert.equal(ran.error, null);
          const { payload } = want as { payload: unknown };
          assert.deepEqual(
            ran.output.payload,
            payload === `Integration NAME completed successfully!`
              ? `Integration ${world.name} completed successfully!`
              : payload,
          );
        });
      }
      for (const [name, { modules, hook, want }] of fails) {
        it(`fails ${name}`, async () => {
          const ran = await run(modules, hook);
          assert.match(ran.error?.message ?? '', want as RegExp);
          assert.equal(ran.steps.at(-1)?.type, 'OUTPUT');
        });
      }
    }

    it('is imported as it is when a run starts, and by whom it is bound to then', async () => {
      const id = await make(p("import_module('m').v"));
      const { sharedModules } = world.queries;
      const { m } = (await share(id, { m: 'export const v = 1' })) as { m: number };
      const answer = async () => {
        const { error, output } = await world.execute(id);
        return error ? /is not bound/.test(error.message) : output.payload;
      };
      assert.equal(await answer(), 1);
      // In the same millisecond, and as another process would.
      const at = new Date(0);
      await sharedModules.update(m, { code: 'export const v = 2' }, at);
      assert.equal(await answer(), 2);
      await sharedModules.update(m, { code: 'export const v = 3' }, at);
      assert.equal(await answer(), 3);
      await sharedModules.unbind(m, id);
      assert.equal(await answer(), true);
      await sharedModules.bind(m, id);
      assert.equal(await answer(), 3);
      await sharedModules.update(m, { name: 'n' }, at);
      assert.equal(await answer(), true);
      await sharedModules.delete(m);
      await share(id, { m: 'export const v = 4' });
      assert.equal(await answer(), 4);
    });
  });

  describe('and their errors', () => {
    let world: Running;
    onEachDatabase((database, open) => {
      if (database !== 'SQLite') return;
      before(async () => {
        world = await runningOn(await open(), { limits: { formulaMs: 1_000 } });
      });
      after(() => world.stop());

      it('is shown with the line of the module and that of the formula', async () => {
        const id = await world.create('invoices', {
          integration: { before_hook: "const { first } = import_module('lists')\nconst one = first(null)" },
        });
        const { sharedModules } = world.queries;
        const code = 'export function first(list) {\n  return list.first\n}';
        const module = await sharedModules.create({ name: 'lists', description: null, code }, new Date());
        await sharedModules.bind(module as number, id);
        const { error, steps } = await world.execute(id);
        assert.equal(
          error?.message,
          "integration invoices, before_hook: TypeError: cannot read property 'first' of null (shared module lists, line 2, column 14; called in line 2, column 18)",
        );
        assert.equal(
          steps.find(({ type }) => type === 'FAILURE')?.stack_trace,
          [
            "TypeError: cannot read property 'first' of null",
            '  in shared module lists, line 2, column 14',
            '  2 |   return list.first',
            '    |              ^',
            '  called in integration invoices, before_hook, line 2, column 18',
            '  2 | const one = first(null)',
            '    |                  ^',
          ].join('\n'),
        );
      });

      it("is the formula's where the formula's own function fails that the module calls", async () => {
        const hook = "import_module('lists').each(\n  () => null.x)";
        const id = await world.create('calls', { integration: { before_hook: hook } });
        const { sharedModules } = world.queries;
        await sharedModules.update(1, { code: 'export const each = (f) => f()' }, new Date());
        await sharedModules.bind(1, id);
        const { error } = await world.execute(id);
        assert.match(error?.message ?? '', /property 'x' of null \(line 2, column \d+\)$/);
      });

      it('leaves nothing half imported for the hooks after it', async () => {
        const id = await world.create('hooks', {
          integration: {
            before_hook: "import_module('loops')",
            finally_hook: "try { import_module('loops') } catch (error) { output.payload = error.message }",
          },
        });
        const { sharedModules } = world.queries;
        const code =
          "if (list_files().length === 0) { open_glyuefile('f', 'w').close(); for (;;); } export const a = 1";
        const module = await sharedModules.create({ name: 'loops', description: null, code }, new Date());
        await sharedModules.bind(module as number, id);
        const { error, output } = await world.execute(id);
        assert.match(error?.message ?? '', /computes for more/);
        assert.equal(output.payload, 'Error');
      });
    });
  });
});
