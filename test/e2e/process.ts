import { type ChildProcess, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../bin/gateway.js', import.meta.url));

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** Resolves with standard output as soon as it matches. */
  printed(pattern: RegExp): Promise<string>;
  finished: Promise<Finished>;
}

/** Starts the gateway's command line, as it is installed, in a process of its own; with an input, if it is to read one. */
export function start(args: string[], env: Record<string, string>, input?: string): Running {
  const child = spawn(process.execPath, [BIN, ...args], {
    env: { PATH: process.env.PATH, NODE_V8_COVERAGE: process.env.NODE_V8_COVERAGE, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // It may end without having read it.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return watch(child);
}

/** What comes of a process that was started. */
export function watch(child: ChildProcess & { stdout: Readable; stderr: Readable }): Running {
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
    for (const look of watchers) look();
  });
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const finished = new Promise<Finished>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return {
    child,
    finished,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!pattern.test(stdout)) return;
          watchers.delete(look);
          resolve(stdout);
        };
        watchers.add(look);
        finished.then(() => reject(new Error(`ended without printing ${pattern}:\n${stdout}\n${stderr}`)));
        look();
      }),
  };
}

export const run = (args: string[], env: Record<string, string>, input?: string): Promise<Finished> =>
  start(args, env, input).finished;
