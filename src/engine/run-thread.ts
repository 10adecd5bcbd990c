import { setPriority } from 'node:os';
import type { RunResult } from './runner.js';
import type { ThreadTask } from './thread-run.js';
import type { TrialTask } from './thread-trial.js';

/** Behind the main thread, which answers everybody. */
const NICENESS = 10;
// Elsewhere this would be the whole process's priority; on Linux it is this thread's.
if (process.platform === 'linux') setPriority(NICENESS);

/** The entry of a thread of the pool. All that it needs is loaded behind the main thread too. */
export default async function run(task: ThreadTask | TrialTask): Promise<RunResult | string | null> {
  if ('trial' in task) {
    const { tryInThread } = await import('./thread-trial.js');
    return tryInThread(task);
  }
  const { runInThread } = await import('./thread-run.js');
  return runInThread(task);
}
