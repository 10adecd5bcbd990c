import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** A folder with a package.json of its own, whose packages are installed at the first use, away from everything that would find them by accident. */
export class NpmFolder {
  constructor(readonly dir: string) {}

  /** Of a package by the name under which package.json has it. */
  path(...parts: readonly string[]): string {
    return join(this.dir, 'node_modules', ...parts);
  }

  /** Installs what package.json pins, unless it is there. Of several processes that want it at once, one does it. */
  async install(): Promise<void> {
    const lock = join(tmpdir(), `npm-${createHash('sha256').update(this.dir).digest('hex').slice(0, 16)}.lock`);
    while (isTaken(lock)) await delay(100);
    try {
      if (this.#isInstalled()) return;
      const { code, output } = await this.run('npm', ['ci', '--no-audit', '--no-fund']);
      if (code !== 0) throw new Error(`npm ci failed in ${this.dir}:\n${output}`);
    } finally {
      rmSync(lock);
    }
  }

  /** @param read is given everything that has been printed, whenever there is more */
  run(command: string, args: readonly string[], read: (output: string) => void = () => {}): Promise<Finished> {
    return new Promise((resolve, reject) => {
      const child = spawn(command, args, { cwd: this.dir, env: ownEnvironment(), stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (text: string) => {
          output += text;
          read(output);
        });
      }
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, output }));
    });
  }

  #isInstalled(): boolean {
    const { devDependencies } = readJson(join(this.dir, 'package.json'));
    return Object.entries(devDependencies as Record<string, string>).every(([name, wanted]) => {
      const installed = this.path(name, 'package.json');
      // Two releases of a package stand under names of their own: npm:NAME@VERSION.
      return existsSync(installed) && readJson(installed).version === wanted.replace(/^npm:.*@/, '');
    });
  }
}

/** Whether another process has it; else it is ours now. */
function isTaken(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return false;
  } catch {
    if (!isRunning(readPid(lock))) rmSync(lock, { force: true });
    return true;
  }
}

function readPid(lock: string): number {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    // It is gone: whoever had it is ready.
    return 0;
  }
}

function isRunning(pid: number): boolean {
  if (pid === 0) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const readJson = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'));

/** What c8, tsx and npm tell their children is meant for this project's Node.js and packages, not for these. */
function ownEnvironment(): Record<string, string | undefined> {
  const strangers = /^(NODE_V8_COVERAGE|NODE_OPTIONS|npm_(config_engine_strict|package_.*|lifecycle_.*))$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !strangers.test(name)));
}
