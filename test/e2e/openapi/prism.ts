import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '../../free-port.js';
import type { NpmFolder } from '../../npm-folder.js';

/** A server that pretends to be what an OpenAPI document describes, and turns down what the document does not allow. */
export class Prism {
  readonly port: number;
  readonly #child: ChildProcess;
  #said: string;

  private constructor(port: number, child: ChildProcess, said: string) {
    this.port = port;
    this.#child = child;
    this.#said = said;
    child.stdout?.on('data', (chunk: Buffer) => {
      this.#said += chunk;
    });
  }

  static async of(document: string, releases: NpmFolder): Promise<Prism> {
    const port = await freePort();
    const script = releases.path('@stoplight/prism-cli', 'dist/index.js');
    const args = [script, 'mock', '--errors', '-h', '127.0.0.1', '-p', String(port), document];
    const child = spawn(process.execPath, args, {
      cwd: releases.dir,
      // Nothing of this process's own: neither c8 nor tsx belongs into it.
      env: { PATH: process.env.PATH, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    await new Promise<void>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk: Buffer) => {
          said += chunk;
          if (said.includes('Prism is listening')) resolve();
        });
      }
      child.once('exit', () => reject(new Error(`prism did not start:\n${said}`)));
    });
    return new Prism(port, child, said);
  }

  /** What it has found wrong so far, with requests and its own answers. */
  get violations(): string[] {
    return this.#said.split('\n').filter((line) => line.includes('VIOLATIONS') || /Violation/i.test(line));
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
