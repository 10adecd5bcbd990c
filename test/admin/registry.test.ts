import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { blockedModels } from '../../src/admin/blocked-models.js';
import { type Caller, callerOf } from '../../src/admin/caller.js';
import { type ModelDescription, writableOf } from '../../src/admin/description.js';
import { Draft } from '../../src/admin/draft.js';
import { columnsOf, fieldsOf, labelOf, type NamedField, relationOf } from '../../src/admin/fields.js';
import { FILTER_LIMITS } from '../../src/admin/filter.js';
import type { Instance } from '../../src/admin/instance.js';
import type { Model, Need } from '../../src/admin/model.js';
import { registry } from '../../src/admin/registry.js';
import { onEachDatabase } from '../database/harness.js';
import { type AdminScene, adminSceneOn, refusal } from './admin-scene.js';

const byName = new Map(registry.map((model) => [model.name, model]));
const needsOf = (model: Model): Need[] => Object.values(model.needs).flat() as Need[];

/** The tables that no person looks after through a model, and what does. */
const WITHOUT_MODEL: Readonly<Record<string, readonly string[]>> = {
  'read_integration and write_integration': [
    ...['service_requests', 'field_mappings', 'validation_rules', 'value_mapping_sets', 'value_mappings', 'masks'],
    'component_tags',
  ],
  'the members of gateway.Group': ['group_members'],
  'the run history tools': ['run_items', 'run_labels', 'run_item_words'],
  'the gateway itself': [
    ...['idempotent_requests', 'key_check', 'oauth_keys', 'processes', 'queued_runs', 'jobs', 'rate_buckets'],
    ...['migrations', 'migrations_lock'],
  ],
};

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

    it('has a model for every table that a person administers', async () => {
      const listed = {
        SQLite: "select name from sqlite_master where type = 'table' and name not like 'sqlite_%'",
        PostgreSQL: "select table_name as name from information_schema.tables where table_schema = 'public'",
      };
      const answer = await scene.db.raw(listed[database]);
      const rows: { name: string }[] = answer.rows ?? answer;
      // An index of SQLite's keeps itself in tables of its own.
      const tables = rows.map(({ name }) => name.replace(/^(run_item_words)_.*/, '$1'));
      assert(tables.length > 40, String(tables.length));
      const looked = new Set([...registry.map(({ table }) => table), ...Object.values(WITHOUT_MODEL).flat()]);
      assert.deepEqual([...new Set(tables)].filter((name) => !looked.has(name)).toSorted(), []);
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
        const [{ fields = [] }] = (await scene.admin.describe(scene.root, [model.name])) as [ModelDescription];
        const filters = fields.flatMap(({ name, type, choices, filters }) =>
          filters.map((test) => [`${name}__${test}`, valueFor(type, choices, test)] as const),
        );
        // As many at once as are taken.
        for (let at = 0; at < filters.length; at += FILTER_LIMITS.filters) {
          const some = Object.fromEntries(filters.slice(at, at + FILTER_LIMITS.filters));
          await scene.find(scene.root, model.name, some, { limit: 1 });
        }
        const orders = fields.filter(({ orders }) => orders).map(({ name }) => `-${name}`);
        for (let at = 0; at < orders.length; at += 3) {
          await scene.find(scene.root, model.name, {}, { order_by: orders.slice(at, at + 3), limit: 1 });
        }
        for (const { name } of fields.filter((field) => !field.orders)) {
          const ordered = scene.find(scene.root, model.name, {}, { order_by: [name], limit: 1 });
          assert.equal((await refusal(ordered)).code, 'bad_filter', name);
        }
      });

      it(`${model.name} can be filtered through its references`, async () => {
        const through: [string, unknown][] = [];
        for (const { name, field } of fieldsOf(model).values()) {
          if (field.type !== 'reference') continue;
          const other = byName.get(field.to) as Model;
          // One of each type will do: the others were filtered where they stand.
          const one = new Map([...fieldsOf(other).values()].map((field) => [field.field.type, field]));
          for (const { name: of, field: its, tests } of one.values()) {
            if (tests.length === 0 || its.type === 'references') continue;
            const choices = its.type === 'choice' ? [...its.choices] : undefined;
            const value = valueFor(its.type, choices);
            through.push([`${relationOf(name)}__${of}${tests[0] === 'exact' ? '' : `__${tests[0]}`}`, value]);
          }
        }
        for (let at = 0; at < through.length; at += FILTER_LIMITS.filters) {
          const some = Object.fromEntries(through.slice(at, at + FILTER_LIMITS.filters));
          await scene.find(scene.root, model.name, some, { limit: 1 });
        }
      });

      it(`${model.name} shows staff without rights nothing that is not theirs`, async () => {
        const views = [model.needs.view].flat() as Need[];
        const found = await scene.find(scene.bob, model.name).catch((error) => error.code);
        if (views.includes('staff')) assert(typeof found === 'object');
        else assert(found === 'unknown_model' || found.total === 0, JSON.stringify(found));
      });

      it(`${model.name} can be written where it says so, and nowhere else`, async () => {
        const caller = (await callerOf(scene.queries, scene.root)) as Caller;
        const said = async (name: string, current: Instance | null) => {
          const draft = new Draft(scene.admin.models, caller, model, current);
          // No field but one of JSON takes that, and none has it.
          const work = draft.values({ [name]: { no: 'value' } }, scene.queries.admin);
          const { problems } = await work.then(
            () => ({ problems: [] }),
            (error) => error.details,
          );
          const about = problems.find(({ field }: { field: string }) => field === name)?.message ?? '';
          return /cannot be written|cannot be changed/.test(about) ? 'refused' : 'taken';
        };
        const [{ fields = [] }] = (await scene.admin.describe(scene.root, [model.name])) as [ModelDescription];
        for (const { name, writable } of fields) {
          if (model.create) assert.equal(await said(name, null), writable === 'never' ? 'refused' : 'taken', name);
          const isChanged = await said(name, { id: 1 });
          if (model.change) assert.equal(isChanged, writable === 'always' ? 'taken' : 'refused', name);
        }
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

function valueFor(type: string, choices?: readonly string[], test = 'exact'): unknown {
  if (test === 'isnull') return true;
  if (test === 'in') return [valueFor(type, choices)];
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
