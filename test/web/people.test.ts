import assert from 'node:assert/strict';
import { Invitations } from '../../src/auth/invitations.js';
import { assertAccessible, inBrowser } from './browser.js';
import { type SignedIn, signedIn } from './signed-in.js';

inBrowser('The pages of people and permissions', (scene) => {
  let ids: Record<'root' | 'ann' | 'bob', number>;
  let loans: number;
  before(async () => {
    const { gateway } = scene;
    ids = {
      root: (await gateway.user('root', 'superuser')).id,
      ann: (await gateway.user('ann', 'staff')).id,
      bob: (await gateway.user('bob', 'standard')).id,
    };
    loans = await integration('Loan Booking');
    await integration('Secret Project', ids.root);
    const { queries } = gateway;
    await queries.permissions.revoke(
      { user_id: ids.ann, integration_id: loans, rights: ['write', 'debug'], revoked_by: null },
      new Date(),
    );
    await queries.userPermissions.grant({ user_id: ids.ann, permission: 'invite', by: ids.root }, new Date());
  });

  const integration = async (name: string, userId = ids.ann) => {
    const { signal } = new AbortController();
    const context = { integrationId: null, name, userId, now: new Date(), signal };
    const written = await scene.gateway.queries.components.write({}, context);
    if (written.outcome === 'conflict') throw new Error('conflict');
    return written.structure.id;
  };
  const granted = async (userId: number) => {
    const [row] = await scene.gateway.queries.permissions.list({ userId });
    return row && ['read', 'write', 'execute', 'debug'].filter((right) => row[right as 'read']);
  };

  it('let a superuser add somebody, and hand over a password once', async () => {
    const page = await scene.visit(ids.root);
    await page.goto('/users');
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Add user…' }).click();
    await assertAccessible(page);
    await page.getByLabel('Name to sign in with').fill('BOB');
    await page.getByRole('button', { name: 'Add user' }).click();
    await page.getByText('Somebody signs in with that already.').waitFor();
    await page.getByLabel('Name to sign in with').fill('max');
    await page.getByLabel('E-mail address').fill('Max@bank.example');
    await page.getByRole('button', { name: 'Add user' }).click();
    const password = await page.getByRole('region', { name: 'The password' }).innerText();
    const browser = await scene.visit(null);
    await browser.goto('/sign-in');
    await browser.getByLabel('Name or e-mail address').fill('max@BANK.example');
    await browser.getByLabel('Password').fill(password.trim());
    await browser.getByRole('button', { name: 'Sign in' }).click();
    await browser.getByRole('link', { name: 'max' }).waitFor();

    await page.getByRole('link', { name: 'Go on to max' }).click();
    await page.getByText('Deactivate…').click();
    await page.getByRole('button', { name: 'Deactivate max' }).click();
    await page.getByText('The user is deactivated and signed out').waitFor();
    await browser.goto('/account');
    await browser.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.getByRole('button', { name: 'Reactivate max' }).click();
    await page.getByText('The user is active again.').waitFor();
    await page.getByText('Set a new password…').click();
    await page.getByRole('button', { name: 'Set a new password' }).click();
    assert.notEqual(await page.getByRole('region', { name: 'The password' }).innerText(), password);
    await page.goto('/users?text=MAX&kind=standard');
    await page.getByRole('row', { name: /max standard active Max@bank.example/ }).waitFor();
  });

  it('let staff hand on what they hold, and nothing else', async () => {
    const page = await scene.visit(ids.ann);
    await page.goto(`/users/${ids.bob}`);
    await assertAccessible(page);
    await page.getByLabel('Integration', { exact: true }).fill('Secret Project');
    await page.getByRole('button', { name: 'Grant' }).click();
    await page.getByText('There is no integration of that name on which you hold a right.').waitFor();
    await page.getByLabel('Integration', { exact: true }).fill('Loan Booking');
    await page.getByLabel('write').check();
    await page.getByRole('button', { name: 'Grant' }).click();
    await page.getByText('You do not hold write on that integration yourself.').waitFor();
    await page.getByLabel('write').uncheck();
    await page.getByLabel('execute').check();
    await page.getByRole('button', { name: 'Grant' }).click();
    await page.getByText('The rights are changed.').waitFor();
    assert.deepEqual(await granted(ids.bob), ['read', 'execute']);
    const row = page.getByRole('row', { name: 'Loan Booking' });
    await row.getByText('Change…').click();
    assert(await row.getByLabel('write').isDisabled());
    await row.getByLabel('read').uncheck();
    await row.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The rights are changed.').waitFor();
    assert.deepEqual(await granted(ids.bob), ['execute']);
    assert.equal(await page.getByRole('button', { name: 'Save special rights' }).count(), 0);
    await page.goto(`/users/${ids.ann}`);
    assert.equal(await page.getByRole('button', { name: 'Grant' }).count(), 0);
  });

  it('make a group whose members hold what it holds', async () => {
    const page = await scene.visit(ids.root, { width: 390, dark: true });
    await page.goto('/groups');
    await page.getByLabel('Name').fill('lenders');
    await page.getByRole('button', { name: 'Add group' }).click();
    await page.getByLabel('Add a member').fill('nobody');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('There is no such user.').waitFor();
    await page.getByLabel('Add a member').fill('bob');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await page.getByText('Added to the group.').waitFor();
    await page.getByLabel('Can use MCP Run History tool').check();
    await page.getByRole('button', { name: 'Save special rights' }).click();
    await page.getByText('The special rights are changed.').waitFor();
    await page.getByLabel('Integration', { exact: true }).fill('Loan Booking');
    await page.getByLabel('debug').check();
    await page.getByRole('button', { name: 'Grant' }).click();
    await page.getByText('The rights are changed.').waitFor();
    await assertAccessible(page);
    assert.deepEqual(await scene.gateway.queries.userPermissions.of(ids.bob), ['run_history']);
    await page.getByRole('link', { name: 'bob' }).click();
    await page.getByRole('heading', { name: 'Through groups' }).waitFor();
    await page.getByRole('button', { name: 'Remove from lenders' }).click();
    await page.getByText('Removed from the group.').waitFor();
    await page.goto('/groups');
    await page.getByRole('link', { name: 'lenders' }).click();
    await page.getByText('Delete the group…').click();
    await page.getByRole('button', { name: 'Delete lenders' }).click();
    await page.getByText('The group is deleted.').waitFor();
  });

  it('label users with an organization', async () => {
    const page = await scene.visit(ids.root);
    await page.goto('/organizations');
    await page.getByLabel('Name').fill('Bank');
    await page.getByRole('button', { name: 'Add organization' }).click();
    await page.getByText('The organization is added.').waitFor();
    await page.goto(`/users/${ids.bob}`);
    await page.getByText('Change e-mail, kind or organization…').click();
    await page.getByLabel('Organization').selectOption('Bank');
    await page.getByLabel('Kind').selectOption('service account');
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await page.getByText('Saved.').waitFor();
    const user = await scene.gateway.queries.users.byId(ids.bob);
    assert.deepEqual([user?.organization, user?.is_service_account], ['Bank', true]);
    await page.goto('/organizations');
    await assertAccessible(page);
    await page.getByRole('link', { name: '1 users of Bank' }).click();
    await page.getByRole('link', { name: 'bob' }).waitFor();
    await page.goto('/organizations');
    await page.getByText('Delete…').click();
    await page.getByRole('button', { name: 'Delete Bank' }).click();
    await page.getByText('The organization is deleted.').waitFor();
  });

  it('show who may do what, and how that came to be', async () => {
    const page = await scene.visit(ids.ann, { width: 390, dark: true });
    for (const name of ['Permissions', 'Access report', 'Permission log']) {
      await page.goto('/permissions');
      if (name !== 'Permissions') await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { name, exact: true }).waitFor();
      await assertAccessible(page);
    }
    await page.getByLabel('User or group').fill('bob');
    await page.getByRole('button', { name: 'Search' }).click();
    await page
      .getByRole('row', { name: /bob Loan Booking grant IntegrationPermission .* read, execute ann/ })
      .waitFor();
    const ann = await signedIn(scene.gateway, ids.ann);
    const report = await ann.get('/permissions/report.csv');
    assert.match(report.headers.get('content-disposition') ?? '', /access-report\.csv/);
    assert.match(await report.text(), /^User,Organization,Integration,[^\r]*\r\nann,,Loan Booking,ann,[^,]+,user,\r\n/);
    const log = await (await ann.get('/permissions/log.csv?of=bob')).text();
    assert.match(log, /\r\nbob,lenders,removed,Group,[^,]+,,root\r\n/);
    assert.doesNotMatch(log, /\r\nann,/);
    await page.goto('/permissions?integration=Loan+Booking');
    await page.getByRole('link', { name: 'ann' }).first().waitFor();
    await page.goto('/permissions?integration=Nope');
    await page.getByText('There is no integration of that name.').waitFor();
  });

  it('invite somebody, who chooses a name and a password', async () => {
    const page = await scene.visit(ids.ann);
    await page.goto('/invitations');
    await page.getByLabel('E-mail address').fill('eve@bank.example');
    await page.getByLabel('Name to sign in with').fill('eve');
    await page.getByText('Rights on integrations…').click();
    await page.getByRole('group', { name: 'Loan Booking' }).getByLabel('execute').check();
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Invite' }).click();
    const link = (await page.getByRole('region', { name: 'The link' }).innerText()).trim();
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Go on to the invitations' }).click();
    await page.getByRole('row', { name: /eve@bank.example eve open/ }).waitFor();

    const guest = await scene.visit(null, { width: 390, dark: true });
    await guest.goto(link);
    await guest.getByLabel('Name to sign in with').fill('eve.adams');
    await guest.getByLabel('Password', { exact: true }).fill('eve.adams');
    await guest.getByLabel('The same password again').fill('eve.adams');
    await guest.getByRole('button', { name: 'Accept' }).click();
    await guest.getByText('The password is too short').waitFor();
    await assertAccessible(guest);
    await guest.getByLabel('Password', { exact: true }).fill('a fox in the fog');
    await guest.getByLabel('The same password again').fill('a fox in the fog');
    await guest.getByRole('button', { name: 'Accept' }).click();
    await guest.getByText('Welcome. This is your account.').waitFor();
    const eve = await scene.gateway.queries.users.find('eve.adams');
    assert.deepEqual(
      [eve?.email, eve?.is_staff, await granted(eve?.id ?? 0)],
      ['eve@bank.example', false, ['execute']],
    );
    await guest.goto(link);
    await guest.getByRole('heading', { name: 'This invitation is over' }).waitFor();
  });

  it('let the holder of an expired link ask for a new one', async () => {
    const { queries } = scene.gateway;
    const long = new Date(Date.now() - 15 * 24 * 3_600_000);
    const ann = { id: ids.ann, staff: true, superuser: false };
    const given = { email: 'late@bank.example', username: 'late', staff: false, rights: [] };
    const link = await new Invitations(queries, () => long).invite(ann, given);
    assert('secret' in link);
    const guest = await scene.visit(null);
    await guest.goto(`/invitation/${link.secret}`);
    await guest.getByRole('heading', { name: 'This invitation has expired' }).waitFor();
    await assertAccessible(guest);
    await guest.getByRole('button', { name: 'Ask for a new link' }).click();
    await guest.getByText('ann knows that you ask for a new link.').waitFor();
    const page = await scene.visit(ids.ann);
    await page.goto('/invitations');
    await page.getByRole('row', { name: /late@bank.example late asks for a new link/ }).waitFor();
    await page.getByRole('button', { name: 'Make a new link for late@bank.example' }).click();
    const renewed = (await page.getByRole('region', { name: 'The link' }).innerText()).trim();
    await guest.goto(renewed);
    await guest.getByRole('heading', { name: 'Welcome' }).waitFor();
    const max = await signedIn(scene.gateway, (await queries.users.find('max'))?.id ?? 0);
    assert.equal((await max.post(`/invitations/${link.id}/withdraw`)).status, 403);
    await page.goto('/invitations');
    const row = page.getByRole('row', { name: /late@bank.example/ });
    await row.getByText('Withdraw…').click();
    await row.getByRole('button', { name: 'Withdraw' }).click();
    await page.getByText('The invitation is withdrawn').waitFor();
    await guest.goto(renewed);
    await guest.getByRole('heading', { name: 'This invitation is over' }).waitFor();
  });

  describe('refuse', () => {
    let as: Record<'root' | 'ann' | 'max', SignedIn>;
    before(async () => {
      const { gateway } = scene;
      const max = (await gateway.queries.users.find('max'))?.id ?? 0;
      as = {
        root: await signedIn(gateway, ids.root),
        ann: await signedIn(gateway, ids.ann),
        max: await signedIn(gateway, max),
      };
    });

    const cases: [string, { given: [keyof typeof as, 'get' | 'post', () => string, (() => Fields)?]; want: number }][] =
      [
        ['a standard user the list', { given: ['max', 'get', () => '/users'], want: 403 }],
        ['a standard user a group', { given: ['max', 'get', () => '/groups'], want: 403 }],
        ['a standard user the report', { given: ['max', 'get', () => '/permissions/report.csv'], want: 403 }],
        ['a standard user the log', { given: ['max', 'get', () => '/permissions/log.csv'], want: 403 }],
        ['a standard user invitations', { given: ['max', 'get', () => '/invitations'], want: 403 }],
        [
          'staff new users',
          { given: ['ann', 'post', () => '/users', () => ({ username: 'x', kind: 'staff' })], want: 403 },
        ],
        [
          'staff a change of kind',
          { given: ['ann', 'post', () => `/users/${ids.ann}`, () => ({ kind: 'superuser' })], want: 403 },
        ],
        ['staff passwords', { given: ['ann', 'post', () => `/users/${ids.root}/password`], want: 403 }],
        ['staff deactivation', { given: ['ann', 'post', () => `/users/${ids.bob}/deactivate`], want: 403 }],
        [
          'staff special rights',
          {
            given: ['ann', 'post', () => `/users/${ids.ann}/rights`, () => ({ permission: 'adapter_configs' })],
            want: 403,
          },
        ],
        ['staff new groups', { given: ['ann', 'post', () => '/groups', () => ({ name: 'x' })], want: 403 }],
        [
          'staff rights for themselves',
          {
            given: [
              'ann',
              'post',
              () => `/users/${ids.ann}/permissions`,
              () => ({ integration: 'Loan Booking', right: 'execute' }),
            ],
            want: 400,
          },
        ],
        [
          'staff changes on an integration that they may not see',
          {
            given: ['ann', 'post', () => `/users/${ids.root}/permissions/${loans + 1}`, () => ({ right: 'read' })],
            want: 404,
          },
        ],
        [
          'staff an invitation with rights that they do not hold',
          {
            given: [
              'ann',
              'post',
              () => '/invitations',
              () => ({ email: 'x@y.z', username: 'x', right: [`${loans} write`, `${loans + 1} read`] }),
            ],
            want: 400,
          },
        ],
        [
          'the last superuser’s deactivation',
          { given: ['root', 'post', () => `/users/${ids.root}/deactivate`], want: 409 },
        ],
        [
          'the last superuser another kind',
          { given: ['root', 'post', () => `/users/${ids.root}`, () => ({ kind: 'staff' })], want: 400 },
        ],
        ['a user who is not there', { given: ['root', 'get', () => '/users/4711'], want: 404 }],
        ['an id that is none', { given: ['root', 'get', () => '/users/1e3'], want: 404 }],
        ['a group who is not there', { given: ['root', 'post', () => '/groups/4711/delete'], want: 404 }],
        [
          'a name that no database keeps',
          { given: ['root', 'post', () => `/users/${ids.bob}/groups`, () => ({ group: 'a\0b' })], want: 400 },
        ],
        ['a kind that there is not', { given: ['root', 'post', () => '/users', () => ({ kind: 'god' })], want: 400 }],
        ['an invitation that is not there', { given: ['max', 'get', () => '/invitation/guess'], want: 404 }],
      ];
    type Fields = Readonly<Record<string, string | readonly string[]>>;
    for (const [name, { given, want }] of cases) {
      it(name, async () => {
        const [who, method, path, fields] = given;
        const response = method === 'get' ? await as[who].get(path()) : await as[who].post(path(), fields?.());
        assert.equal(response.status, want);
      });
    }

    it('a form without its token', async () => {
      const forged = { csrf: 'forged' };
      for (const path of [`/users/${ids.bob}/deactivate`, '/invitation/guess', '/account/sign-out']) {
        const response = await fetch(scene.gateway.url + path, { method: 'POST', body: new URLSearchParams(forged) });
        assert.equal(response.status, 403, path);
      }
    });
  });
});
