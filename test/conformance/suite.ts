import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the suite and of the Node.js that it needs, away from everything that would find them by accident. */
export const SUITE_DIR = fileURLToPath(new URL('./suite/', import.meta.url));

const MODULES = join(SUITE_DIR, 'node_modules');

/** Long enough for a scenario that passes, short enough to wait for one that never will. */
const SCENARIO_TIMEOUT_MS = 5_000;

export interface Finished {
  readonly code: number | null;
  readonly output: string;
}

/** Installs what package.json pins, unless it is there. */
export async function installSuite(): Promise<void> {
  if (isInstalled()) return;
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) throw new Error(`npm ci failed in ${SUITE_DIR}:\n${output}`);
}

/** Runs the scenarios of one revision against a server; each writes what it checked into a folder of its own. */
export function runSuite(url: string, revision: string, baseline: string, outputDir: string): Promise<Finished> {
  return run(join(MODULES, 'node/bin/node'), [
    join(MODULES, '@modelcontextprotocol/conformance/dist/index.js'),
    ...['server', '--url', url, '--requirements', revision, '--expected-failures', baseline],
    ...['--timeout', String(SCENARIO_TIMEOUT_MS), '--output-dir', outputDir],
  ]);
}

function isInstalled(): boolean {
  const { devDependencies } = readJson(join(SUITE_DIR, 'package.json'));
  return Object.entries(devDependencies as Record<string, string>).every(([name, version]) => {
    const installed = join(MODULES, name, 'package.json');
    return existsSync(installed) && readJson(installed).version === version;
  });
}

const readJson = (path: string): Record<string, unknown> => JSON.parse(readFileSync(path, 'utf8'));

function run(command: string, args: readonly string[]): Promise<Finished> {
  return new Promise((resolve, reject) => {
    // What c8, tsx and npm tell their children is meant for this project's Node.js and packages, not for these.
    const strangers = /^(NODE_V8_COVERAGE|NODE_OPTIONS|npm_(config_engine_strict|package_.*|lifecycle_.*))$/;
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !strangers.test(name)));
    const child = spawn(command, args, { cwd: SUITE_DIR, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
