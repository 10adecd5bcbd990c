import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { WebSessions } from '../../src/auth/web-sessions.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { chromiumPath, launchChromium, PLACES } from './chromium.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let running: Promise<Browser> | undefined;

/*
 * Where one process runs several files, one after another, this is run after the first of them alone: the next one starts a browser
 * again, which ends with the process.
 */
after(async () => {
  const last = running;
  running = undefined;
  await (await last)?.close();
});

/** One browser for all tests of a process. */
export const browser = (): Promise<Browser> => {
  running ??= launchChromium();
  return running;
};

/** Where there is no browser, the tests of a suite are left out, but not in CI. */
export function requireBrowser(suite: Mocha.Context): void {
  if (chromiumPath) return;
  if (process.env.CI) throw new Error(`there is no Chromium in any of ${PLACES.join(', ')}`);
  suite.skip();
}

/** A gateway with its pages, and people who look at them in a real browser. */
export interface WebScene {
  readonly gateway: TestGateway;
  /**
   * A browser of its own, in which that user is signed in (without the form, which costs a password); null: nobody. What goes
   * wrong on its pages fails the test at its end.
   */
  visit(userId: number | null, options?: { width?: number; dark?: boolean }): Promise<Page>;
}

/** Runs a suite with a browser; where there is none, it is left out, but not in CI. */
export function inBrowser(name: string, suite: (scene: WebScene) => void): void {
  describe(name, function suiteInBrowser() {
    this.timeout(60_000);
    let gateway: TestGateway;
    const contexts: BrowserContext[] = [];
    const problems: string[] = [];
    before(async function start() {
      requireBrowser(this);
      gateway = await startTestGateway();
    });
    afterEach(() => assert.deepEqual(problems.splice(0), []));
    after(async () => {
      for (const context of contexts) await context.close();
      await gateway?.stop();
    });

    suite({
      get gateway() {
        return gateway;
      },
      async visit(userId, { width = 1280, dark = false } = {}) {
        const context = await (await browser()).newContext({
          baseURL: gateway.url,
          viewport: { width, height: 900 },
          colorScheme: dark ? 'dark' : 'light',
          permissions: ['clipboard-read', 'clipboard-write'],
        });
        contexts.push(context);
        if (userId !== null) {
          const secret = await new WebSessions(gateway.queries, () => new Date()).begin(userId);
          await context.addCookies([{ name: 'session', value: secret, url: gateway.url }]);
        }
        const page = await context.newPage();
        page.on('console', (message) => {
          const isOwn = message.type() === 'error' && !/status of (4\d\d|503)/.test(message.text());
          if (isOwn) problems.push(`console: ${message.text()}`);
        });
        page.on('pageerror', (error) => void problems.push(`script: ${error.message}`));
        return page;
      },
    });
  });
}

/** Fails for what axe finds to be serious or worse; with a narrow window, also when the page is wider than that. */
export async function assertAccessible(page: Page): Promise<void> {
  // Evaluated by the debugger, and so not subject to the page's policy.
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } }).axe;
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
  });
  assert.deepEqual(found, [], page.url());
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert(overflow <= 0, `${page.url()} is ${overflow} pixels wider than the window`);
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string }[];
}
