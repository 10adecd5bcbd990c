import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { hashApiToken, makeApiToken } from '../../src/auth/api-token.js';
import { APPLICATION_LIMITS, staticDraft } from '../../src/auth/application-draft.js';
import { Applications } from '../../src/auth/applications.js';
import { hashSecret } from '../../src/auth/secret.js';
import { MOST_TOKENS } from '../../src/web/pages/tokens/tokens.js';
import { assertAccessible, inBrowser } from './browser.js';

const formToken = (page: Page) => page.locator('input[name=csrf]').first().inputValue();

inBrowser('The pages OAuth applications and API tokens', (scene) => {
  let ann: number;
  let bob: number;
  let cal: number;
  let root: number;
  before(async () => {
    const { gateway } = scene;
    ann = (await gateway.user('ann', 'staff')).id;
    bob = (await gateway.user('bob', 'staff')).id;
    cal = (await gateway.user('cal', 'standard')).id;
    root = (await gateway.user('root', 'superuser')).id;
    await gateway.queries.users.create(
      {
        username: 'robot',
        email: null,
        password_hash: null,
        is_staff: false,
        is_superuser: false,
        is_service_account: true,
      },
      new Date(),
    );
  });
  const applications = () => new Applications(scene.gateway.queries, () => new Date());
  const made = (by: number, name: string) =>
    applications().make(staticDraft(name), { id: by, staff: true, superuser: false });

  it('make an application, show its secret once, and manage it', async () => {
    const { oauthApplications } = scene.gateway.queries;
    const page = await scene.visit(ann);
    await page.goto('/applications');
    await page.getByText('There are none yet.').waitFor();
    await page.getByRole('link', { name: 'Add application' }).click();
    assert.equal(await page.getByLabel('Acts for').count(), 0);
    await page.getByLabel('Name').fill('Reports');
    await page.getByLabel('Redirect addresses').fill('http://reports.example/cb');
    await page.getByRole('button', { name: 'Add application' }).click();
    await page.getByText('must begin with https://').waitFor();
    assert.equal(await page.getByLabel('Name').inputValue(), 'Reports');
    await assertAccessible(page);
    await page.getByLabel('Redirect addresses').fill('https://reports.example/cb\nhttp://localhost:6545/callback');
    await page.getByRole('button', { name: 'Add application' }).click();
    await page.getByText('never shown again').waitFor();
    await assertAccessible(page);
    const secret = (await page.getByLabel('Client secret').textContent()) as string;
    const [application] = await oauthApplications.made(ann);
    assert.equal(application?.secret_hash, hashSecret(secret));
    assert.deepEqual(application.redirect_uris, ['https://reports.example/cb', 'http://localhost:6545/callback']);

    await page.getByRole('link', { name: 'I have copied it' }).click();
    await page.getByRole('heading', { name: 'Reports' }).waitFor();
    assert(!(await page.content()).includes(secret));
    await page.getByLabel('Name').fill('Monthly reports');
    await page.getByLabel(/Skip authorization/).uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const changed = await oauthApplications.find(application.id);
    assert.deepEqual([changed?.name, changed?.skip_authorization], ['Monthly reports', false]);
    await assertAccessible(page);

    await page.getByText('Make a new secret…').click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    const next = (await page.getByLabel('Client secret').textContent()) as string;
    assert.equal((await oauthApplications.find(application.id))?.secret_hash, hashSecret(next));
    await page.getByRole('link', { name: 'I have copied it' }).click();
    await page.getByText('Switch off…').click();
    await page.getByRole('button', { name: 'Switch off' }).click();
    await page.getByText('no longer good').waitFor();
    await page.getByRole('button', { name: 'Switch on' }).click();
    await page.getByText('The application is switched on.').waitFor();
    await page.getByText('Delete…').click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('The application is deleted').waitFor();
    assert.deepEqual(await oauthApplications.made(ann), []);
  });

  it('keep what somebody else made, and service accounts, from staff', async () => {
    const { oauthApplications } = scene.gateway.queries;
    const { id } = await made(ann, 'of ann');
    const page = await scene.visit(bob);
    await page.goto('/applications/new');
    const csrf = await formToken(page);
    const answers = ['', '/secret', '/switch-off', '/switch-on', '/delete'].map(async (path) => {
      const form = { csrf, name: 'of bob', redirect_uris: 'http://localhost/cb' };
      return (await page.request.post(`/applications/${id}${path}`, { form })).status();
    });
    assert.deepEqual(await Promise.all(answers), [404, 404, 404, 404, 404]);
    assert.equal((await page.goto(`/applications/${id}`))?.status(), 404);
    assert.equal((await page.request.post('/applications/new', { form: { name: 'x' } })).status(), 403);
    const [robot] = await oauthApplications.serviceAccounts();
    const form = { csrf, name: 'x', confidential: 'on', service_account: String(robot?.id) };
    const refused = await page.request.post('/applications/new', { form });
    assert.equal(refused.status(), 400);
    const kept = await oauthApplications.find(id);
    assert.deepEqual([kept?.name, kept?.active, await oauthApplications.countMadeBy(bob)], ['of ann', true, 0]);
    const standard = await scene.visit(cal);
    for (const path of ['/applications', '/applications/new', `/applications/${id}`])
      assert.equal((await standard.goto(path))?.status(), 403, path);
  });

  it('let superusers see all, act for service accounts, and delete what registered itself', async () => {
    const { oauthApplications } = scene.gateway.queries;
    const { id } = await made(ann, 'another of ann');
    const registered = { redirect_uris: ['http://localhost/cb'], skip_authorization: false, service_account_id: null };
    const client = { client_id: 'app_r', name: 'Claude <b>', secret_hash: null, made_by: null, registered: true };
    const registeredId = await oauthApplications.create({ ...registered, ...client }, new Date());
    const page = await scene.visit(root, { width: 390, dark: true });
    await page.goto(`/applications/${registeredId}`);
    await page.getByText('There is no such application').waitFor();
    await page.goto('/applications/new');
    await page.getByLabel('Name').fill('Nightly');
    await page.getByLabel('Acts for').selectOption({ label: 'robot (service account)' });
    await assertAccessible(page);
    await page.getByRole('button', { name: 'Add application' }).click();
    await page.getByRole('link', { name: 'I have copied it' }).click();
    await page.getByText('robot, a service account').waitFor();
    await assertAccessible(page);
    const [nightly] = await oauthApplications.made(root);
    assert.deepEqual([nightly?.service_account, nightly?.redirect_uris], ['robot', []]);

    await page.goto('/applications');
    await page.getByRole('link', { name: 'another of ann' }).waitFor();
    await assertAccessible(page);
    const row = page.getByRole('row', { name: 'Claude <b>' });
    await row.getByText('Delete…').click();
    await row.getByRole('button', { name: 'Delete' }).click();
    await page.getByText('The application is deleted').waitFor();
    assert.equal(await oauthApplications.find(registeredId), undefined);
    assert(await oauthApplications.find(id));
  });

  it('make a token, show it once, and revoke it', async () => {
    const { tokens } = scene.gateway.queries;
    const page = await scene.visit(cal);
    await page.goto('/tokens');
    await page.getByLabel('What it is for').fill('nightly report');
    await page.getByLabel('Days until it ends').fill('3650');
    await page.getByRole('button', { name: 'Add token' }).click();
    await page.getByText('never shown again').waitFor();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const token = await page.evaluate(() => navigator.clipboard.readText());
    const found = await tokens.findByHash(hashApiToken(token));
    assert.equal(found?.user_id, cal);
    assert.equal(new Date(found.expires_at as string).getUTCFullYear(), new Date().getUTCFullYear() + 10);
    await assertAccessible(page);

    await page.getByRole('link', { name: 'I have copied it' }).click();
    assert(!(await page.content()).includes(token));
    await assertAccessible(page);
    const row = page.getByRole('row', { name: 'nightly report' });
    await row.getByText('Revoke…').click();
    await row.getByRole('button', { name: 'Revoke' }).click();
    await page.getByText('The token is revoked').waitFor();
    assert((await tokens.find(found.id))?.revoked_at);
  });

  it('show the tokens of all to superusers alone', async () => {
    const { tokens } = scene.gateway.queries;
    const [own] = await tokens.list(ann);
    assert(own);
    const page = await scene.visit(bob);
    assert.equal((await page.goto('/tokens?of=all'))?.status(), 403);
    await page.goto('/tokens');
    const csrf = await formToken(page);
    const refused = await page.request.post(`/tokens/${own.id}/revoke`, { form: { csrf } });
    assert.equal(refused.status(), 404);
    assert.equal((await page.request.post('/tokens', { form: { name: 'x', days: '1' } })).status(), 403);
    assert.equal((await tokens.find(own.id))?.revoked_at, null);

    const dark = await scene.visit(root, { width: 390, dark: true });
    await dark.goto('/tokens?of=all');
    await assertAccessible(dark);
    const row = dark.getByRole('row').filter({ has: dark.getByRole('cell', { name: 'ann', exact: true }) });
    await row.getByText('Revoke…').click();
    await row.getByRole('button', { name: 'Revoke' }).click();
    await dark.getByText('The token is revoked').waitFor();
    assert((await tokens.find(own.id))?.revoked_at);
  });

  const bad: [string, { given: Record<string, string>; want: RegExp }][] = [
    ['without a name', { given: { name: ' ', days: '1' }, want: /Say what it is for/ }],
    ['with a name of 101 characters', { given: { name: 'a'.repeat(101), days: '1' }, want: /100 characters at most/ }],
    ['for no days', { given: { name: 'x', days: '0' }, want: /from 1 to 3650/ }],
    ['for too many days', { given: { name: 'x', days: '3651' }, want: /from 1 to 3650/ }],
    ['for ever, without saying so', { given: { name: 'x', days: '' }, want: /from 1 to 3650/ }],
  ];
  it('refuse a token that nobody could mean', async () => {
    const page = await scene.visit(cal);
    await page.goto('/tokens');
    const csrf = await formToken(page);
    const before = await scene.gateway.queries.tokens.list(cal);
    for (const [name, { given, want }] of bad) {
      const answer = await page.request.post('/tokens', { form: { csrf, ...given } });
      assert.equal(answer.status(), 400, name);
      assert.match(await answer.text(), want, name);
    }
    assert.equal((await scene.gateway.queries.tokens.list(cal)).length, before.length);
  });

  it('let nobody make more applications or tokens than so many', async () => {
    const { tokens } = scene.gateway.queries;
    for (let count = 0; count < APPLICATION_LIMITS.applications; count += 1) await made(bob, `${count}`);
    const row = { user_id: bob, name: 'x', prefix: 'igw_', expires_at: null };
    // One was given to every user of the test.
    for (let count = 1; count < MOST_TOKENS; count += 1)
      await tokens.create({ ...row, token_hash: makeApiToken().hash }, new Date());
    const page = await scene.visit(bob);
    await page.goto('/tokens');
    const csrf = await formToken(page);
    const application = { csrf, name: 'y', confidential: 'on', redirect_uris: 'http://localhost/cb' };
    const answers = await Promise.all([
      page.request.post('/applications/new', { form: application }),
      page.request.post('/mcp-tools/credentials', { form: { csrf } }),
      page.request.post('/tokens', { form: { csrf, name: 'y', days: '1' } }),
    ]);
    assert.deepEqual(
      answers.map((answer) => answer.status()),
      [400, 409, 400],
    );
    assert.match(await (answers[2] as NonNullable<(typeof answers)[2]>).text(), /You have 100 tokens that work/);
    assert.equal(await tokens.countWorking(bob, new Date()), MOST_TOKENS);
  });
});
