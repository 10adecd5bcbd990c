import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { csrfTokenOf } from '../../../src/auth/csrf.js';
import { WebSessions } from '../../../src/auth/web-sessions.js';
import { FRONTEND_LIMITS } from '../../../src/frontends/frontend-limits.js';
import { unzipped } from '../../../src/frontends/unzipped.js';
import { zipped } from '../../../src/frontends/zipped.js';
import { assertAccessible, inBrowser } from '../browser.js';
import { signedIn } from '../signed-in.js';

const zipOf = (files: Record<string, string>) =>
  zipped(Object.entries(files).map(([path, content]) => ({ path, content: Buffer.from(content) })));
const upload = async (files: Record<string, string>) => ({
  name: 'site.zip',
  mimeType: 'application/zip',
  buffer: await zipOf(files),
});

inBrowser('The pages of frontends', (scene) => {
  let maker: number;
  let teller: number;
  before(async () => {
    const { gateway } = scene;
    maker = (await gateway.user('maker', 'standard')).id;
    teller = (await gateway.user('teller', 'standard')).id;
    await gateway.queries.userPermissions.grant({ user_id: maker, permission: 'frontends', by: null }, new Date());
  });

  it('let whoever may make one, replace its files, take them home, and delete it', async () => {
    const page = await scene.visit(maker);
    await page.goto('/integrations');
    await page.getByRole('link', { name: 'Frontends' }).click();
    await page.getByText('There are no frontends yet.').waitFor();
    await assertAccessible(page);
    await page.getByLabel('Name').fill('Mock CRM');
    await page.getByLabel('Allowed domains').fill('https://intranet.example.com\nhttps://*.example.org');
    await page.getByRole('button', { name: 'Add frontend' }).click();
    await page.getByText('The frontend is there').waitFor();
    await page.getByRole('heading', { name: 'Mock CRM', level: 1 }).waitFor();
    await page.getByRole('rowheader', { name: 'script.js' }).waitFor();
    await assertAccessible(page);

    await page
      .getByLabel('Zip of its files')
      .setInputFiles(await upload({ 'index.html': '<h1>Replaced</h1>', 'über/a.js': '' }));
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('The files of the zip have taken the place').waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download zip' }).click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), 'mock-crm.zip');
    const files = await unzipped(await readFile(await download.path()));
    assert.deepEqual([...files.keys()].toSorted(), ['index.html', 'über/a.js']);

    await page
      .getByLabel('Zip of its files')
      .setInputFiles(await upload({ 'index.html': '<b onclick=x>\n<script>y</script>' }));
    await page.getByRole('button', { name: 'Upload' }).click();
    await page.getByText('line 1, column 4: <b onclick>').waitFor();
    await page.getByText('line 2, column 1: <script>').waitFor();
    await page.getByText('Nothing was changed.').waitFor();
    await assertAccessible(page);

    await page.getByLabel('Name').fill('a/b');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('The name "a/b" must be of letters').waitFor();
    assert.equal(await page.getByLabel('Name').inputValue(), 'a/b');
    await page.getByLabel('Name').fill('Customers');
    await page.getByLabel('Allowed domains').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    const [row] = await scene.gateway.queries.frontends.list();
    assert.deepEqual([row?.name, row?.path, row?.allowed_domains], ['Customers', 'mock-crm', []]);

    await page.getByRole('link', { name: 'Open', exact: true }).click();
    await page.getByRole('heading', { name: 'Replaced' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/frontends/mock-crm/');
    await page.goBack();
    await page.getByText('Delete the frontend…').click();
    await page.getByRole('button', { name: 'Delete Customers' }).click();
    await page.getByText('The frontend is deleted').waitFor();
    assert.equal((await scene.gateway.queries.frontends.list()).length, 0);
  });

  it('make one of a zip, and say why not', async () => {
    const page = await scene.visit(maker, { width: 390, dark: true });
    await page.goto('/frontends');
    await page.getByLabel('Name').fill('Zipped');
    await page.getByLabel('Zip of its files').setInputFiles(await upload({ 'dist/index.html': '' }));
    await page.getByRole('button', { name: 'Add frontend' }).click();
    await page.getByText('it is dist/index.html').waitFor();
    assert.equal(await page.getByLabel('Name').inputValue(), 'Zipped');
    await assertAccessible(page);
    await page.getByLabel('Zip of its files').setInputFiles(await upload({ 'index.html': 'x' }));
    await page.getByRole('button', { name: 'Add frontend' }).click();
    await page.getByRole('heading', { name: 'Zipped', level: 1 }).waitFor();
    await assertAccessible(page);
  });

  it('show everybody what there is to open, and nothing to change', async () => {
    const page = await scene.visit(teller, { width: 390, dark: true });
    await page.goto('/frontends');
    await page.getByRole('link', { name: 'Zipped' }).click();
    await page.getByText('x', { exact: true }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/frontends/zipped/');
    await page.goBack();
    assert.equal(await page.getByRole('button', { name: 'Add frontend' }).count(), 0);
    await assertAccessible(page);
  });

  it('change nothing for whoever has no right to, has no token, or comes from elsewhere', async () => {
    const { gateway } = scene;
    const [row] = await gateway.queries.frontends.list();
    const address = `/frontends/~${row?.id}`;
    const other = await signedIn(gateway, teller);
    for (const path of [address, `${address}/zip`]) assert.equal((await other.get(path)).status, 403);
    for (const path of ['/frontends', address, `${address}/zip`, `${address}/delete`])
      assert.equal((await other.post(path, { name: 'x' })).status, 403, path);
    // Of whom it is refused for, no zip is waited for.
    const sent = request(`${gateway.url}${address}/zip`, {
      method: 'POST',
      headers: {
        cookie: `session=${await new WebSessions(gateway.queries, () => new Date()).begin(teller)}`,
        'content-type': 'multipart/form-data; boundary=x',
        'content-length': String(FRONTEND_LIMITS.zip_bytes),
      },
    });
    sent.flushHeaders();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    assert.equal(answer.statusCode, 403);
    sent.on('error', () => undefined).destroy();
    const mine = await signedIn(gateway, maker);
    assert.equal((await mine.get('/frontends/~9999')).status, 404);
    assert.equal((await mine.post('/frontends/~9999/delete')).status, 404);

    const secret = await new WebSessions(gateway.queries, () => new Date()).begin(maker);
    const send = async (fields: Record<string, string | Blob>, headers = {}) => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      const cookie = { cookie: `session=${secret}`, ...headers };
      return (
        await fetch(`${gateway.url}${address}/zip`, { method: 'POST', body, headers: cookie, redirect: 'manual' })
      ).status;
    };
    const csrf = csrfTokenOf(secret);
    const zip = new Blob([new Uint8Array(await zipOf({ 'index.html': 'new' }))]);
    assert.equal(await send({ zip }), 403);
    assert.equal(await send({ csrf: 'wrong', zip }), 403);
    assert.equal(await send({ csrf, zip }, { origin: 'https://evil.example' }), 403);
    assert.equal(await send({ csrf, zip: new Blob([new Uint8Array(FRONTEND_LIMITS.zip_bytes + 1)]) }), 413);
    assert.equal(await send({ csrf, zip: 'no file' }), 400);
    const files = await gateway.queries.frontends.contents(row?.id ?? 0);
    assert.deepEqual(
      files.map(({ content }) => String(content)),
      ['x'],
    );
    assert.equal(await send({ csrf, zip }), 303);
    // What takes no files takes none.
    const body = new FormData();
    body.append('csrf', csrf);
    const cookie = { cookie: `session=${secret}` };
    assert.equal((await fetch(gateway.url + address, { method: 'POST', body, headers: cookie })).status, 400);
  });
});
