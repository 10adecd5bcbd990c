import assert from 'node:assert/strict';
import type { AdminPage } from '../../src/queries/admin.js';
import type { Condition, Restriction } from '../../src/queries/admin-rows.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

const LIMITS = { scanned: 100, counted: 100, milliseconds: 5000 };

onEachDatabase((_name, open) => {
  describe('rows for the admin models', () => {
    let scene: Scene;
    const ids: Record<string, number> = {};

    before(async () => {
      scene = await sceneOn(await open());
      ids.ann = scene.userId;
      for (const name of ['bob', 'cleo', 'dora']) ids[name] = await scene.user(name);
      const bank = await scene.queries.organizations.create('Bank');
      for (const name of ['ann', 'bob'])
        await scene.db('users').where({ username: name }).update({ organization_id: bank });
      for (const name of ['loans', 'cards', 'funds']) ids[name] = await scene.create(name);
      await scene.db('integration_permissions').delete();
      await scene.grant({ user_id: ids.bob as number }, ids.loans as number, { read: true });
      const group = await scene.group('tellers', [ids.bob as number]);
      await scene.grant({ group_id: group }, ids.cards as number, { read: true, write: true });
      await scene.grant({ user_id: ids.ann as number }, ids.funds as number, { read: true });
    });

    const page = (table: string, given: Partial<AdminPage>) =>
      scene.queries.admin.page(
        {
          table,
          visible: [],
          columns: null,
          indexed: [],
          scanning: [],
          sorts: false,
          order: [],
          limit: 10,
          offset: 0,
          ...given,
        },
        LIMITS,
      );
    const names = async (table: string, given: Partial<AdminPage>) => {
      const found = await page(table, given);
      if (typeof found === 'string') return found;
      return found.rows.map((row) => row.path_name ?? row.username ?? row.name).sort();
    };

    const restrictions: [string, { given: [string, () => Restriction[]]; want: string[] }][] = [
      ['none', { given: ['users', () => []], want: ['ann', 'bob', 'cleo', 'dora'] }],
      ['nothing', { given: ['users', () => ['nothing']], want: [] }],
      ['one’s own', { given: ['users', () => [{ own: 'id', userId: ids.bob as number }]], want: ['bob'] }],
      [
        'a right, direct or through a group',
        {
          given: ['integrations', () => [{ right: 'read', on: 'id', userId: ids.bob as number }]],
          want: ['cards', 'loans'],
        },
      ],
      [
        'another right',
        { given: ['integrations', () => [{ right: 'write', on: 'id', userId: ids.bob as number }]], want: ['cards'] },
      ],
      [
        'a right that nobody has',
        { given: ['integrations', () => [{ right: 'debug', on: 'id', userId: ids.bob as number }]], want: [] },
      ],
      [
        'an organization',
        { given: ['users', () => [{ ofOrganization: 'id', userId: ids.ann as number }]], want: ['ann', 'bob'] },
      ],
      [
        'no organization, which restricts nothing',
        {
          given: ['users', () => [{ ofOrganization: 'id', userId: ids.cleo as number }]],
          want: ['ann', 'bob', 'cleo', 'dora'],
        },
      ],
      [
        'something in a column',
        { given: ['users', () => [{ only: 'organization_id', is: 'not null' }]], want: ['ann', 'bob'] },
      ],
      [
        'nothing in a column',
        { given: ['users', () => [{ only: 'organization_id', is: 'null' }]], want: ['cleo', 'dora'] },
      ],
      ['a text in a column', { given: ['users', () => [{ only: 'username', is: { is: 'dora' } }]], want: ['dora'] }],
      [
        'what may be seen behind a reference',
        {
          given: [
            'integrations',
            () => [
              {
                refers: 'id',
                to: { table: 'integrations', visible: [{ right: 'write', on: 'id', userId: ids.bob as number }] },
              },
            ],
          ],
          want: ['cards'],
        },
      ],
    ];
    for (const [name, { given, want }] of restrictions) {
      it(`are restricted by ${name}`, async () => {
        const [table, visible] = given;
        assert.deepEqual(await names(table, { visible: visible() }), want);
        const all = Object.values(ids);
        assert.equal((await scene.queries.admin.seen({ table, visible: visible() }, all)).length, want.length);
      });
    }

    it('are counted no further, and looked at no more, than is said', async () => {
      await scene.db('tags').insert(Array.from({ length: 101 }, (_, n) => ({ name: `tag ${n}` })));
      const has: Condition = { column: 'name', test: 'icontains', value: 'TAG' };
      const few: Condition = { column: 'id', test: 'lte', value: 100, text: false };
      assert.equal(await page('tags', { scanning: [has] }), 'scans_too_much');
      assert.equal(await page('tags', { sorts: true }), 'scans_too_much');
      const found = await page('tags', { scanning: [has], indexed: [few], limit: 3 });
      assert(typeof found !== 'string');
      assert.deepEqual([found.rows.length, found.total], [3, 100]);
      const all = await page('tags', { limit: 3 });
      assert(typeof all !== 'string');
      assert.equal(all.total, 100);
    });

    it('put empty ones first, and last the other way round', async () => {
      const by = (descending: boolean) => [{ column: 'organization_id', descending, text: false, nullable: true }];
      const first = async (descending: boolean) => {
        const found = await page('users', { order: by(descending), columns: ['organization_id'], limit: 1 });
        return typeof found !== 'string' && found.rows[0]?.organization_id;
      };
      assert.equal(await first(false), null);
      assert.notEqual(await first(true), null);
    });
  });
});
