import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { Peer } from './peers.js';

/** Whether processes can be kept on one core each. */
export const isPinned = spawnSync('taskset', ['--version']).status === 0;

const SERVER_CORE = '0';
const LOAD_CORE = '1';
const START_LIMIT_MS = 60_000;

/** Linux counts the CPU time of processes in hundredths of a second. */
const TICK_US = 10_000;

/** A server of another process. */
export interface ServerProcess {
  readonly url: string;
  /** The microseconds of CPU time that it has used, on all its threads. */
  cpu(): number;
  /** At once: some of them wait for their sessions to end. */
  stop(): void;
}

/** Keeps this process, which makes the calls, away from the servers. */
export function pinLoad(): void {
  if (isPinned) spawnSync('taskset', ['-acp', LOAD_CORE, String(process.pid)]);
}

/** @throws when it does not listen, with what it wrote */
export async function startServer(peer: Peer, registryFile: string, databaseFile: string): Promise<ServerProcess> {
  const { command, args, url } = await peer.start(registryFile, databaseFile);
  const [program, ...rest] = isPinned ? ['taskset', '-c', SERVER_CORE, command, ...args] : [command, ...args];
  const child = spawn(program as string, rest, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let written = '';
  child.stderr?.on('data', (data) => {
    written = `${written}${data}`.slice(-4_000);
  });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`${peer.name} ended with ${code}: ${written}`);
  });
  const late = new Promise<never>((_, reject) => {
    const error = () => reject(new Error(`${peer.name} does not listen: ${written}`));
    setTimeout(error, START_LIMIT_MS).unref();
  });
  const where = url === null ? once(child, 'message').then(([told]) => (told as { url: string }).url) : listens(url);
  try {
    const address = await Promise.race([where, failed, late]);
    await listens(address);
    return { url: address, cpu: () => cpuOf(child), stop: () => child.kill('SIGKILL') };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    failed.catch(() => {});
    late.catch(() => {});
  }
}

async function listens(url: string): Promise<string> {
  for (;;) {
    const answers = await fetch(url, { method: 'OPTIONS' }).then(
      () => true,
      () => false,
    );
    if (answers) return url;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** proc(5): the 14th and the 15th field are the ticks in user mode and in the kernel; the 2nd, a name, may have blanks in it. */
function cpuOf({ pid }: ChildProcess): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
}
