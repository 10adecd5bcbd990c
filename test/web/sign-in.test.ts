import assert from 'node:assert/strict';
import { assertAccessible, inBrowser } from './browser.js';

inBrowser('The sign-in page', (scene) => {
  before(async () => {
    await scene.gateway.user('ann', 'staff', 'right password');
  });

  it('lets somebody in, and out again', async () => {
    const page = await scene.visit(null);
    await page.goto('/');
    assert.equal(new URL(page.url()).pathname, '/sign-in');
    await assertAccessible(page);
    await page.getByLabel('Name or e-mail address').fill('ann');
    await page.getByLabel('Password').fill('wrong');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('The name or the password is wrong.').waitFor();
    await assertAccessible(page);
    await page.getByLabel('Password').fill('right password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    assert.equal(new URL(page.url()).pathname, '/integrations');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/');
    assert.equal(new URL(page.url()).pathname, '/sign-in');
  });
});
