import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ToolListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js';
import { NpmFolder } from '../../npm-folder.js';

/** Where the releases are installed. */
export const releases = new NpmFolder(fileURLToPath(new URL('./releases/', import.meta.url)));

/** The one that our pages name, and the newest. */
export const RELEASES = ['0.1.29', '0.15.1'] as const;

export type Release = (typeof RELEASES)[number];

/** The address that a person is asked to visit. */
const VISIT = /Please authorize this client by visiting:\s+(\S+)/g;

/** A machine on which clients start mcp-remote, which keeps there what it has been given. */
export class Machine {
  private constructor(
    readonly release: Release,
    readonly home: string,
  ) {}

  static async withRelease(release: Release): Promise<Machine> {
    await releases.install();
    return new Machine(release, await mkdtemp(join(tmpdir(), 'mcp-remote-')));
  }

  /** Starts it as a client does, with the arguments that follow its name. */
  start(args: readonly string[]): McpRemote {
    return new McpRemote(releases.path(`mcp-remote-${this.release}`, 'dist/proxy.js'), args, this.home);
  }

  clear(): Promise<void> {
    return rm(this.home, { recursive: true, force: true });
  }
}

/** A running mcp-remote, and the client at its other end, which speaks MCP over standard input and output. */
export class McpRemote {
  readonly client = new Client({ name: 'a client', version: '1' });
  /** Resolves when MCP is spoken. */
  readonly connected: Promise<void>;
  readonly #transport: StdioClientTransport;
  readonly #watchers = new Set<() => void>();
  #said = '';
  #isConnected = false;
  #ended = false;

  constructor(script: string, args: readonly string[], home: string) {
    this.#transport = new StdioClientTransport({
      command: process.execPath,
      args: [script, ...args],
      // It finds no browser to start: there is no program at all.
      env: { PATH: home, HOME: home, MCP_REMOTE_CONFIG_DIR: join(home, 'config') },
      stderr: 'pipe',
    });
    this.#transport.stderr?.on('data', (chunk: Buffer) => {
      this.#said += chunk;
      this.#look();
    });
    this.client.onclose = () => {
      this.#ended = true;
      this.#look();
    };
    // The SDK's own types disagree under strict optional properties.
    this.connected = this.client.connect(this.#transport as never).then(
      () => {
        this.#isConnected = true;
      },
      (error) => {
        throw new Error(`mcp-remote did not connect: ${error}\n${this.#said}`);
      },
    );
    // Whoever waits for it sees the failure.
    this.connected.catch(() => {});
  }

  /** What it has said on standard error. */
  get said(): string {
    return this.#said;
  }

  /** Resolves with what it has said as soon as it says this. */
  says(text: string | RegExp): Promise<string> {
    return this.#until(
      () => (typeof text === 'string' ? this.#said.includes(text) : text.test(this.#said)),
      String(text),
    );
  }

  /** The address at which it wants a person to sign in, or, the second time, the second one. */
  async address(nth = 1): Promise<string> {
    const addresses = () => [...this.#said.matchAll(VISIT)].map(([, address = '']) => address);
    // 0.1.29 says where to go before it listens for who comes back, and a browser that is signed in already can be faster.
    const listens = () => this.#said.includes('OAuth callback server running');
    await this.#until(() => addresses().length >= nth && listens(), `an address to visit, for the ${nth}. time`);
    return addresses()[nth - 1] as string;
  }

  /** How often it has asked for a person. */
  get asked(): number {
    return this.#said.match(VISIT)?.length ?? 0;
  }

  /** Resolves when its client is told that the tools have changed. */
  toolsChanged(): Promise<void> {
    return new Promise((resolve) =>
      this.client.setNotificationHandler(ToolListChangedNotificationSchema, () => resolve()),
    );
  }

  async stop(): Promise<void> {
    // While it waits for a person, it would not notice that its client has gone.
    if (this.#transport.pid !== null && !this.#isConnected) process.kill(this.#transport.pid);
    await this.client.close();
  }

  #until(found: () => boolean, what: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (!found() && !this.#ended) return;
        this.#watchers.delete(look);
        if (found()) resolve(this.#said);
        else reject(new Error(`mcp-remote ended without ${what}:\n${this.#said}`));
      };
      this.#watchers.add(look);
      look();
    });
  }

  #look(): void {
    for (const look of this.#watchers) look();
  }
}
