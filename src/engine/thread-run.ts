import { runIntegration } from './run.js';
import type { Ended, RunJob } from './run-host.js';
import type { Signals } from './signals.js';
import type { ThreadHost } from './thread-host.js';
import type { RunOver } from './thread-messages.js';
import { worldOf } from './thread-world.js';

/** Runs one integration in this thread. Several runs of a thread take turns while they wait. */
export async function runInThread(
  job: RunJob,
  run: number,
  { host, signal, signals }: { host: ThreadHost; signal: AbortSignal; signals: Signals },
): Promise<RunOver> {
  let told: Ended | null = null;
  const own = host.for(run);
  // Its end goes to the main thread with its result, and is stored there before anybody is told.
  own.end = async (_, ended) => {
    told = ended;
    return null;
  };
  const { result } = await runIntegration(job, own, worldOf(job.allowedHosts), signal, signals);
  return { result, ended: told as unknown as Ended };
}
