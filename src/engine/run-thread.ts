import { setPriority } from 'node:os';
import { type MessagePort, threadId } from 'node:worker_threads';
import { adapters } from '../adapters/adapters.js';
import { createOutlet } from '../network/create-outlet.js';
import { runIntegration } from './run.js';
import type { RunJob } from './run-host.js';
import type { World } from './run-state.js';
import type { RunResult } from './runner.js';
import { ThreadHost } from './thread-host.js';
import { ThreadSignals } from './thread-signals.js';

/** What a thread of the pool is given: one run. */
export interface ThreadTask {
  readonly job: RunJob;
  readonly run: number;
  readonly port: MessagePort;
  readonly memory: SharedArrayBuffer;
}

/** Behind the main thread, which answers everybody. */
const NICENESS = 10;
// Elsewhere this would be the whole process's priority; on Linux it is this thread's.
if (process.platform === 'linux') setPriority(NICENESS);

let world: World | undefined;

/** The entry of a thread of the pool: runs one integration. Several runs of a thread take turns while they wait. */
export default async function runInThread({ job, run, port, memory }: ThreadTask): Promise<RunResult> {
  world ??= { adapters, outlet: createOutlet({ allowedHosts: job.allowedHosts }), now: Date.now };
  const signals = new ThreadSignals(memory);
  const stop = new AbortController();
  const host = new ThreadHost(port, () => stop.abort());
  port.postMessage({ thread: threadId });
  try {
    const { result } = await runIntegration(job, host.for(run), world, stop.signal, signals);
    return result;
  } finally {
    host.close();
  }
}
