import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { assertAccessible, inBrowser } from './browser.js';

const NAME = 'rebecca.schmidt';

inBrowser('What is around every page', (scene) => {
  let rebecca: number;
  let long: number;
  let dark: Page | undefined;
  before(async () => {
    rebecca = (await scene.gateway.user(NAME, 'standard')).id;
    long = (await scene.gateway.user(`r${'e'.repeat(149)}`, 'staff')).id;
  });

  it('says on a phone who is signed in, and cuts nothing but names that are too long for it', async () => {
    const page = await scene.visit(rebecca, { width: 390 });
    await page.goto('/connections');
    const link = page.locator('header').getByRole('link', { name: NAME });
    const missing = await link.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    assert(missing <= 1, `${missing} pixels of the name are cut`);
    await assertAccessible(page);
    const other = await scene.visit(long, { width: 390 });
    await other.goto('/connections');
    await other.getByRole('button', { name: 'Sign out' }).click({ trial: true });
    await assertAccessible(other);
  });

  it('is used by keyboard: first comes the way to the content, then the pages, and what has the focus shows it', async () => {
    const page = await scene.visit(rebecca);
    await page.goto('/connections');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to the content' });
    assert(await skip.evaluate((element) => element === document.activeElement));
    const box = await skip.boundingBox();
    assert(box && box.x >= 0 && box.y >= 0 && box.width > 20, JSON.stringify(box));
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');

    await page.goto('/connections');
    const order: string[] = [];
    for (let count = 0; count < 9; count++) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element);
        const isShown = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1;
        return { name: (document.activeElement as HTMLElement).innerText.trim(), isShown };
      });
      assert(focused.isShown, `nothing shows the focus on ${focused.name}`);
      order.push(focused.name);
    }
    assert.deepEqual(order, [
      'Skip to the content',
      'Integration Gateway',
      NAME,
      'Sign out',
      'Integrations',
      'Run history',
      'Schedules',
      'Frontends',
      'Connected clients',
    ]);
    await page.keyboard.press('Enter');
    assert.equal(new URL(page.url()).pathname, '/connections');
  });

  const errors: [name: string, { given: string; want: [status: number, text: RegExp] }][] = [
    ['that there is not', { given: '/nowhere', want: [404, /There is no such page/] }],
    ['for others', { given: '/users', want: [403, /Ask an administrator/] }],
    ['of a sign-in that is over', { given: '/o/interaction/gone', want: [400, /Start again from the client/] }],
    [
      'of a client that is not known',
      {
        given: '/o/authorize/?client_id=gone&response_type=code&redirect_uri=http://localhost:6545/oauth/callback',
        want: [400, /Tell whoever set up the client/],
      },
    ],
  ];
  for (const [name, { given, want }] of errors) {
    it(`stands around a page ${name} as well, which says what to do`, async () => {
      const [status, text] = want;
      dark ??= await scene.visit(rebecca, { width: 390, dark: true });
      assert.equal((await dark.goto(given))?.status(), status);
      await dark.getByText(text).waitFor();
      await assertAccessible(dark);
      assert.equal(await dark.getByRole('link', { name: 'To the start page' }).getAttribute('href'), '/');
    });
  }
});
