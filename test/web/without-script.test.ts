import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { authorizationUrl, createClient, pkce, REDIRECT } from '../oauth/flow.js';
import { browser, requireBrowser } from './browser.js';

const PASSWORD = 'the right password';

describe('The pages, without their script,', function suite() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let page: Page;
  let echo: number;
  before(async function start() {
    requireBrowser(this);
    gateway = await startTestGateway();
    const { id: userId } = await gateway.user('ann', 'staff', PASSWORD);
    const context = { integrationId: null, name: 'Echo', userId, now: new Date() };
    const integration = { before_hook: 'output.payload = { got: input.payload.word }' };
    const { signal } = new AbortController();
    const written = await gateway.queries.components.write({ integration }, { ...context, signal });
    if (written.outcome === 'conflict') throw new Error('conflict');
    echo = written.structure.id;
    page = await (await (await browser()).newContext({ baseURL: gateway.url, javaScriptEnabled: false })).newPage();
  });
  after(async () => {
    await page?.context().close();
    await gateway?.stop();
  });

  it('let somebody sign in, and lead on to where he or she wanted to go', async () => {
    await page.goto('/mcp-tools');
    await page.getByLabel('Name or e-mail address').fill('ann');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'MCP Tools' }).waitFor();
  });

  it('show the block of a client, and offer no button that does nothing', async () => {
    await page.getByRole('button', { name: 'Create my credentials' }).click();
    await page.getByText('this one time').waitFor();
    const block = page.locator('#claude-desktop').getByText('"mcpServers"');
    assert(await block.isVisible());
    assert(!(await block.innerText()).includes('YOUR_CLIENT_SECRET'));
    assert.equal(await page.getByRole('button', { name: 'Copy', exact: true }).count(), 0);
    await page.locator('#tool-search_integration > summary').click();
    assert(await page.locator('#tool-search_integration').getByText('an answer of').isVisible());
  });

  it('ask whether a client may act for somebody, and take the answer back to it', async () => {
    const client = await createClient(gateway, { skip_authorization: false });
    await page.route(`${REDIRECT}?**`, (route) => route.fulfill({ body: 'Back at the client' }));
    await page.goto(authorizationUrl(gateway, client, pkce(), { scope: 'read write' }));
    await page.getByLabel('create, change and delete integrations').uncheck();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Back at the client').waitFor();
    assert(new URL(page.url()).searchParams.get('code'));
  });

  it('run an integration, find the run, and show what its steps hold', async () => {
    await page.goto(`/integrations/${echo}`);
    await page.getByRole('link', { name: 'Run…' }).click();
    await page.getByRole('textbox', { name: 'Payload' }).fill('{"word": "pelican"}');
    await page.getByRole('button', { name: 'Run' }).click();
    await page.getByText('succeeded').waitFor();
    await page.goto('/runs');
    await page.getByLabel('Text').fill('pelican');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('table').getByRole('link', { name: /^\d+$/ }).click();
    assert.equal(await page.getByLabel('Find in the steps on this page').isVisible(), false);
    await page.locator('#step-1 summary').first().click();
    assert(await page.locator('#step-1').getByText('pelican').first().isVisible());
  });

  it('ask before they take something away', async () => {
    await page.goto('/account');
    await page.getByText('Sign out everywhere…').click();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});
