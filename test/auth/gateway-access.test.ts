import assert from 'node:assert/strict';
import type { Access } from '../../src/auth/access.js';
import type { User } from '../../src/auth/authenticate.js';
import { createGatewayAccess } from '../../src/auth/gateway-access.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('createGatewayAccess', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let access: Access<User>;
    let loans: number;
    const people: Record<string, User> = {};
    before(async () => {
      scene = await sceneOn(await open());
      access = createGatewayAccess(scene.queries);
      loans = await scene.create('Loans');
      const cards = await scene.create('Cards');
      for (const username of ['direct', 'member', 'both', 'elsewhere', 'denied', 'root']) {
        const superuser = username === 'root';
        const id = await scene.user(username, { is_superuser: superuser });
        people[username] = { id, username, staff: !superuser, superuser, tokenId: 1 };
      }
      const id = (username: string) => people[username]?.id as number;
      const group = await scene.group('readers', [id('member'), id('both')]);
      await scene.grant({ group_id: group }, loans, { read: true });
      await scene.grant({ user_id: id('direct') }, loans, { debug: true });
      await scene.grant({ user_id: id('both') }, loans, { write: true });
      await scene.grant({ user_id: id('elsewhere') }, cards, { execute: true });
      await scene.grant({ user_id: id('denied') }, loans, {});
    });

    const cases: [string, { given: string; want: { on: string[] | null; anywhere: string[] } }][] = [
      ['a right of one’s own', { given: 'direct', want: { on: ['debug'], anywhere: ['debug'] } }],
      ['a right of one’s group', { given: 'member', want: { on: ['read'], anywhere: ['read'] } }],
      ['both add up', { given: 'both', want: { on: ['read', 'write'], anywhere: ['read', 'write'] } }],
      ['a right on another integration', { given: 'elsewhere', want: { on: null, anywhere: ['execute'] } }],
      ['a grant of nothing', { given: 'denied', want: { on: null, anywhere: [] } }],
      [
        'a superuser',
        {
          given: 'root',
          want: { on: ['debug', 'execute', 'read', 'write'], anywhere: ['debug', 'execute', 'read', 'write'] },
        },
      ],
    ];
    for (const [name, { given, want }] of cases) {
      it(`${name}`, async () => {
        const user = people[given] as User;
        for (const address of ['Loans', String(loans)]) {
          const found = await access.integration(user, address);
          assert.deepEqual(found && [...found.granted].sort(), want.on, address);
          if (found) assert.deepEqual(found.ref, { id: loans, path_name: 'Loans' });
        }
        assert.deepEqual([...(await access.granted(user))].sort(), want.anywhere);
        assert.deepEqual([...access.own(user)], ['staff']);
      });
    }

    it('knows no integration that is not there, also for a superuser', async () => {
      for (const address of ['Nope', '999999', '', ' ', '0', '-1']) {
        assert.equal(await access.integration(people.root as User, address), null, address);
      }
    });
  });
});
