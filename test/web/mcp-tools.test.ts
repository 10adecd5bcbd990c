import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { staticDraft } from '../../src/auth/application-draft.js';
import { Applications } from '../../src/auth/applications.js';
import { hashSecret } from '../../src/auth/secret.js';
import type { AuditRow } from '../../src/queries/audit.js';
import { troubles } from '../../src/web/pages/mcp-tools/troubles.js';
import { assertAccessible, inBrowser } from './browser.js';

inBrowser('The pages MCP Tools and audit log', (scene) => {
  let ann: number;
  let bob: number;
  let root: number;
  before(async () => {
    const { gateway } = scene;
    ann = (await gateway.user('ann', 'staff')).id;
    bob = (await gateway.user('bob', 'standard')).id;
    root = (await gateway.user('root', 'superuser')).id;
    const context = { integrationId: null, name: 'Loan Booking', userId: ann, now: new Date() };
    const { signal } = new AbortController();
    const made = await gateway.queries.components.write({}, { ...context, signal });
    if (made.outcome === 'conflict') throw new Error('conflict');
    const tool = { name: 'book_loan', description: 'Books a loan.', input_schema: { type: 'object' }, active: true };
    await gateway.queries.mcpTools.create(made.structure.id, tool, new Date());
  });

  const called = (call: Partial<AuditRow>) =>
    scene.gateway.queries.audit.record({
      at: new Date().toISOString(),
      user_id: ann,
      username: 'ann',
      token_id: null,
      client: null,
      tool: 'list_integrations',
      action: null,
      integration_id: null,
      outcome: 'ok',
      request_bytes: 10,
      response_bytes: 2000,
      milliseconds: 3,
      ...call,
    });
  const copied = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  it('lead somebody from nothing to the first call', async () => {
    const { oauthApplications } = scene.gateway.queries;
    const page = await scene.visit(ann);
    // What the page does every few seconds is not waited for.
    await page.clock.install();
    await page.goto('/mcp-tools');
    await page.getByText('YOUR_CLIENT_SECRET').first().waitFor();
    await page.getByRole('button', { name: 'Create my credentials' }).click();
    await page.getByText('this one time').waitFor();

    await page.locator('#claude-desktop').getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const { args } = JSON.parse(await copied(page)).mcpServers['IG-MCP'];
    assert.equal(args[2], scene.gateway.mcpUrl);
    const { client_id, client_secret } = JSON.parse(args[7]);
    const application = await oauthApplications.byClientId(client_id);
    assert.equal(application?.secret_hash, hashSecret(client_secret));
    assert.deepEqual(
      [application.name, application.made_by, application.skip_authorization],
      ['IG-MCP of ann', ann, true],
    );
    assert(!scene.gateway.logged.some((line) => line.includes(client_secret)));

    // The connection shows by itself.
    await page.locator('#claude-code > summary').click();
    assert.equal(await page.locator('details.client[open]').count(), 1);
    const connection = page.locator('[data-refresh]');
    await connection.getByText('waiting').waitFor();
    await oauthApplications.touch(client_id, new Date(), new Date());
    await page.clock.runFor(3000);
    await connection.getByText('signed in', { exact: true }).waitFor();
    await called({ client: client_id, tool: 'read_integration' });
    await page.clock.runFor(3000);
    await connection.getByText('works', { exact: true }).waitFor();
    await page.clock.resume();
    await assertAccessible(page);

    // The secret was shown once.
    await page.goto('/mcp-tools');
    assert(!(await page.content()).includes(client_secret));
    await page.getByText('Make a new secret…').click();
    await page.getByRole('button', { name: 'Make a new secret' }).click();
    await page.getByText('this one time').waitFor();
    assert.notEqual((await oauthApplications.byClientId(client_id))?.secret_hash, application.secret_hash);
    assert.equal((await oauthApplications.made(ann)).length, 1);
  });

  it('show every tool, with what it needs, its limits and an example', async () => {
    const page = await scene.visit(ann);
    await page.goto('/mcp-tools');
    const tool = page.locator('#tool-search_integration');
    await tool.locator('summary').click();
    await tool.getByText('read on the integration that integration_name names').waitFor();
    await tool.getByText('an answer of 900 KB').waitFor();
    await tool.getByText('customerNumber').first().waitFor();
    await page.locator('#tool-get_run_history').getByText('not for you').waitFor();
    await page.locator('#user-tool-book_loan > summary').click();
    await page.getByRole('link', { name: 'Loan Booking' }).first().waitFor();
    await page.locator('#port-busy > summary').click();
    await page.getByText('lsof -i :6545').waitFor();
    await assertAccessible(page);
  });

  it('show the calls: staff their own, superusers all, page after page', async () => {
    await called({ outcome: 'forbidden', tool: 'write_integration' });
    await called({ user_id: bob, username: 'bob', outcome: 'unknown_tool', tool: 'nope' });
    const page = await scene.visit(ann);
    await page.goto('/audit');
    assert.equal(await page.getByRole('cell', { name: 'unknown_tool' }).count(), 0);
    await page.getByLabel('Outcome').fill('forbidden');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('cell', { name: 'forbidden' }).waitFor();
    assert.equal(await page.locator('tbody tr').count(), 1);
    await assertAccessible(page);
    await page.goto('/audit?user=bob');
    assert.equal(await page.getByRole('cell', { name: 'unknown_tool' }).count(), 0);
    const csv = await (await page.request.get('/audit.csv?user=bob')).text();
    assert.doesNotMatch(csv, /bob/);

    for (let count = 0; count < 60; count += 1) await called({ user_id: root, username: 'root' });
    const dark = await scene.visit(root, { width: 390, dark: true });
    await dark.goto('/audit?user=root');
    assert.equal(await dark.locator('tbody tr').count(), 50);
    await assertAccessible(dark);
    await dark.getByRole('link', { name: 'Older' }).click();
    await dark.getByRole('link', { name: 'Newest' }).waitFor();
    assert.equal(await dark.locator('tbody tr').count(), 10);
    await dark.goto('/audit?from=never');
    await dark.getByText('A date, such as 2026-11-22.').waitFor();
    const answer = await dark.request.get('/audit.csv?outcome=unknown_tool');
    assert.match(answer.headers()['content-disposition'] as string, /audit-log\.csv/);
    assert.match(await answer.text(), /^[^\n]+\n[^,]+,bob,nope,,,unknown_tool,,3,10,2000\r\n$/);
    await dark.goto('/mcp-tools');
    await assertAccessible(dark);
  });

  it('tell who has lost every right on an integration no more than its number', async () => {
    const eve = (await scene.gateway.user('eve', 'staff')).id;
    const found = await scene.gateway.queries.integrations.find('Loan Booking');
    assert(found);
    await called({ user_id: eve, username: 'eve', integration_id: found.id });
    const page = await scene.visit(eve);
    await page.goto('/audit');
    await page.getByRole('cell', { name: `number ${found.id}` }).waitFor();
    await scene.gateway.grant(eve, 'Loan Booking', 'read');
    await page.goto('/audit');
    await page.getByRole('cell', { name: 'Loan Booking' }).waitFor();
  });

  // What mcp-remote makes of them: test/e2e/mcp-remote/troubles.test.ts.
  it('know the messages of the gateway letter by letter', async () => {
    const { url, mcpUrl, queries, user } = scene.gateway;
    const { clientId } = await new Applications(queries, () => new Date()).make(staticDraft('x'), null);
    const S256 = `code_challenge=${'a'.repeat(43)}&code_challenge_method=S256`;
    const authorize = (client: string, port: number) =>
      fetch(
        `${url}/o/authorize/?response_type=code&${S256}&client_id=${client}&redirect_uri=http://localhost:${port}/oauth/callback`,
      );
    const { token } = await user('dan', 'standard');
    const given: [string, Promise<Response>][] = [
      ['unknown-client', authorize('app_gone', 6545)],
      ['redirect-mismatch', authorize(clientId, 6546)],
      ['not-staff', fetch(mcpUrl, { method: 'POST', headers: { authorization: `Bearer ${token}` } })],
    ];
    for (const [id, response] of given) {
      const message = troubles.find((trouble) => trouble.id === id)?.message.replace('NAME', 'dan') as string;
      const text = await (await response).text();
      assert(text.includes(message), `${id}: ${text}`);
    }
  });

  it('are not for standard users', async () => {
    const page = await scene.visit(bob);
    for (const path of ['/mcp-tools', '/mcp-tools/connection', '/audit', '/audit.csv'])
      assert.equal((await page.goto(path))?.status(), 403, path);
  });

  it('do nothing for a form of another site, or about another’s application', async () => {
    const { oauthApplications } = scene.gateway.queries;
    const page = await scene.visit(root);
    await page.goto('/mcp-tools');
    assert.equal((await page.request.post('/mcp-tools/credentials', { form: {} })).status(), 403);
    const csrf = await page.locator('input[name=csrf]').first().inputValue();
    const application = String((await oauthApplications.made(ann))[0]?.id);
    // A superuser manages it on its own page; here are one's own alone.
    const answer = await page.request.post('/mcp-tools/secret', { form: { csrf, application } });
    assert.equal(answer.status(), 404);
    assert.deepEqual(await oauthApplications.made(root), []);
  });
});
