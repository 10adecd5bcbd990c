import type { Definition } from './definition.js';
import type { Limits } from './limits.js';
import type { Ended, OpenedChild, RunHost, RunJob } from './run-host.js';
import type { CustomAdapterTrial, RunResult } from './runner.js';

/** A definition on its way into a thread, which remembers it by its number: the next run of it takes the number alone. */
export interface SentDefinition {
  readonly number: number;
  readonly definition: Definition | null;
  /** The numbers of those that the thread need not remember any more. */
  readonly forget: readonly number[];
}

export type SentJob = Omit<RunJob, 'definition'> & { readonly definition: SentDefinition };

/** What a thread of the pool is given: one run. */
export interface RunTask {
  readonly job: RunJob;
  /** Its number in the main thread. */
  readonly run: number;
}

/** Or one custom adapter to try out. */
export interface TrialTask {
  readonly trial: CustomAdapterTrial;
  readonly allowedHosts: readonly string[];
  readonly limits: Limits;
}

export type SentTask = { readonly job: SentJob; readonly run: number } | TrialTask;

/** What a thread asks the main thread for; `run` says for which run, because one may have children. */
export interface Asked {
  readonly id: number;
  readonly run: number;
  readonly method: keyof RunHost;
  readonly given: readonly unknown[];
}

export interface Answered {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: ThreadError;
}

export interface ThreadError {
  readonly name: string;
  readonly message: string;
  readonly code?: string;
}

/** A child as the main thread names it. */
export type OpenedInMain = { readonly job: RunJob; readonly run: number } | Exclude<OpenedChild, { job: RunJob }>;
/** And as it sends it. */
export type SentChild = { readonly job: SentJob; readonly run: number } | Exclude<OpenedChild, { job: RunJob }>;

/** A run that is over in its thread, and not yet in the history. */
export interface RunOver {
  readonly result: RunResult;
  readonly ended: Ended;
}

/** By the number of a task, which no other one ever has. */
export type ToThread =
  /** @property slot where its signals are */
  | { readonly task: number; readonly begin: SentTask; readonly slot: number }
  | { readonly task: number; readonly answered: Answered }
  | { readonly task: number; readonly cancel: true };

export type FromThread =
  | { readonly task: number; readonly asked: Asked }
  | { readonly task: number; readonly over: RunOver | string | null }
  | { readonly task: number; readonly failed: ThreadError };

export const threadErrorOf = (error: unknown): ThreadError => {
  const { name, message, code } = error as Error & { code?: unknown };
  return { name, message, ...(typeof code === 'string' && { code }) };
};
