import assert from 'node:assert/strict';
import { adminOn } from '../admin/admin-on.js';
import { assertAccessible, inBrowser } from './browser.js';

inBrowser('The log of what administrators change', (scene) => {
  let root: { id: number };
  let ann: { id: number; token: string };

  before(async () => {
    const { queries, keyring } = scene.gateway;
    root = await scene.gateway.user('root', 'superuser');
    ann = await scene.gateway.user('ann');
    const { changes } = adminOn({ queries, now: () => new Date('2026-11-22T09:30:00Z') }, keyring);
    const by = { userId: root.id, signal: new AbortController().signal };
    const { id } = await changes.create(by, 'gateway.Group', { name: 'Loan officers', members: [ann.id] });
    await changes.change(by, 'gateway.Group', id, { name: 'Loan officers, Basel', members: [] });
    await changes.delete(by, 'gateway.Group', id);
    const secret = { password: 'correct horse battery', email: 'ann@example.com', is_staff: true };
    await changes.change(by, 'gateway.User', ann.id, secret);
    const cleo = { username: 'cleo', email: 'cleo@example.com', is_service_account: true };
    await changes.create(by, 'gateway.User', cleo);
  });

  it('tells superusers who has changed what', async () => {
    const page = await scene.visit(root.id);
    await page.goto('/audit');
    await page.getByRole('link', { name: 'Changes', exact: true }).click();
    const rows = page.locator('tbody tr');
    assert.equal(await rows.count(), 5);
    assert.match(await rows.nth(0).innerText(), /root\s+added cleo\s+User 3/);
    await rows.nth(0).getByText('more').click();
    assert.match(await rows.nth(0).innerText(), /is_service_account\s+is\s+yes/);
    const changed = await rows.nth(1).innerText();
    assert.match(changed, /email\s+(is\s+)?ann@example.com/);
    assert.match(changed, /password\s+(is\s+)?__ENCRYPTED__/);
    assert.match(await rows.nth(3).innerText(), /changed Loan officers, Basel/);
    await assertAccessible(page);

    await page.getByLabel('Model').fill('Group');
    await page.getByLabel('User').fill('root');
    await page.getByRole('button', { name: 'Search' }).click();
    assert.equal(await rows.count(), 3);
    await page.getByLabel('User').fill('ann');
    await page.getByRole('button', { name: 'Search' }).click();
    assert.match(await page.locator('main').innerText(), /No change fits/);
  });

  it('can be read on a phone in the dark', async () => {
    const page = await scene.visit(root.id, { width: 390, dark: true });
    await page.goto('/audit/changes');
    await assertAccessible(page);
  });

  it('is for superusers alone', async () => {
    const page = await scene.visit(ann.id);
    assert.equal((await page.goto('/audit/changes'))?.status(), 403);
    await page.goto('/audit');
    assert.equal(await page.getByRole('link', { name: 'Changes', exact: true }).count(), 0);
  });
});
