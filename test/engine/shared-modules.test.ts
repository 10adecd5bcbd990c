import assert from 'node:assert/strict';
import type { Knex } from 'knex';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { SHARED_MODULE_LIMITS, SharedModules } from '../../src/engine/shared-modules.js';
import type { NewSharedModule } from '../../src/queries/shared-modules.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const code = 'export const rate = 0.08';
const deep = `export const a = ${'['.repeat(20_000)}${']'.repeat(20_000)}`;

/** What is given of a module, and the error's field and message. */
const refused: [string, { given: Partial<NewSharedModule>; want: [field: string, message: RegExp] }][] = [
  ['no name', { given: { name: '' }, want: ['name', /"" cannot be a shared module's name: letters/] }],
  ['a digit first', { given: { name: '1a' }, want: ['name', /no digit first/] }],
  ['a path', { given: { name: '../a' }, want: ['name', /"\.\.\/a"/] }],
  ['a line break', { given: { name: 'a\n' }, want: ['name', /"a\\n"/] }],
  ['a NUL in the name', { given: { name: 'a\0' }, want: ['name', /"a\\u0000"/] }],
  ['letters that look like others', { given: { name: 'pric\u0456ng' }, want: ['name', /without accents/] }],
  ['a long name', { given: { name: 'a'.repeat(65) }, want: ['name', /64 at most/] }],
  ['a long description', { given: { description: 'a'.repeat(1_001) }, want: ['description', /1001 .* 1000/] }],
  ['a description with a NUL', { given: { description: '\0' }, want: ['description', /NUL/] }],
  ['no code', { given: { code: ' \n' }, want: ['code', /is empty/] }],
  ['too much code', { given: { code: ' '.repeat(100_001) }, want: ['code', /100001 .* 100000/] }],
  ['half a character', { given: { code: "export const a = '\ud83d'" }, want: ['code', /half/] }],
  [
    'code that cannot be read',
    {
      given: { code: 'export const a = 1\nexport const b = ;' },
      want: ['code', /line 2, column 18: Unexpected token/],
    },
  ],
  ['what is nested too deeply', { given: { code: deep }, want: ['code', /Nested too deeply|Not enough stack space/] }],
  ['a formula that returns', { given: { code: 'return 1' }, want: ['code', /column 1: 'return' outside of function/] }],
  ['a module that awaits', { given: { code: 'const a = 1\nawait a' }, want: ['code', /line 2, column 1: .*await/] }],
  [
    'a module that keeps',
    {
      given: { code: 'export function f() {\n  keep({ a: 1 })\n}' },
      want: ['code', /line 2, column 3: .* cannot call keep/],
    },
  ],
  [
    'an import',
    {
      given: { code: "import { a } from 'pricing'" },
      want: ['code', /line 1, column 1: There is no import: .*import_module/],
    },
  ],
  ['an import for its effect', { given: { code: "import 'pricing'" }, want: ['code', /There is no import/] }],
  [
    'an import as a function',
    { given: { code: "export const a = () => import('pricing')" }, want: ['code', /There is no import/] },
  ],
  [
    'what a module knows of itself',
    { given: { code: 'export const a = import.meta' }, want: ['code', /import\.meta/] },
  ],
  [
    'exports of another module',
    { given: { code: "export { a } from 'pricing'" }, want: ['code', /exported from elsewhere/] },
  ],
  [
    'all exports of another module',
    { given: { code: "export * from 'pricing'" }, want: ['code', /exported from elsewhere/] },
  ],
  ['an export of what there is not', { given: { code: 'export { a }' }, want: ['code', /'a' is not defined/] }],
  [
    'the same export twice',
    { given: { code: 'export const a = 1; export { a }' }, want: ['code', /Duplicate export/] },
  ],
  ['what is not strict', { given: { code: 'with (Math) {}' }, want: ['code', /strict/] }],
];

describe('SharedModules', () => {
  let fresh: FreshDatabase;
  let db: Knex;
  let scene: Scene;
  let modules: SharedModules;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    db = openDatabase(fresh);
    await migrate(db);
    scene = await sceneOn(db);
    modules = new SharedModules(scene.queries, () => scene.now);
  });
  after(async () => {
    await db.destroy();
    await fresh.remove();
  });
  beforeEach(() => db('shared_modules').delete());

  const create = (name: string, more: Partial<NewSharedModule> = {}) =>
    modules.create({ name, description: null, code, ...more });
  const integration = () => {
    scene.next();
    return scene.create(scene.name);
  };

  for (const [name, { given, want }] of refused) {
    it(`refuses ${name}, in a new module and in a change`, async () => {
      const [field, message] = want;
      const error = { name: 'SharedModuleError', code: 'invalid', field, message };
      await assert.rejects(create('pricing', given), error);
      assert.equal(await scene.queries.sharedModules.count(), 0);
      const id = await create('pricing');
      await assert.rejects(modules.change(id, given), error);
      assert.deepEqual(await modules.byId(id), {
        ...(await modules.find('pricing')),
        name: 'pricing',
        code,
        description: null,
      });
    });
  }

  const taken: [string, string][] = [
    ['an ordinary name', 'pricing'],
    ['what all objects have', 'constructor'],
    ['what all objects descend from', '__proto__'],
    ['a word of the language', 'class'],
    ['the longest name', 'a'.repeat(64)],
  ];
  for (const [what, name] of taken) {
    it(`takes ${what}`, async () => assert.equal((await modules.byId(await create(name))).name, name));
  }

  it('takes what the language allows', async () => {
    const all = `/** A class. */
      export class A { static #n = 1; static get n() { return A.#n } }
      export default async function () { await null; for await (const x of []) keep.x }
      const keep = { keep() {} }; keep.keep()
      export { keep as kept }; debug('at import')`;
    await create('everything', { code: all });
    await create('longest', { code: `${code}${' '.repeat(SHARED_MODULE_LIMITS.code - code.length)}` });
  });

  it('changes, renames and deletes', async () => {
    const id = await create('pricing');
    await modules.change(id, { name: 'prices' });
    await modules.change(id, { code: 'export {}', description: 'Prices.' });
    const { name, code: changed, description } = await modules.find('prices');
    assert.deepEqual([name, changed, description], ['prices', 'export {}', 'Prices.']);
    await modules.delete(id);
    await assert.rejects(modules.delete(id), { code: 'not_found', message: `there is no shared module ${id}.` });
    await assert.rejects(modules.change(id, {}), { code: 'not_found' });
    await assert.rejects(modules.find('prices'), { code: 'not_found', message: 'there is no shared module "prices".' });
  });

  it('refuses a name that is taken', async () => {
    const id = await create('names');
    await create('pricing');
    const error = { code: 'name_taken', field: 'name', message: /a shared module pricing already/ };
    await assert.rejects(create('pricing'), error);
    await assert.rejects(modules.change(id, { name: 'pricing' }), error);
  });

  it('binds and unbinds', async () => {
    const id = await create('pricing');
    const booking = await integration();
    assert.equal(await modules.bind(id, booking), true);
    assert.equal(await modules.bind(id, booking), false);
    assert.equal(await modules.unbind(id, booking), true);
    assert.equal(await modules.unbind(id, booking), false);
    const nowhere = { code: 'not_found', field: 'integration_id', message: 'there is no integration 9999.' };
    await assert.rejects(modules.bind(id, 9999), nowhere);
    await assert.rejects(modules.unbind(id, 9999), nowhere);
    await assert.rejects(modules.bind(9999, booking), { code: 'not_found', field: null });
  });

  it('binds a few to one integration, and no more', async () => {
    const booking = await integration();
    const ids: number[] = [];
    for (let i = 0; i < SHARED_MODULE_LIMITS.bound; i++) ids.push(await create(`m${i}`));
    for (const id of ids) await modules.bind(id, booking);
    assert.equal(await modules.bind(ids[0] as number, booking), false);
    const message = `${scene.name} has 20 shared modules, which is the most; one_more would be one more.`;
    const full = { code: 'too_many', field: 'integration_id', message };
    await assert.rejects(
      create('one_more').then((id) => modules.bind(id, booking)),
      full,
    );
  });

  it('takes a thousand, and no more', async () => {
    const stamp = scene.now.toISOString();
    const rows = Array.from({ length: SHARED_MODULE_LIMITS.modules }, (_, i) => ({
      name: `m${i}`,
      code,
      created_at: stamp,
      updated_at: stamp,
    }));
    await db.batchInsert('shared_modules', rows, 100);
    await assert.rejects(create('one_more'), {
      code: 'too_many',
      field: null,
      message: /there are 1000 shared modules/,
    });
    assert.equal((await scene.queries.sharedModules.list()).length, 1_000);
  });
});
