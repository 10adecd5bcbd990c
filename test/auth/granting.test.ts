import assert from 'node:assert/strict';
import { Granting } from '../../src/auth/granting.js';
import type { Holder } from '../../src/queries/permission-log.js';
import type { Right } from '../../src/queries/permissions.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('Granting', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let granting: Granting;
    let loans: number;
    let ids: Record<'root' | 'staff' | 'bob' | 'robot' | 'lenders' | 'others', number>;
    before(async () => {
      scene = await sceneOn(await open());
      granting = new Granting(scene.queries);
      loans = await scene.create('Loans');
      const flags = { is_staff: false, is_superuser: false, is_service_account: true };
      const robot = { username: 'robot', email: null, password_hash: null, ...flags };
      const staff = await scene.user('staff');
      ids = {
        root: await scene.user('root', { is_superuser: true }),
        staff,
        bob: await scene.user('bob'),
        robot: await scene.queries.users.create(robot, scene.now),
        lenders: await scene.group('lenders', [staff]),
        others: await scene.group('others', []),
      };
      await scene.grant({ user_id: staff }, loans, { read: true });
      await scene.grant({ group_id: ids.lenders }, loans, { execute: true });
      await scene.grant({ user_id: ids.bob }, loans, { read: true, write: true });
    });

    const actors = {
      root: () => ({ id: ids.root, staff: true, superuser: true }),
      staff: () => ({ id: ids.staff, staff: true, superuser: false }),
      standard: () => ({ id: ids.bob, staff: false, superuser: false }),
    };
    type Given = {
      by: keyof typeof actors;
      action?: 'revoke';
      to: keyof typeof ids;
      rights: Right[];
    };
    const cases: [string, { given: Given; want: RegExp | null }][] = [
      ['a superuser, anything', { given: { by: 'root', to: 'root', rights: ['read', 'debug'] }, want: null }],
      ['staff, what they hold', { given: { by: 'staff', to: 'bob', rights: ['read'] }, want: null }],
      [
        'staff, what they hold through a group',
        { given: { by: 'staff', to: 'robot', rights: ['execute'] }, want: null },
      ],
      ['staff, to a group', { given: { by: 'staff', to: 'others', rights: ['read'] }, want: null }],
      [
        'staff, what they do not hold',
        { given: { by: 'staff', to: 'bob', rights: ['read', 'write', 'debug'] }, want: /not hold write, debug/ },
      ],
      ['staff, to themselves', { given: { by: 'staff', to: 'staff', rights: ['execute'] }, want: /to themselves/ }],
      [
        'staff, to a group of theirs',
        { given: { by: 'staff', to: 'lenders', rights: ['read'] }, want: /to themselves/ },
      ],
      [
        'a standard user, what is held',
        { given: { by: 'standard', to: 'robot', rights: ['read'] }, want: /not hold read/ },
      ],
      [
        'staff, to take away what they do not hold',
        { given: { by: 'staff', action: 'revoke', to: 'bob', rights: ['write'] }, want: /not hold write/ },
      ],
      ['staff, to give up', { given: { by: 'staff', action: 'revoke', to: 'staff', rights: ['read'] }, want: null }],
      [
        'a superuser, to take away',
        { given: { by: 'root', action: 'revoke', to: 'bob', rights: ['write'] }, want: null },
      ],
    ];
    for (const [name, { given, want }] of cases) {
      it(`${want ? 'refuses' : 'allows'} ${name}`, async () => {
        const { by, action = 'grant', to, rights } = given;
        const holder: Holder = ['lenders', 'others'].includes(to) ? { group_id: ids[to] } : { user_id: ids[to] };
        const [before] = await scene.queries.permissionLog.list({}, 1);
        const granted = await granting[action](actors[by](), { holder, integrationId: loans, rights }, scene.now);
        if (want) assert.match('refused' in granted ? granted.refused : '', want);
        else assert('rights' in granted && rights.every((right) => granted.rights[right] === (action === 'grant')));
        const [after] = await scene.queries.permissionLog.list({}, 1);
        if (want) assert.deepEqual(after, before);
        else if (before?.id !== after?.id) assert.equal(after?.actor, by);
      });
    }

    it('lets superusers manage people alone, and those invite who may', () => {
      const { root, staff, standard } = actors;
      assert.deepEqual(
        [root(), staff(), standard()].map((actor) => granting.mayManage(actor)),
        [true, false, false],
      );
      const may = (actor: ReturnType<typeof root>, ...held: string[]) => granting.mayInvite(actor, new Set(held));
      assert.deepEqual(
        [may(root()), may(staff()), may(staff(), 'invite'), may(standard(), 'invite')],
        [true, false, true, false],
      );
    });
  });
});
