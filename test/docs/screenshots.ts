import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from 'playwright-core';
import { launchChromium } from '../web/chromium.js';
import { blocksOf, sectionOf } from './blocks.js';
import { type Credentials, REDIRECT, ScreenshotScene } from './screenshot-scene.js';

/*
 * `npm run docs:screenshots` makes the pictures of the documentation: it starts a gateway, does there what docs/connect.md tells,
 * and writes what the browser shows into docs/images/.
 */
const IMAGES = fileURLToPath(new URL('../../docs/images/', import.meta.url));
const README = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const WIDTH = 1240;
/** Around a part of a page: at its sides, and above and below. */
const [SIDES, ENDS] = [24, 16];

const scene = await ScreenshotScene.start();
const browser = await launchChromium();
try {
  const context = await browser.newContext({
    baseURL: scene.url,
    viewport: { width: WIDTH, height: 800 },
    colorScheme: 'light',
    timezoneId: 'UTC',
    locale: 'en-US',
    reducedMotion: 'reduce',
  });
  mkdirSync(IMAGES, { recursive: true });
  const page = await context.newPage();
  await signIn(page);
  await connect(page);
  await decide(page);
  await build(page);
  await people(page);
} finally {
  await browser.close();
  await scene.stop();
}

/** Takes a picture of the page's first so many pixels, or of a part of it with some room around. */
async function shoot(page: Page, name: string, shown: number | Locator): Promise<void> {
  // Which port was free says nothing to a reader.
  await page.evaluate((port) => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode as Text;
      text.data = text.data.replaceAll(`localhost:${port}`, 'localhost:3000');
    }
  }, new URL(scene.url).port);
  const path = `${IMAGES}${name}.png`;
  if (typeof shown === 'number') {
    await page.setViewportSize({ width: WIDTH, height: shown });
    await page.screenshot({ path });
  } else {
    const box = await shown.boundingBox();
    if (!box) throw new Error(`${name} is not to be seen`);
    const { x, y, width, height } = box;
    const clip = { x: x - SIDES, y: y - ENDS, width: width + 2 * SIDES, height: height + 2 * ENDS };
    await page.screenshot({ path, clip, fullPage: true });
  }
  console.log(path);
}

async function signIn(page: Page): Promise<void> {
  await page.goto('/mcp-tools');
  await page.getByLabel('Name or e-mail address').fill('admin');
  await page.getByLabel('Password').fill(scene.password);
  await shoot(page, 'sign-in', 440);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Makes credentials, and uses them as a client does. */
async function connect(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Create my credentials' }).click();
  const text = await page.locator('#claude-desktop pre').first().textContent();
  const { args } = JSON.parse(text ?? '').mcpServers['IG-MCP'];
  await shoot(page, 'mcp-tools', 980);
  await scene.act(JSON.parse(args[7]), visitor(page), async (client) => {
    await client.callTool({ name: 'list_integrations', arguments: {} });
    const [integration] = blocksOf(sectionOf(README, 'A conversation')).filter(({ language }) => language === 'json');
    await client.callTool({ name: 'write_integration', arguments: JSON.parse(integration?.text ?? '') });
  });
  await page.goto('/mcp-tools');
  await shoot(page, 'connected', page.locator('.steps > li').last());
}

/** A client that asks first. */
async function decide(page: Page): Promise<void> {
  const printed = await scene.command('application', 'create', '--name', 'Team assistant', '--no-skip');
  const [, client_id = '', client_secret = ''] = /client id: (\S+)\n.*: (\S+)/.exec(printed) ?? [];
  const known: Credentials = { client_id, client_secret };
  const visit = visitor(page, async () => {
    await shoot(page, 'consent', page.locator('main .card'));
    await page.getByRole('button', { name: 'Allow' }).click();
  });
  await scene.act(known, visit, (client) => client.listTools());
  await page.goto('/connections');
  await shoot(page, 'connections', 460);
}

/** Goes where a client sends its user; answers with where the browser came back to, where nobody listens. */
function visitor(page: Page, answer = async () => {}) {
  return async (address: string): Promise<URL> => {
    const back = page.waitForRequest((request) => request.url().startsWith(REDIRECT));
    await page.goto(address).catch(() => {});
    await answer();
    return new URL((await back).url());
  };
}

/** An integration, and its runs. */
async function build(page: Page): Promise<void> {
  await page.goto('/integrations');
  await page.getByRole('link', { name: 'User Onboarding (Tutorial)' }).first().click();
  await page.locator('svg').first().waitFor();
  await shoot(page, 'integration', 900);

  await scene.command('adapter', 'bind', '--integration', 'new_customer', '--adapter', 'mock core');
  const people = [
    'ada',
    'grace',
    'alan',
    'edsger',
    'barbara',
    'donald',
    'radia',
    'ken',
    'frances',
    'john',
    'jean',
    'tim',
  ];
  for (const [at, first] of [...people, ...people, ...people].entries()) {
    const born = at % 7 === 3 ? '24.12.1990' : '12/24/1990';
    await scene.execute('new_customer', { first, last: 'example', email: `${first}@example.com`, born });
    if (at % 4 === 0) await scene.execute('User Management (Tutorial)', {});
  }
  scene.spreadRuns(20);
  await scene.execute('new_customer', { first: 'ada', last: 'LOVELACE', email: 'ada@example.com', born: '24.12.1990' });
  await page.goto('/runs');
  await shoot(page, 'runs', page.locator('main section', { hasText: 'Outcome and duration' }).first());
  await page.goto('/runs?integration=new_customer');
  await page.locator('table a[href^="/runs/"]').first().click();
  await shoot(page, 'run', page.locator('#steps'));
}

async function people(page: Page): Promise<void> {
  await scene.command('user', 'create', 'ann', '--staff', '--email', 'ann@example.com');
  await scene.command('user', 'create', 'shop', '--service-account');
  await scene.command('group', 'create', 'Support');
  await scene.command('group', 'add', 'Support', 'ann');
  await scene.command('permission', 'grant', 'ann', 'new_customer', 'read', 'write', 'execute', 'debug');
  await scene.command('permission', 'grant', 'shop', 'new_customer', 'execute');
  await scene.command('permission', 'grant', '--group', 'Support', 'User Onboarding (Tutorial)', 'read', 'debug');
  await page.goto('/permissions');
  await shoot(page, 'permissions', 720);
}
