import type { Adapter, Settings } from '../adapters/adapter.js';
import type { Outlet } from '../network/outlet.js';
import { CustomAdapterCalls } from './custom-adapter-calls.js';
import { type Plan, planOf } from './plan.js';
import { Recorder, type Step } from './recorder.js';
import { Redactor } from './redactor.js';
import { RunFailure } from './run-failure.js';
import { RunFiles } from './run-files.js';
import type { RunHost, RunJob } from './run-host.js';
import type { Sandbox } from './sandbox.js';
import type { Signals } from './signals.js';

/** What a thread has for all of its runs. */
export interface World {
  readonly adapters: ReadonlyMap<string, Adapter>;
  readonly outlet: Outlet;
  readonly now: () => number;
}

/** A run on its way: what its stages share. */
export class RunState {
  readonly plan: Plan;
  readonly redactor = new Redactor();
  readonly recorder: Recorder;
  readonly files: RunFiles;
  /** What the adapters of the systems called so far keep; and their settings, or why there are none. */
  readonly sessions = new Map<string, Map<string, unknown>>();
  readonly settings = new Map<string, Promise<Settings | string>>();
  readonly customAdapters = new CustomAdapterCalls(this);
  readonly deadline: number;
  /** Made by the first stage. */
  sandbox!: Sandbox;
  inputMasked = false;
  inputRecorded = false;
  /** Set by `end()`: the run fails once the hook is over. */
  ended = false;
  #stagesDone = 0;

  constructor(
    readonly job: RunJob,
    readonly host: RunHost,
    readonly world: World,
    /** Aborted when the run is to end. */
    readonly signal: AbortSignal,
    readonly signals: Signals,
  ) {
    const { config } = job.definition;
    this.plan = planOf(job.definition);
    this.files = new RunFiles(job.limits.files, job.limits.fileCount);
    this.deadline = job.startedAt + job.limits.runMs;
    this.redactor.hide(job.hidden);
    this.recorder = new Recorder(host, this.redactor, {
      store: job.runHistoryId !== null,
      payloads: config.store_payload_in_run_history,
      limits: job.limits,
    });
  }

  now(): number {
    return this.world.now();
  }

  /** Tells those who watch that a stage begins. */
  stage(name: string): void {
    if (!this.job.watched) return;
    const total = 7 + this.plan.requests.length;
    this.host.stage({ name, done: this.#stagesDone++, total });
  }

  add(step: Step): void {
    this.recorder.add(step);
  }

  /** Why the run is to end before its time; null when it is not. */
  get stopReason(): RunFailure | null {
    if (this.now() > this.deadline) {
      return new RunFailure(
        'limit_exceeded',
        `The run took longer than ${this.job.limits.runMs / 1000} s and was stopped.`,
      );
    }
    if (this.signal.aborted || this.signals.stopped()) return new RunFailure('cancelled', 'The run was cancelled.');
    return null;
  }

  /** @throws RunFailure when the run is to end */
  checkStop(): void {
    const reason = this.stopReason;
    if (reason) throw reason;
  }

  /** Runs a hook, if there is one. @throws RunFailure when it fails, or calls `end()` */
  async hook(number: number | null): Promise<void> {
    if (number === null) return;
    await this.sandbox.call('hook', number);
    this.checkEnded();
  }

  checkEnded(): void {
    if (!this.ended) return;
    this.ended = false;
    throw new RunFailure('ended', 'The integration ended itself with end().', null, 'end()', true);
  }
}
