import assert from 'node:assert/strict';
import { assertAccessible, inBrowser } from './browser.js';
import { signedIn } from './signed-in.js';

inBrowser('The page of one’s own account', (scene) => {
  let ann: number;
  before(async () => {
    ann = (await scene.gateway.user('ann', 'staff', 'the old password')).id;
  });

  it('changes the password, and ends the other sessions', async () => {
    const other = await signedIn(scene.gateway, ann);
    assert.equal((await other.get('/account')).status, 200);
    const page = await scene.visit(ann, { width: 390, dark: true });
    await page.goto('/account');
    await assertAccessible(page);
    const fill = async (current: string, password: string, again = password) => {
      await page.getByLabel('Current password').fill(current);
      await page.getByLabel('New password', { exact: true }).fill(password);
      await page.getByLabel('New password again').fill(again);
      await page.getByRole('button', { name: 'Change password' }).click();
    };
    await fill('the old password', 'short');
    await page.getByText('The password is too short').waitFor();
    await fill('the old password', 'a fox in the fog', 'a fox in the bog');
    await page.getByText('The two new passwords differ.').waitFor();
    await fill('a wrong password', 'a fox in the fog');
    await page.getByText('That is not your current password.').waitFor();
    assert.equal((await other.get('/account')).status, 200);
    await fill('the old password', 'a fox in the fog');
    await page.getByText('Your password is changed.').waitFor();
    assert.equal((await other.get('/account')).status, 303);
    const user = await scene.gateway.queries.users.signingIn('ann');
    assert.match(user?.password_hash ?? '', /^\$argon2id\$/);
  });

  it('signs out everywhere', async () => {
    const other = await signedIn(scene.gateway, ann);
    const page = await scene.visit(ann);
    await page.goto('/account');
    await page.getByText('Sign out everywhere…').click();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    assert.equal((await other.get('/account')).status, 303);
  });
});
