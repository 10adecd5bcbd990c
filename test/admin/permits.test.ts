import assert from 'node:assert/strict';
import type { Caller } from '../../src/admin/caller.js';
import { type Model, model } from '../../src/admin/model.js';
import { neededFor, Permits } from '../../src/admin/permits.js';

const nobody = { view: 'nobody', add: 'nobody', change: 'nobody', delete: 'nobody' } as const;
const base = { plural: 'things', title: 'thing', description: 'A thing.', table: 'things', fields: {} } as const;
const change = async () => undefined;

const hidden = model({ ...base, name: 'gateway.Hidden', needs: { ...nobody, view: 'superuser' } });
const staffs = model({ ...base, name: 'gateway.Staffs', needs: { ...nobody, view: 'staff', change: 'staff' }, change });
const owned = model({
  ...base,
  name: 'gateway.Owned',
  only: { kind: { is: 'x' } },
  needs: { ...nobody, view: { own: 'user_id' } },
});
const granted = model({
  ...base,
  name: 'gateway.Granted',
  needs: { ...nobody, view: [{ permission: 'run_history' }, { right: 'debug', on: 'integration_id' }] },
  ofOrganization: { user: 'user_id' },
});
const behind = model({
  ...base,
  name: 'gateway.Behind',
  fields: { granted_id: { type: 'reference', to: 'gateway.Granted', help: 'What it belongs to.', column: 'granted' } },
  needs: { ...nobody, view: { seen: 'granted_id' }, change: { seen: 'granted_id' } },
  change,
});
const permits = new Permits(
  (name) => [hidden, staffs, owned, granted, behind].find((each) => each.name === name) as Model,
);

const caller = (given: Partial<Caller> = {}): Caller => ({
  id: 7,
  username: 'ann',
  staff: true,
  superuser: false,
  permissions: new Set(),
  rights: new Set(),
  ...given,
});
const debugger_ = caller({ permissions: new Set(['run_history']), rights: new Set(['debug']) });
const root = caller({ superuser: true });

describe('permits of admin models', () => {
  const views: [string, { given: [Caller, Model]; want: unknown }][] = [
    ['nothing of what is for superusers', { given: [caller(), hidden], want: ['nothing'] }],
    ['all of it to superusers', { given: [root, hidden], want: [] }],
    ['all of what is for staff', { given: [caller(), staffs], want: [] }],
    ['nothing of it to others', { given: [caller({ staff: false }), staffs], want: ['nothing'] }],
    [
      'what is one’s own, of the rows that count',
      {
        given: [caller(), owned],
        want: [
          { only: 'kind', is: { is: 'x' } },
          { own: 'user_id', userId: 7 },
        ],
      },
    ],
    ['the rows that count to superusers, too', { given: [root, owned], want: [{ only: 'kind', is: { is: 'x' } }] }],
    ['nothing without the permission', { given: [caller({ rights: new Set(['debug']) }), granted], want: ['nothing'] }],
    [
      'nothing without the right anywhere',
      { given: [caller({ permissions: new Set(['run_history']) }), granted], want: ['nothing'] },
    ],
    [
      'what the right is held on, of one’s organization',
      {
        given: [debugger_, granted],
        want: [
          { right: 'debug', on: 'integration_id', userId: 7 },
          { ofOrganization: 'user_id', userId: 7 },
        ],
      },
    ],
    [
      'what belongs to what may be seen',
      { given: [debugger_, behind], want: [{ refers: 'granted', to: permits.visible(debugger_, granted) }] },
    ],
    ['nothing of what belongs to what may not', { given: [caller(), behind], want: ['nothing'] }],
  ];
  for (const [name, { given, want }] of views) {
    it(`let somebody see ${name}`, () => assert.deepEqual(permits.visible(...given).visible, want));
  }

  it('give nobody what a model has no function for', () => {
    assert.equal(permits.ever(root, staffs, 'change'), true);
    assert.equal(permits.ever(root, staffs, 'add'), false);
    assert.equal(permits.ever(root, hidden, 'change'), false);
  });

  it('look at the row itself', async () => {
    const asked: unknown[] = [];
    const rights = {
      holds: async () => false,
      isAmong: async (...given: unknown[]) => asked.push(given) > 0,
    };
    assert.equal(await permits.with(caller(), owned, 'view', { user_id: 7 }, rights), true);
    assert.equal(await permits.with(caller(), owned, 'view', { user_id: 8 }, rights), false);
    assert.equal(await permits.with(debugger_, granted, 'view', { integration_id: 1 }, rights), false);
    assert.equal(await permits.with(debugger_, granted, 'view', { integration_id: null }, rights), false);
    assert.equal(await permits.with(debugger_, behind, 'change', { granted: 5 }, rights), true);
    assert.deepEqual(asked, [[permits.visible(debugger_, granted), 5]]);
    assert.equal(await permits.with(root, owned, 'view', { user_id: 8 }, rights), true);
  });

  it('say what it takes', () => {
    assert.equal(
      neededFor(granted, 'view'),
      'To see things you need the permission "run_history" and the right "debug" on the integration.',
    );
    assert.equal(neededFor(behind, 'change'), 'To change things you need to see what granted_id refers to.');
    assert.equal(
      neededFor({ ...staffs, instead: { add: 'They add themselves.' } }, 'add'),
      'Nobody may add things here. They add themselves.',
    );
  });
});
