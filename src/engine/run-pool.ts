import type { Limits } from './limits.js';
import { type PoolTask, PoolThread } from './pool-thread.js';
import type { RunHost, RunJob } from './run-host.js';
import type { CustomAdapterTrial } from './runner.js';
import type { RunOver } from './thread-messages.js';

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

/** A run, or a trial, in a thread. */
export interface Pooled<Result> {
  /** Rejects when the thread ended before it did. */
  readonly result: Promise<Result>;
  cancel(): void;
}

/** Runs integrations and what users have written for them off the main thread. A run that hogs its thread is kept away from others, and ended when it does not stop. */
export class RunPool {
  readonly #threads = new Set<PoolThread>();
  readonly #waiting: PoolTask[] = [];
  /** When a thread had nothing to do any more. */
  readonly #idleSince = new Map<PoolThread, number>();
  readonly #watch: NodeJS.Timeout;
  #closed = false;

  constructor() {
    this.#watch = setInterval(() => this.#look(), poolLimits.watchMs).unref();
  }

  get isFull(): boolean {
    return this.#waiting.length >= poolLimits.queue;
  }

  /** @param hosts answers for the run of a number: this one, or a child of it */
  run(job: RunJob, run: number, hosts: (run: number) => RunHost | null): Pooled<RunOver> {
    return this.#start({ job, run }, job.limits.formulaMs, hosts);
  }

  /** Answers with what is wrong with a custom adapter's configuration, or null. */
  try(trial: CustomAdapterTrial, allowedHosts: readonly string[], limits: Limits): Pooled<string | null> {
    return this.#start({ trial, allowedHosts, limits }, limits.formulaMs, () => null);
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearInterval(this.#watch);
    const why = new Error('the gateway has stopped');
    for (const task of this.#waiting.splice(0)) task.reject(why);
    await Promise.all([...this.#threads].map((thread) => thread.terminate(why)));
  }

  #start<Over>(given: PoolTask['given'], formulaMs: number, hosts: PoolTask['hosts']): Pooled<Over> {
    let task!: PoolTask;
    const result = new Promise<Over>((resolve, reject) => {
      task = { given, formulaMs, hosts, cancelled: false, resolve: resolve as PoolTask['resolve'], reject };
    });
    this.#waiting.push(task);
    this.#next();
    const cancel = () => {
      task.cancelled = true;
      for (const thread of this.#threads) thread.cancel(task);
    };
    return { result, cancel };
  }

  /** Gives those that wait to threads. */
  #next(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      const thread = this.#chosen();
      if (!thread) return;
      this.#idleSince.delete(thread);
      thread.begin(this.#waiting.shift() as PoolTask);
    }
  }

  #chosen(): PoolThread | null {
    const open = [...this.#threads].filter((thread) => !thread.isFull);
    const idle = open.find(({ usage }) => usage === 0);
    if (idle) return idle;
    if (this.#threads.size < poolLimits.threads) return this.#added();
    const now = Date.now();
    const free = open.filter((thread) => !thread.isHogged(now, poolLimits.hoggedMs));
    return (free.length > 0 ? free : open).toSorted((a, b) => a.usage - b.usage)[0] ?? null;
  }

  #added(): PoolThread {
    const { runsPerThread: runs, heapMb } = poolLimits;
    const thread: PoolThread = new PoolThread(
      { runs, heapMb },
      {
        over: () => {
          if (thread.usage === 0) this.#idleSince.set(thread, Date.now());
          this.#next();
        },
        ended: () => {
          this.#threads.delete(thread);
          this.#idleSince.delete(thread);
          this.#next();
        },
      },
    );
    this.#threads.add(thread);
    return thread;
  }

  /** Ends threads whose formulas do not stop, and those that nobody needs. */
  #look(): void {
    const now = Date.now();
    for (const thread of this.#threads) {
      const idle = now - (this.#idleSince.get(thread) ?? now);
      if (idle >= poolLimits.idleMs || thread.isOverdue(now, poolLimits.overdueMs)) {
        // Nothing more goes there.
        this.#threads.delete(thread);
        void thread.terminate();
      }
    }
  }
}
