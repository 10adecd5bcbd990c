import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannel } from 'node:worker_threads';
import { Piscina } from 'piscina';
import type { Limits } from './limits.js';
import type { RunHost, RunJob } from './run-host.js';
import type { CustomAdapterTrial, RunResult } from './runner.js';
import type { Answered, Asked } from './thread-host.js';
import type { ThreadTask } from './thread-run.js';
import { ThreadSignals } from './thread-signals.js';
import type { TrialTask } from './thread-trial.js';

const poolLimits = {
  /** Threads wait more than they compute, and run behind the main thread. */
  threads: 4,
  runsPerThread: 100,
  /** How many runs may wait for a thread. */
  queue: 1_000,
  idleMs: 60_000,
  watchMs: 500,
  /** How long a formula may ignore its limit, in one long step of QuickJS itself, before its thread is ended. */
  overdueMs: 5_000,
  /** A thread is avoided when a formula has computed for so long there. */
  hoggedMs: 100,
  heapMb: 512,
};

/** Where the threads' code is, compiled or not. */
const THREAD = fileURLToPath(new URL(`./run-thread${extname(import.meta.url)}`, import.meta.url));

interface UnderWay {
  readonly signals: ThreadSignals;
  readonly formulaMs: number;
  thread: number | null;
}

/** A run, or a trial, in a thread. */
export interface Pooled<Result> {
  /** Rejects when the thread ended before it did. */
  readonly result: Promise<Result>;
  cancel(): void;
}

/** Runs integrations and what users have written for them off the main thread. A run that hogs its thread is kept away from others, and ended when it does not stop. */
export class RunPool {
  readonly #pool: Piscina<ThreadTask | TrialTask, RunResult | string | null>;
  readonly #underWay = new Set<UnderWay>();
  readonly #watch: NodeJS.Timeout;

  constructor() {
    this.#pool = new Piscina({
      filename: THREAD,
      minThreads: 0,
      maxThreads: poolLimits.threads,
      concurrentTasksPerWorker: poolLimits.runsPerThread,
      idleTimeout: poolLimits.idleMs,
      maxQueue: poolLimits.queue,
      // A thread that waited for its next run by blocking could not go on with those that it has.
      atomics: 'disabled',
      resourceLimits: { maxOldGenerationSizeMb: poolLimits.heapMb },
      loadBalancer: (_, workers) => {
        const open = workers.filter((worker) => worker.currentUsage < poolLimits.runsPerThread);
        const idle = open.find((worker) => worker.currentUsage === 0);
        if (idle || workers.length < poolLimits.threads) return idle ?? null;
        const hogged = this.#hogged();
        const free = open.filter((worker) => !hogged.has(worker.id));
        return (free.length > 0 ? free : open).toSorted((a, b) => a.currentUsage - b.currentUsage)[0] ?? null;
      },
    });
    // A thread that ends while it has no run: the next run has another one.
    this.#pool.on('error', () => {});
    this.#watch = setInterval(() => this.#endOverdue(), poolLimits.watchMs).unref();
  }

  get isFull(): boolean {
    return this.#pool.queueSize >= poolLimits.queue;
  }

  /** @param hosts answers for the run of a number: this one, or a child of it */
  run(job: RunJob, run: number, hosts: (run: number) => RunHost | null): Pooled<RunResult> {
    return this.#start((reach): ThreadTask => ({ job, run, ...reach }), job.limits.formulaMs, hosts);
  }

  /** Answers with what is wrong with a custom adapter's configuration, or null. */
  try(trial: CustomAdapterTrial, allowedHosts: readonly string[], limits: Limits): Pooled<string | null> {
    return this.#start(
      (reach): TrialTask => ({ trial, allowedHosts, limits, ...reach }),
      limits.formulaMs,
      () => null,
    );
  }

  #start<Task extends ThreadTask | TrialTask, Result>(
    taskWith: (reach: Pick<Task, 'port' | 'memory'>) => Task,
    formulaMs: number,
    hosts: (run: number) => RunHost | null,
  ): Pooled<Result> {
    const { port1, port2 } = new MessageChannel();
    const signals = new ThreadSignals();
    const underWay: UnderWay = { signals, formulaMs, thread: null };
    this.#underWay.add(underWay);
    port1.on('message', (message: Asked | { thread: number }) => {
      if ('thread' in message) underWay.thread = message.thread;
      else answer(message, hosts).then((answered) => answered && port1.postMessage(answered));
    });
    const task = taskWith({ port: port2, memory: signals.memory });
    const result = this.#pool.run(task, { transferList: [port2] }).finally(() => {
      this.#underWay.delete(underWay);
      port1.close();
    });
    return {
      result: result as Promise<Result>,
      cancel() {
        signals.stop();
        port1.postMessage('cancel');
      },
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#watch);
    await this.#pool.destroy();
  }

  #hogged(): ReadonlySet<number> {
    const now = Date.now();
    const hogs = [...this.#underWay].filter(({ signals }) => signals.busyFor(now) > poolLimits.hoggedMs);
    return new Set(hogs.flatMap(({ thread }) => thread ?? []));
  }

  #endOverdue(): void {
    const now = Date.now();
    for (const { signals, formulaMs, thread } of this.#underWay) {
      if (thread === null || signals.formulaFor(now) < formulaMs + poolLimits.overdueMs) continue;
      this.#pool.threads.find(({ threadId }) => threadId === thread)?.terminate();
    }
  }
}

async function answer(
  { id, run, method, given }: Asked,
  hosts: (run: number) => RunHost | null,
): Promise<Answered | null> {
  try {
    const host = hosts(run);
    if (!host) throw new Error('this run is over');
    const work = host[method] as (...given: readonly unknown[]) => unknown;
    const value = await work.apply(host, given as unknown[]);
    return id === 0 ? null : { id, value };
  } catch (error) {
    const { name, message, code } = error as Error & { code?: unknown };
    return { id, error: { name, message, ...(typeof code === 'string' && { code }) } };
  }
}
