import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { RunHost } from './run-host.js';
import { SentDefinitions } from './sent-definitions.js';
import {
  type Asked,
  type FromThread,
  type OpenedInMain,
  type RunOver,
  type RunTask,
  type SentChild,
  type ToThread,
  type TrialTask,
  threadErrorOf,
} from './thread-messages.js';
import { ThreadSignals } from './thread-signals.js';

/** Where the threads' code is, compiled or not. */
const THREAD = new URL(`./run-thread${extname(import.meta.url)}`, import.meta.url);

/** A thread that is no more: it was ended, or there was not enough memory for it. */
export class ThreadEnded extends Error {
  override readonly name = 'ThreadEnded';
}

/** A run, or a trial, on its way through the pool. */
export interface PoolTask {
  readonly given: RunTask | TrialTask;
  readonly formulaMs: number;
  /** Answers for the run of a number: the one that the task is, or a child of it. */
  readonly hosts: (run: number) => RunHost | null;
  /** Told also before it has a thread: it ends in order then, and says that it was cancelled. */
  cancelled: boolean;
  resolve(over: RunOver | string | null): void;
  reject(error: Error): void;
}

interface UnderWay {
  readonly task: PoolTask;
  readonly slot: number;
  readonly signals: ThreadSignals;
}

/** A thread of the pool, as the main thread has it. */
export class PoolThread {
  readonly #worker: Worker;
  readonly #memory: SharedArrayBuffer;
  readonly #free: number[];
  readonly #underWay = new Map<number, UnderWay>();
  readonly #numbers = new Map<PoolTask, number>();
  readonly #sent = new SentDefinitions();
  #count = 0;
  #failure: Error | null = null;

  constructor(
    { runs, heapMb }: { readonly runs: number; readonly heapMb: number },
    private readonly on: { over(): void; ended(): void },
  ) {
    this.#memory = ThreadSignals.memory(runs);
    this.#free = Array.from({ length: runs }, (_, i) => i);
    this.#worker = new Worker(THREAD, {
      workerData: this.#memory,
      resourceLimits: { maxOldGenerationSizeMb: heapMb },
    });
    this.#worker.unref();
    this.#worker.on('message', (message: FromThread) => this.#told(message));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      this.#failure = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new ThreadEnded(error.message) : error;
    });
    this.#worker.on('exit', () => {
      const failure = this.#failure ?? new ThreadEnded('the thread was ended');
      for (const { task } of this.#underWay.values()) task.reject(failure);
      this.#underWay.clear();
      on.ended();
    });
  }

  /** How many it has under way. */
  get usage(): number {
    return this.#underWay.size;
  }

  get isFull(): boolean {
    return this.#free.length === 0;
  }

  begin(task: PoolTask): void {
    const number = ++this.#count;
    const slot = this.#free.pop() as number;
    const signals = new ThreadSignals(this.#memory, slot);
    signals.clear();
    this.#underWay.set(number, { task, slot, signals });
    this.#numbers.set(task, number);
    // A thread keeps the process alive for as long as it has something to do.
    this.#worker.ref();
    const { given } = task;
    const begin = 'job' in given ? { ...given, job: this.#sendable(given.job) } : given;
    this.#tell({ task: number, begin, slot });
    if (task.cancelled) this.cancel(task);
  }

  cancel(task: PoolTask): void {
    const number = this.#numbers.get(task);
    if (number === undefined) return;
    this.#underWay.get(number)?.signals.stop();
    this.#tell({ task: number, cancel: true });
  }

  /** Whether a formula has been computing in there for longer than that. */
  isHogged(now: number, ms: number): boolean {
    for (const { signals } of this.#underWay.values()) if (signals.busyFor(now) > ms) return true;
    return false;
  }

  /** Whether a formula has ignored its limit for so long. */
  isOverdue(now: number, ms: number): boolean {
    for (const { signals, task } of this.#underWay.values()) {
      if (signals.formulaFor(now) >= task.formulaMs + ms) return true;
    }
    return false;
  }

  /** Whatever is under way there fails. */
  async terminate(why?: Error): Promise<void> {
    this.#failure ??= why ?? null;
    await this.#worker.terminate();
  }

  #tell(message: ToThread): void {
    this.#worker.postMessage(message);
  }

  #told(message: FromThread): void {
    const underWay = this.#underWay.get(message.task);
    if (!underWay) return;
    if ('asked' in message) {
      void this.#answer(message.task, message.asked, underWay.task);
      return;
    }
    const { task, slot } = underWay;
    this.#underWay.delete(message.task);
    this.#numbers.delete(task);
    this.#free.push(slot);
    if (this.usage === 0) this.#worker.unref();
    if ('over' in message) task.resolve(message.over);
    else task.reject(Object.assign(new Error(message.failed.message), message.failed));
    this.on.over();
  }

  async #answer(task: number, { id, run, method, given }: Asked, { hosts }: PoolTask): Promise<void> {
    try {
      const host = hosts(run);
      if (!host) throw new Error('this run is over');
      const work = host[method] as (...given: readonly unknown[]) => unknown;
      const value = await work.apply(host, given as unknown[]);
      if (id === 0) return;
      // Made and sent in one go: a run that begins in between would rely on a definition that is not there yet.
      this.#tell({
        task,
        answered: { id, value: method === 'child' ? this.#sendableChild(value as OpenedInMain) : value },
      });
    } catch (error) {
      this.#tell({ task, answered: { id, error: threadErrorOf(error) } });
    }
  }

  #sendableChild(opened: OpenedInMain): SentChild {
    return 'job' in opened ? { ...opened, job: this.#sendable(opened.job) } : opened;
  }

  #sendable = (job: RunTask['job']) => ({ ...job, definition: this.#sent.send(job.definition) });
}
