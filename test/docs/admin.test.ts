import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { ZodType } from 'zod';
import { READ_LIMITS } from '../../src/admin/admin.js';
import { FILTER_LIMITS } from '../../src/admin/filter.js';
import { LONGEST_LOGGED } from '../../src/admin/logged-changes.js';
import type { Action, Model, Need } from '../../src/admin/model.js';
import { registry } from '../../src/admin/registry.js';
import { catalog } from '../../src/catalog.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import type { Registry } from '../../src/mcp/registry.js';
import { djangoAdmin } from '../../src/tools/django-admin.js';
import { type AdminScene, adminSceneOn } from '../admin/admin-scene.js';
import { freshDatabase } from '../database/harness.js';
import { blocksOf } from './blocks.js';

const page = readFileSync('docs/admin.md', 'utf8');

describe('docs: admin.md', () => {
  it('has a table of all models', () => {
    const table = [
      '| model | what it is | see | add | change | delete |',
      '| --- | --- | --- | --- | --- | --- |',
      ...registry.map(rowOf),
    ].join('\n');
    assert(page.includes(table), `the table should be\n\n${table}\n`);
  });

  const limits: [string, { given: string; want: number }][] = [
    ['rows looked at', { given: 'more than N rows', want: READ_LIMITS.scanned }],
    ['instances counted', { given: 'counting stops at N.', want: READ_LIMITS.counted }],
    ['filters', { given: 'more than N filters', want: FILTER_LIMITS.filters }],
    ['values of `in`', { given: 'one of up to N values', want: FILTER_LIMITS.values }],
    ['characters kept', { given: 'longer than N characters', want: LONGEST_LOGGED }],
  ];
  for (const [name, { given, want }] of limits) {
    it(`tells the limit of ${name}`, () => {
      const said = [String(want), want.toLocaleString('en')].map((number) => given.replace('N', number));
      assert(
        said.some((words) => page.replace(/\s+/g, ' ').includes(words)),
        given,
      );
    });
  }

  it('has examples that do what they say', async function examples() {
    this.timeout(30_000);
    const fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    try {
      await migrate(db);
      const scene = await adminSceneOn(db);
      await scene.create('Loan Booking', { integration: { config: { store_run_history_for_x_days: 14 } } });
      await scene.group('Tellers', [scene.root]);
      const blocks = blocksOf(page).map(({ text }) => JSON.parse(text));
      for (let at = 0; at < blocks.length; at += 2) {
        const [given, want] = [blocks[at], blocks[at + 1]];
        const answer = await call(scene, given);
        const shown = Object.fromEntries(Object.keys(want).map((key) => [key, answer[key]]));
        assert.deepEqual(shown, want);
      }
      assert.equal(blocks.length, 10);
    } finally {
      await db.destroy();
      await fresh.remove();
    }
  });
});

async function call(
  scene: AdminScene,
  { action, ...input }: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const { tools }: Registry = catalog.registry;
  const operation = tools
    .find(({ name }) => name === 'django_admin')
    ?.operations.find((each) => each.action === action);
  const parsed = (operation?.input as ZodType | undefined)?.parse({ action, ...input });
  const beside = {
    admin: scene.admin,
    principal: { id: scene.root },
    signal: new AbortController().signal,
    fail: (code: string, message: string) => {
      throw { code, message };
    },
  };
  const handlers = djangoAdmin as unknown as Record<string, (call: unknown, input: unknown) => Promise<object>>;
  return (await handlers[String(action)]?.(beside, parsed).catch((refused) => refused)) as Record<string, unknown>;
}

/** What it takes, as the table says it. */
function words(model: Model, action: Action): string {
  const said = ([model.needs[action]].flat() as Need[]).map((need) => {
    if (need === 'nobody') return '–';
    if (need === 'superuser') return 'superusers';
    if (typeof need === 'string') return need;
    if ('permission' in need) return `\`${need.permission}\``;
    if ('right' in need) return `\`${need.right}\``;
    return 'own' in need ? 'their own' : `who sees the ${need.seen.replace(/_id$/, '').replaceAll('_', ' ')}`;
  });
  return said.join(' and ');
}

function rowOf(model: Model): string {
  const what = /^.*?[.:;](?=\s|$)/s.exec(model.description)?.[0].slice(0, -1) ?? model.description;
  const cells = [
    `\`${model.name}\``,
    what,
    ...(['view', 'add', 'change', 'delete'] as const).map((action) => words(model, action)),
  ];
  return `| ${cells.join(' | ')} |`;
}
