import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { authorizationUrl, createClient, pkce, signInWith } from '../oauth/flow.js';
import { assertAccessible, inBrowser } from './browser.js';

inBrowser('The pages of consent and of connected clients', (scene) => {
  let ann: number;
  let callback: Server | undefined;
  after(() => callback?.close().closeAllConnections());
  before(async () => {
    ann = (await scene.gateway.user('ann')).id;
  });

  it('let somebody allow a client some of what it asks for, or deny it', async () => {
    const back: URLSearchParams[] = [];
    callback = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url as string, 'http://localhost');
      if (pathname === '/callback') back.push(searchParams);
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Client</title><p>Back at the client');
    });
    await once(callback.listen(0, '127.0.0.1'), 'listening');
    const redirect_uri = `http://127.0.0.1:${(callback.address() as AddressInfo).port}/callback`;
    const given = { name: 'Helper', skip_authorization: false, redirect_uris: [redirect_uri] };
    const client = await createClient(scene.gateway, given);
    const page = await scene.visit(ann, { width: 390, dark: true });
    await page.goto(authorizationUrl(scene.gateway, client, pkce(), { redirect_uri, scope: 'read write' }));
    await page.getByRole('heading', { name: 'Allow Helper to act for you?' }).waitFor();
    await assertAccessible(page);
    await page.getByLabel('create, change and delete integrations').uncheck();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('Back at the client').waitFor();
    assert(back.at(-1)?.get('code'));
    await page.goto(authorizationUrl(scene.gateway, client, pkce(), { redirect_uri, prompt: 'consent' }));
    await page.getByRole('button', { name: 'Deny' }).click();
    await page.getByText('Back at the client').waitFor();
    assert.equal(back.at(-1)?.get('error'), 'access_denied');
  });

  it('show what acts for somebody, and end it', async () => {
    const client = await createClient(scene.gateway, { name: 'Claude Desktop' });
    await signInWith(scene.gateway, client, ann, { scope: 'read' });
    const page = await scene.visit(ann);
    await page.goto('/connections');
    const row = page.getByRole('row', { name: 'Claude Desktop' });
    await row.getByText('see your integrations and what they are made of').waitFor();
    await assertAccessible(page);
    await row.getByText('Disconnect…').click();
    await row.getByRole('button', { name: 'Disconnect' }).click();
    await page.getByText('The client can no longer act for you.').waitFor();
    assert.equal(await page.getByRole('row', { name: 'Claude Desktop' }).count(), 0);
  });
});
