import type { BrowserContext, Page } from 'playwright-core';
import { WebSessions } from '../../src/auth/web-sessions.js';
import type { TestGateway } from './gateway.js';

/** What somebody types to sign in. */
interface Credentials {
  readonly name: string;
  readonly password: string;
}

/** Somebody at a browser, to whom a client sends an address. */
export class Person {
  private constructor(
    readonly page: Page,
    private readonly credentials: Credentials | null,
  ) {}

  /** Has to sign in with a form. */
  static async with(credentials: Credentials, context: BrowserContext): Promise<Person> {
    return new Person(await context.newPage(), credentials);
  }

  /** Has signed in, without the form, which costs a password. */
  static async signedIn({ queries, url }: TestGateway, userId: number, context: BrowserContext): Promise<Person> {
    const secret = await new WebSessions(queries, () => new Date()).begin(userId);
    await context.addCookies([{ name: 'session', value: secret, url }]);
    return new Person(await context.newPage(), null);
  }

  /**
   * Does what the pages ask for, decides when there is something to be decided, and comes back to the client; answers with the
   * address, as the browser called it, and what it showed.
   */
  async visit(address: string, decision: 'Allow' | 'Deny' | null = null): Promise<{ url: URL; text: string }> {
    const { page } = this;
    const { origin } = new URL(address);
    // A client's page may close itself.
    const back = page.waitForResponse((response) => new URL(response.url()).origin !== origin);
    // Whoever waits for it sees the failure.
    back.catch(() => {});
    await page.goto(address);
    if (this.credentials && (await page.getByLabel('Password').isVisible())) await this.#signIn(this.credentials);
    if (decision) await page.getByRole('button', { name: decision }).click();
    const response = await back;
    return { url: new URL(response.url()), text: await response.text().catch(() => '') };
  }

  /** What a page of ours says at that address, where the way ends. */
  async read(address: string): Promise<string> {
    await this.page.goto(address);
    return this.page.locator('main').innerText();
  }

  async #signIn({ name, password }: Credentials): Promise<void> {
    await this.page.getByLabel('Name or e-mail address').fill(name);
    await this.page.getByLabel('Password').fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }
}
