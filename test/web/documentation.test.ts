import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { assertAccessible, inBrowser } from './browser.js';
import { signedIn } from './signed-in.js';

const PAGES = readdirSync('docs')
  .filter((file) => file.endsWith('.md') && file !== 'index.md')
  .map((file) => `/docs/${file.replace('.md', '')}`);

inBrowser('The pages of the documentation', (scene) => {
  let zoe: number;
  before(async () => {
    zoe = (await scene.gateway.user('zoe', 'standard')).id;
  });

  it('are found by a question, and lead on to one another', async () => {
    const page = await scene.visit(zoe);
    await page.goto('/integrations');
    await page.getByRole('link', { name: 'Documentation' }).click();
    await page.getByRole('heading', { name: 'Documentation', level: 1 }).waitFor();
    await assertAccessible(page);

    await page.getByLabel('Search the documentation').fill('How do I call another integration from a hook?');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.locator('mark').first().waitFor();
    assert.equal(
      await page.getByLabel('Search the documentation').inputValue(),
      'How do I call another integration from a hook?',
    );
    await assertAccessible(page);
    await page.getByRole('link', { name: 'Special functions' }).click();
    await page.waitForURL('**/docs/formulas#special-functions');
    assert(await page.locator('h2#special-functions').isVisible());

    await page.getByRole('navigation', { name: 'On this page' }).getByRole('link', { name: 'Vaults' }).click();
    await page.waitForURL('**/docs/formulas#vaults');
    await page.locator('article').getByRole('link', { name: 'Running', exact: true }).first().click();
    await page.getByRole('heading', { name: 'How a run goes', level: 1 }).waitFor();
  });

  it('have examples that can be copied, and reached by keyboard', async () => {
    const page = await scene.visit(zoe, { width: 390, dark: true });
    await page.goto('/docs/formulas');
    const example = page.getByRole('region', { name: 'Formulas: example' });
    await example.focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Copied', { exact: true }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.equal(JSON.parse(copied).first, 'Ada');
    await assertAccessible(page);
  });

  it('are shown with their pictures, on a phone as well', async () => {
    const page = await scene.visit(zoe, { width: 390, dark: true });
    for (const path of ['/docs', '/docs/connect', '/docs/oauth', '/docs/nothing'])
      await page.goto(path).then(() => assertAccessible(page));
    await page.goto('/docs/connect');
    const picture = page.getByRole('img', { name: 'The page for signing in' });
    await picture.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      (image) => (image as HTMLImageElement).naturalWidth > 100,
      await picture.elementHandle(),
    );
  });

  it('hold no link or anchor that leads nowhere', async () => {
    const { get } = await signedIn(scene.gateway, zoe);
    const anchors = new Map<string, Set<string>>();
    const links: [from: string, to: string][] = [];
    for (const path of ['/docs', '/docs/readme', ...PAGES]) {
      const response = await get(path);
      assert.equal(response.status, 200, path);
      const html = await response.text();
      anchors.set(path, new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id as string)));
      const article = html.slice(html.indexOf('<main'));
      for (const [, to = ''] of article.matchAll(/ (?:href|src)="([^"]+)"/g)) links.push([path, to]);
      assert.doesNotMatch(article, /<script|<\w[^>]*\s(?:style|on\w+)=/, path);
    }
    for (const [from, to] of links) {
      if (/^https?:/.test(to)) continue;
      const [path = '', anchor] = to.split('#');
      const known = anchors.get(path === '' ? from : path);
      if (known) assert(!anchor || known.has(anchor), `${from} leads to ${to}`);
      else assert.equal((await get(path)).status, 200, `${from} leads to ${to}`);
    }
    assert(links.length > 100);
  });

  it('are for whoever is signed in, and for nobody else', async () => {
    const ask = (path: string) => fetch(`${scene.gateway.url}${path}`, { redirect: 'manual' });
    for (const path of ['/docs', '/docs?q=runs', '/docs/formulas', '/docs/images/run.png']) {
      const { status, headers } = await ask(path);
      assert.deepEqual([status, headers.get('location')], [303, `/sign-in?next=${encodeURIComponent(path)}`]);
    }
  });

  const elsewhere: [string, [status: number, location: string | null]][] = [
    ['/docs/index', [303, '/docs']],
    ['/docs/formulas.md', [303, '/docs/formulas']],
    ['/docs/Formulas', [303, '/docs/formulas']],
    ['/docs/nothing', [404, null]],
    ['/docs/..%2FREADME', [404, null]],
    ['/docs/__proto__', [404, null]],
    ['/docs/images/nothing.png', [404, null]],
    ['/docs/images/..%2Fformulas.md', [404, null]],
  ];
  for (const [path, want] of elsewhere) {
    it(`answers ${path} with ${want[0]}`, async () => {
      const { get } = await signedIn(scene.gateway, zoe);
      const response = await get(path);
      assert.deepEqual([response.status, response.headers.get('location')], want);
    });
  }

  it('escape what is asked', async () => {
    const { get } = await signedIn(scene.gateway, zoe);
    const question = '"><script>alert(1)</script>';
    const html = await (await get(`/docs?q=${encodeURIComponent(question)}`)).text();
    assert(!html.includes('<script>alert'));
    assert.equal((await get(`/docs?q=${'run '.repeat(500)}`)).status, 200);
  });
});
