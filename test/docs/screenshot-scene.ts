import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import Database from 'better-sqlite3';
import { OAuthHost } from '../e2e/oauth-host.js';
import { type Running, run, start } from '../e2e/process.js';
import { freePort } from '../free-port.js';

/** Where clients wait for the browser; nobody listens there. */
export const REDIRECT = 'http://localhost:6545/oauth/callback';

export interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

/** A gateway as `npm start` starts it, on ports that are free and with a folder of its own, and the commands beside it. */
export class ScreenshotScene {
  private constructor(
    readonly url: string,
    readonly password: string,
    readonly token: string,
    private readonly running: Running,
    private readonly env: Record<string, string>,
  ) {}

  static async start(): Promise<ScreenshotScene> {
    const dataDir = await mkdtemp(join(tmpdir(), 'gateway-screenshots-'));
    const port = String(await freePort());
    const env = { PORT: port, GATEWAY_DATA_DIR: dataDir, GATEWAY_LOG_LEVEL: 'error' };
    const running = start(['serve', '--mock-core', '0'], env);
    const said = await running.printed(/connect an assistant/);
    const found = (pattern: RegExp) => pattern.exec(said)?.[1] ?? '';
    const [password, token] = [found(/password +(\S+)/), found(/API token +(\S+)/)];
    return new ScreenshotScene(`http://localhost:${port}`, password, token, running, env);
  }

  /** Gives a command line; answers with what it prints. */
  async command(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await run(args, this.env);
    if (code !== 0) throw new Error(`gateway ${args.join(' ')}: ${stderr}`);
    return stdout;
  }

  /** Runs an integration over HTTP. */
  async execute(name: string, payload: object): Promise<void> {
    const response = await fetch(`${this.url}/integrations/execute/${encodeURIComponent(name)}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${this.token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(payload),
    });
    await response.text();
  }

  /** Does something as a client does that was given credentials, and whose user is at a browser. */
  async act(known: Credentials, visit: (address: string) => Promise<URL>, act: (client: Client) => Promise<unknown>) {
    const host = new OAuthHost({ era: '2025-11-25', redirect: REDIRECT, known: { ...known, issuer: this.url }, visit });
    await host.run(`${this.url}/integrations/mcp/`, act);
  }

  /** Dates runs back, each by its share of some hours: a chart of one minute shows little. */
  spreadRuns(hours: number): void {
    const db = new Database(join(this.env.GATEWAY_DATA_DIR as string, 'gateway.sqlite'));
    try {
      const rows = db.prepare('select id, started_at, finished_at from runs order by id').all() as Row[];
      const update = db.prepare('update runs set started_at = ?, finished_at = ? where id = ?');
      rows.forEach(({ id, started_at, finished_at }, at) => {
        const back = ((rows.length - at) / rows.length) ** 1.5 * hours * 3_600_000;
        const earlier = (moment: string | null) => moment && new Date(Date.parse(moment) - back).toISOString();
        update.run(earlier(started_at), earlier(finished_at), id);
      });
    } finally {
      db.close();
    }
  }

  async stop(): Promise<void> {
    this.running.child.kill();
    await this.running.finished;
    await rm(this.env.GATEWAY_DATA_DIR as string, { recursive: true, force: true });
  }
}

interface Row {
  readonly id: number;
  readonly started_at: string;
  readonly finished_at: string | null;
}
