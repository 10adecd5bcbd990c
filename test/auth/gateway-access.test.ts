import assert from 'node:assert/strict';
import type { Access } from '../../src/auth/access.js';
import { type Account, accountOf } from '../../src/auth/account.js';
import { createGatewayAccess } from '../../src/auth/gateway-access.js';
import { catalog } from '../../src/catalog.js';
import { userPermissions } from '../../src/queries/user-permissions.js';
import { onEachDatabase } from '../database/harness.js';
import { step, storeRun } from '../queries/run-scene.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('createGatewayAccess', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let access: Access<Account>;
    let loans: number;
    const people: Record<string, Account> = {};
    before(async () => {
      scene = await sceneOn(await open());
      access = createGatewayAccess(scene.queries);
      loans = await scene.create('Loans');
      const cards = await scene.create('Cards');
      for (const username of ['direct', 'member', 'both', 'elsewhere', 'denied', 'root']) {
        const superuser = username === 'root';
        const id = await scene.user(username, { is_superuser: superuser });
        people[username] = accountOf({ id, username, email: null, is_staff: !superuser, is_superuser: superuser });
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
        const user = people[given] as Account;
        for (const address of ['Loans', String(loans)]) {
          const found = await access.integration(user, address);
          assert.deepEqual(found && [...found.granted].sort(), want.on, address);
          if (found) assert.deepEqual(found.ref, { id: loans, path_name: 'Loans' });
        }
        assert.deepEqual([...(await access.granted(user))].sort(), want.anywhere);
        assert.deepEqual(
          [...access.own(user)],
          user.superuser ? ['staff', 'administer', ...userPermissions] : ['staff', 'administer'],
        );
      });
    }

    const names: [string, { given: [user: string, part: string, level: string | null]; want: string[] }][] = [
      ['a right of one’s own', { given: ['direct', '', 'debug'], want: ['Loans'] }],
      ['another right', { given: ['direct', '', 'read'], want: [] }],
      ['any right', { given: ['direct', '', null], want: ['Loans'] }],
      ['a right of one’s group', { given: ['member', 'loa', 'read'], want: ['Loans'] }],
      ['a part of the name, in whatever case', { given: ['root', 'CAR', 'write'], want: ['Cards'] }],
      ['another part', { given: ['root', 'loans%', 'write'], want: [] }],
      ['all of them', { given: ['root', '', 'execute'], want: ['Cards', 'Loans'] }],
    ];
    for (const [name, { given, want }] of names) {
      it(`knows the names of integrations: ${name}`, async () => {
        const [user, part, level] = given;
        assert.deepEqual(await access.names(people[user] as Account, part, level, 10), want);
        assert.deepEqual(await access.names(people[user] as Account, part, level, 1), want.slice(0, 1));
      });
    }

    it('finds the integration of a run and of a step, with the same rights', async () => {
      const run = await storeRun(scene, loans, { steps: [step('INPUT')] });
      const [item] = await scene.queries.runHistory.items(run, 0, 1);
      for (const [part, id] of [
        ['run', run],
        ['run_item', item?.id as number],
      ] as const) {
        for (const [, { given, want }] of cases) {
          const found = await access.owner(people[given] as Account, part, id);
          assert.deepEqual(found && [...found.granted].sort(), want.on, `${part} ${given}`);
          if (found) assert.deepEqual(found.ref, { id: loans, path_name: 'Loans' });
        }
        assert.equal(await access.owner(people.root as Account, part, 999_999), null);
      }
    });

    it('holds what was granted to a person as such', async () => {
      const { userPermissions } = scene.queries;
      const user = people.direct as Account;
      assert.equal(
        await userPermissions.grant({ user_id: user.id, permission: 'run_history', by: null }, scene.now),
        true,
      );
      assert.equal(
        await userPermissions.grant({ user_id: user.id, permission: 'run_history', by: null }, scene.now),
        false,
      );
      assert.deepEqual([...(await access.granted(user))].sort(), ['debug', 'run_history']);
      assert.equal(
        await userPermissions.revoke({ user_id: user.id, permission: 'run_history', by: null }, scene.now),
        true,
      );
      assert.equal(
        await userPermissions.revoke({ user_id: user.id, permission: 'run_history', by: null }, scene.now),
        false,
      );
      assert.deepEqual([...(await access.granted(user))], ['debug']);
    });

    it('knows the levels of a person and the parts of an integration that the catalog names', async () => {
      const { levels, parts } = catalog.registry;
      const personal = Object.keys(levels).filter((level) => levels[level]?.per === null);
      const held = [...access.own(people.root as Account)];
      assert.deepEqual(
        personal.filter((level) => !held.includes(level)),
        [],
      );
      for (const part of Object.keys(parts ?? {})) await access.owner(people.root as Account, part, 1);
    });

    it('knows no integration that is not there, also for a superuser', async () => {
      for (const address of ['Nope', '999999', '', ' ', '0', '-1']) {
        assert.equal(await access.integration(people.root as Account, address), null, address);
      }
    });
  });
});
