import { deepEqual, equal, rejects } from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

describe('integrationQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    const ids: Record<string, number> = {};
    const users: Record<string, number> = {};
    before(async () => {
      scene = await sceneOn(await open());
      for (const name of ['b two', 'A one', 'é five', 'c three', 'Z four']) ids[name] = await scene.create(name);
      await scene.db('integrations').where({ id: ids['c three'] }).update({ active: false, description: 'Asleep' });
      for (const name of ['reader', 'member', 'both', 'nobody', 'empty']) users[name] = await scene.user(name);
      users.root = await scene.user('root', { is_superuser: true });
      const group = await scene.group('staff', [users.member as number, users.both as number]);
      await scene.grant({ user_id: users.reader as number }, ids['b two'] as number, { read: true });
      await scene.grant({ user_id: users.reader as number }, ids['c three'] as number, { debug: true });
      await scene.grant({ user_id: users.both as number }, ids['b two'] as number, { read: true, write: true });
      await scene.grant({ user_id: users.empty as number }, ids['b two'] as number, {});
      await scene.grant({ group_id: group }, ids['b two'] as number, { read: true, execute: true });
      await scene.grant({ group_id: group }, ids['Z four'] as number, { read: true });
    });

    const all = 'read write execute debug';
    const everything = { 'A one': all, 'Z four': all, 'b two': all, 'c three': all, 'é five': all };
    const cases: [string, { given: { user: string; active_only?: boolean }; want: Record<string, string> }][] = [
      [
        'a user, what was granted to the user',
        { given: { user: 'reader' }, want: { 'b two': 'read', 'c three': 'debug' } },
      ],
      ['a user, the active ones', { given: { user: 'reader', active_only: true }, want: { 'b two': 'read' } }],
      [
        'a member, what was granted to the group',
        { given: { user: 'member' }, want: { 'Z four': 'read', 'b two': 'read execute' } },
      ],
      [
        'a user and member, both together',
        { given: { user: 'both' }, want: { 'Z four': 'read', 'b two': 'read write execute' } },
      ],
      ['a superuser, everything', { given: { user: 'root' }, want: everything }],
      ['the creator, what the creator made', { given: { user: 'ann' }, want: everything }],
      ['anybody else, nothing', { given: { user: 'nobody' }, want: {} }],
      ['somebody with no right that is set, nothing', { given: { user: 'empty' }, want: {} }],
    ];
    for (const [name, { given, want }] of cases) {
      it(`lists for ${name}`, async () => {
        const userId = given.user === 'ann' ? scene.userId : (users[given.user] as number);
        const list = await scene.queries.integrations.list(userId, {
          active_only: given.active_only ?? false,
          limit: 50,
        });
        const seen = list.integrations.map(({ path_name, permissions }) => [
          path_name,
          Object.entries(permissions)
            .filter(([, held]) => held === true)
            .map(([right]) => right)
            .join(' '),
        ]);
        deepEqual(Object.fromEntries(seen), want);
        deepEqual(
          seen.map(([path_name]) => path_name),
          Object.keys(want),
        );
        equal(list.total, seen.length);
        equal(list.next_cursor, null);
      });
    }

    it('shows what an integration is', async () => {
      const { integrations } = await scene.queries.integrations.list(users.reader as number, {
        active_only: false,
        limit: 50,
      });
      deepEqual(integrations[1], {
        id: ids['c three'],
        path_name: 'c three',
        description: 'Asleep',
        active: false,
        http_api: false,
        run_async: false,
        last_saved: '2026-11-22T09:30:00.000Z',
        permissions: { read: false, write: false, execute: false, debug: true },
      });
    });

    it('hands out pages, in the order of the bytes of their names', async () => {
      const pages: string[][] = [];
      let cursor: string | undefined;
      do {
        const page = await scene.queries.integrations.list(scene.userId, { active_only: false, limit: 2, cursor });
        equal(page.total, 5);
        pages.push(page.integrations.map(({ path_name }) => path_name));
        cursor = page.next_cursor ?? undefined;
      } while (cursor);
      deepEqual(pages, [['A one', 'Z four'], ['b two', 'c three'], ['é five']]);
    });

    const parts: [string, { given: string; want: string[] }][] = [
      ['a part, in whatever case', { given: 'TH', want: ['c three'] }],
      ['a space', { given: ' ', want: ['A one', 'Z four', 'b two', 'c three', 'é five'] }],
      ['a wildcard, which is none', { given: '%', want: [] }],
      ['another wildcard', { given: '_', want: [] }],
      ['a backslash', { given: '\\', want: [] }],
      ['a NUL', { given: '\0', want: [] }],
    ];
    for (const [name, { given, want }] of parts) {
      it(`lists by ${name}`, async () => {
        const page = { active_only: false, limit: 50, name: given };
        const { integrations, total } = await scene.queries.integrations.list(scene.userId, page);
        deepEqual([integrations.map(({ path_name }) => path_name), total], [want, want.length]);
      });
    }

    it('says the total on a page that is empty', async () => {
      const cursor = Buffer.from('\u{10ffff}').toString('base64url');
      const page = await scene.queries.integrations.list(scene.userId, { active_only: true, limit: 2, cursor });
      deepEqual(page, { total: 4, integrations: [], next_cursor: null });
    });

    for (const cursor of [
      '%',
      'not a cursor',
      Buffer.from('\0').toString('base64url'),
      Buffer.from([255]).toString('base64url'),
    ]) {
      it(`refuses the cursor ${cursor}`, () =>
        rejects(scene.queries.integrations.list(scene.userId, { active_only: false, limit: 2, cursor }), {
          code: 'invalid_arguments',
        }));
    }

    const names: [string, { given: string | (() => string); want: string | null }][] = [
      ['its path name', { given: 'b two', want: 'b two' }],
      ['its id', { given: () => String(ids['b two']), want: 'b two' }],
      ['its path name with spaces around it', { given: ' b two ', want: 'b two' }],
      ['another case', { given: 'B two', want: null }],
      ['an id that there is not', { given: '99999', want: null }],
      ['an id beyond all ids', { given: '99999999999999999999', want: null }],
      ['an id beyond 32 bits', { given: '4294967297', want: null }],
      ['a NUL', { given: 'b two\0', want: null }],
      ['half a character', { given: '\ud800', want: null }],
      ['an attack', { given: `' or 1=1 --`, want: null }],
    ];
    for (const [name, { given, want }] of names) {
      it(`finds an integration by ${name}: ${want}`, async () => {
        const found = await scene.queries.integrations.find(typeof given === 'string' ? given : given());
        equal(found?.path_name ?? null, want);
      });
    }
  });
});
