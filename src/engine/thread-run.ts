import { type MessagePort, threadId } from 'node:worker_threads';
import { runIntegration } from './run.js';
import type { RunJob } from './run-host.js';
import type { RunResult } from './runner.js';
import { ThreadHost } from './thread-host.js';
import { ThreadSignals } from './thread-signals.js';
import { worldOf } from './thread-world.js';

/** What a thread of the pool is given: one run. */
export interface ThreadTask {
  readonly job: RunJob;
  readonly run: number;
  readonly port: MessagePort;
  readonly memory: SharedArrayBuffer;
}

/** Runs one integration in this thread. Several runs of a thread take turns while they wait. */
export async function runInThread({ job, run, port, memory }: ThreadTask): Promise<RunResult> {
  const signals = new ThreadSignals(memory);
  const stop = new AbortController();
  const host = new ThreadHost(port, () => stop.abort());
  port.postMessage({ thread: threadId });
  try {
    const { result } = await runIntegration(job, host.for(run), worldOf(job.allowedHosts), stop.signal, signals);
    return result;
  } finally {
    host.close();
  }
}
