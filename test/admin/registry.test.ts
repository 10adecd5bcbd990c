import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { blockedModels } from '../../src/admin/blocked-models.js';
import { writableOf } from '../../src/admin/description.js';
import { columnsOf, fieldsOf, labelOf, type NamedField, relationOf, type Test } from '../../src/admin/fields.js';
import type { Model, Need } from '../../src/admin/model.js';
import { registry } from '../../src/admin/registry.js';
import { onEachDatabase } from '../database/harness.js';
import { type AdminScene, adminSceneOn, refusal } from './admin-scene.js';

const byName = new Map(registry.map((model) => [model.name, model]));
const needsOf = (model: Model): Need[] => Object.values(model.needs).flat() as Need[];

describe('the registry of admin models', () => {
  it('has every model that is declared', () => {
    const declared = readdirSync(new URL('../../src/admin/models', import.meta.url));
    assert.equal(registry.length, declared.length);
    assert.equal(byName.size, registry.length);
  });

  for (const model of registry) {
    it(`${model.name} is declared in full`, () => {
      assert.match(model.name, /^gateway\.[A-Z][A-Za-z]+$/);
      assert(!blockedModels.has(model.name));
      assert.match(model.description, /\.$/);
      assert.match(model.title, /^[a-zA-Z]/);
      for (const { name, field } of fieldsOf(model).values()) {
        assert.match(name, /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/, name);
        assert.match(field.help, /\.$/, `${name}: ${field.help}`);
        assert.match(labelOf({ name, field } as NamedField), /^[\p{Lu}0-9]/u);
        if (field.type === 'reference' || field.type === 'references')
          assert(byName.has(field.to), `${name}: ${field.to}`);
        if (field.type === 'reference') assert(name.endsWith('_id'), name);
        if (field.required)
          assert.notEqual(writableOf(model, field), 'never', `${name} is required and cannot be given`);
        if (field.default !== undefined) assert.notEqual(field.writable, 'never', name);
      }
      for (const name of model.unique ?? []) assert(fieldsOf(model).has(name), name);
      for (const name of model.order ?? []) assert(fieldsOf(model).get(name.replace('-', ''))?.orders, name);
      for (const need of needsOf(model)) {
        if (typeof need === 'object' && 'seen' in need) assert.equal(model.fields[need.seen]?.type, 'reference');
      }
    });

    for (const [action, write] of [
      ['add', 'create'],
      ['change', 'change'],
      ['delete', 'delete'],
    ] as const) {
      it(`${model.name} says what to do where nobody may ${action}`, () => {
        const isNobodys = [model.needs[action]].flat().includes('nobody');
        assert.equal(isNobodys, model[write] === undefined, `needs.${action} and ${write} disagree`);
        if (isNobodys) assert(model.instead?.[action], `instead.${action} is missing`);
      });
    }
  }

  onEachDatabase((database, open) => {
    let scene: AdminScene;
    before(async () => {
      scene = await adminSceneOn(await open());
    });

    for (const model of registry) {
      it(`${model.name} has its columns`, async () => {
        const columns = new Set(Object.keys(await scene.db(model.table).columnInfo()));
        const declared = [...fieldsOf(model).values()].flatMap(({ column }) => column ?? []);
        const needed = needsOf(model).flatMap((need) =>
          typeof need !== 'object' ? [] : 'on' in need ? need.on : 'own' in need ? need.own : [],
        );
        const others = [...Object.keys(model.only ?? {}), ...(model.ofOrganization ? [model.ofOrganization.user] : [])];
        for (const column of [...declared, ...needed, ...others])
          assert(columns.has(column), `${model.table} has no ${column}`);
        for (const column of columnsOf(model) ?? []) assert(columns.has(column));
        for (const { field } of fieldsOf(model).values()) {
          if (field.type !== 'references') continue;
          const pairs = Object.keys(await scene.db(field.through.table).columnInfo());
          assert(pairs.includes(field.through.own) && pairs.includes(field.through.other), field.through.table);
        }
      });

      it(`${model.name} can be filtered and ordered by what it says`, async () => {
        for (const userId of [scene.root, scene.ann]) {
          const described = await scene.admin.describe(userId, [model.name]).catch(() => []);
          for (const { name, type, choices, filters, orders } of described[0]?.fields ?? []) {
            for (const test of filters as Test[]) {
              const one = valueFor(type, choices);
              const value = test === 'in' ? [one] : test === 'isnull' ? true : one;
              const { instances } = await scene.find(userId, model.name, { [`${name}__${test}`]: value });
              assert(Array.isArray(instances));
            }
            if (orders) await scene.find(userId, model.name, {}, { order_by: [`-${name}`], fields: [name] });
            else
              assert.equal(
                (await refusal(scene.find(userId, model.name, {}, { order_by: [name] }))).code,
                'bad_filter',
              );
          }
        }
      });

      it(`${model.name} can be filtered through its references`, async () => {
        for (const { name, field } of fieldsOf(model).values()) {
          if (field.type !== 'reference') continue;
          const other = byName.get(field.to) as Model;
          for (const { name: of, field: its, tests } of fieldsOf(other).values()) {
            if (tests.length === 0 || its.type === 'references') continue;
            const choices = its.type === 'choice' ? [...its.choices] : undefined;
            const value = valueFor(its.type, choices);
            const test = tests[0] === 'exact' ? '' : `__${tests[0]}`;
            await scene.find(scene.root, model.name, { [`${relationOf(name)}__${of}${test}`]: value });
          }
        }
      });

      it(`${model.name} shows staff without rights nothing that is not theirs`, async () => {
        const views = [model.needs.view].flat() as Need[];
        const found = await scene.find(scene.bob, model.name).catch((error) => error.code);
        if (views.includes('staff')) assert(typeof found === 'object');
        else assert(found === 'unknown_model' || found.total === 0, JSON.stringify(found));
      });

      it(`${model.name} is neither added, changed nor deleted by staff without rights`, async () => {
        // Staff hand on rights that they hold: who holds none can hand on none; and tags are for everybody.
        for (const [action, work] of [
          ['add', () => scene.add(scene.bob, model.name, {})],
          ['change', () => scene.change(scene.bob, model.name, 1, {})],
          ['delete', () => scene.remove(scene.bob, model.name, 2_000_000_000)],
        ] as const) {
          const { code } = await refusal(work().then(() => Promise.reject(new Error(`${action} was done`))));
          assert(['unknown_model', 'forbidden', 'not_found', 'invalid_value'].includes(code), code);
        }
        assert.equal((await scene.db('admin_log').count({ count: '*' }))[0]?.count, 0);
      });

      if (database === 'SQLite') {
        it(`${model.name} has an index where it says so`, async () => {
          const first = await firstColumns(scene, model.table);
          for (const { field, column, name } of fieldsOf(model).values()) {
            if (field.indexed)
              assert(first.has(column as string), `${model.table} has no index that begins with ${name}`);
          }
        });
      }
    }
  });
});

function valueFor(type: string, choices: string[] | undefined): unknown {
  if (type === 'boolean') return true;
  if (type === 'moment') return '2026-11-22T09:30:00+01:00';
  if (type === 'choice') return choices?.[0];
  return ['integer', 'number', 'reference', 'references'].includes(type) ? 1 : 'x%';
}

/** The columns with which an index begins. */
async function firstColumns({ db }: AdminScene, table: string): Promise<Set<string>> {
  const indexes: { name: string }[] = await db.raw(`pragma index_list("${table}")`);
  const first = new Set(['id']);
  for (const { name } of indexes) {
    const columns: { name: string }[] = await db.raw(`pragma index_info("${name}")`);
    first.add(columns[0]?.name as string);
  }
  return first;
}
