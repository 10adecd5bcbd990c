import type { Settings } from '../adapters/adapter.js';
import type { NewRunItem } from '../queries/runs.js';
import type { Attributes, TraceHeaders } from '../tracing/tracer.js';
import type { ConfigSchema } from './config-schema.js';
import type { Definition } from './definition.js';
import type { Limits } from './limits.js';
import type { Actor, InputFile, RunInput, RunResult, Stage } from './runner.js';

/** Everything that the engine needs to run an integration; plain data. */
export interface RunJob {
  readonly definition: Definition;
  readonly actor: Actor;
  readonly input: RunInput;
  readonly runHistoryId: number | null;
  readonly retryAttempt: number;
  /** 0 for a run that no other one has started. */
  readonly depth: number;
  /** What `parentint` shows, as JSON; null when there is no parent that waits. */
  readonly parentNames: string | null;
  readonly limits: Limits;
  readonly allowedHosts: readonly string[];
  readonly startedAt: number;
  /** Whether somebody wants to be told of its stages. */
  readonly watched: boolean;
  /** Values that the history must not show: what the masks of a calling run hide. */
  readonly hidden: readonly unknown[];
  /** Whether its calls of other systems are to be told, for the trace that it is a part of. */
  readonly traced: boolean;
}

/** Steps and labels on their way into the history. */
export interface Batch {
  readonly items: readonly NewRunItem[];
  readonly labels: readonly string[];
}

export type VaultRequest =
  | { readonly operation: 'open' | 'close'; readonly name: string }
  | { readonly operation: string; readonly name: string; readonly key: string; readonly value?: unknown };

export interface ChildRequest {
  readonly pathName: string;
  readonly input: RunInput;
  readonly mode: 'sync' | 'async' | null;
  readonly depth: number;
  readonly parentNames: string;
  readonly hidden: readonly unknown[];
}

/** A child that the engine now runs itself, or one that was started elsewhere and is not waited for. */
export type OpenedChild =
  | { readonly job: RunJob; readonly host: RunHost }
  | { readonly started: true; readonly runHistoryId: number | null; readonly pathName: string };

/** The custom adapter that a configuration is of. */
export interface BoundCode {
  readonly code: string;
  readonly schema: ConfigSchema;
}

/** The configuration that is bound for a system, secrets readable. */
export interface BoundSettings {
  readonly settings: Settings;
  /** Null for one of the gateway's own adapters. */
  readonly code: BoundCode | null;
}

/** A call of another system that begins, for the trace. */
export interface CallBeginning {
  readonly system: string;
  /** Of the service request. */
  readonly name: string;
}

export interface CallEnd {
  readonly id: number;
  readonly attributes: Attributes;
  /** What kind of error it ended with; null when with none. */
  readonly error: string | null;
}

/** What is told of a run at its end beside the result. */
export interface Ended {
  /** The steps that were not stored yet. */
  readonly last: Batch;
  readonly inputMasked: boolean;
  readonly files: readonly InputFile[];
  /** For the gateway's log: where the gateway itself failed. */
  readonly fault: string | null;
}

/** What the engine asks of the process around it, for one run. */
export interface RunHost {
  /** Stores steps; rejects when they could not be stored. */
  record(batch: Batch): Promise<void>;
  stage(stage: Stage): void;
  settings(system: string): Promise<BoundSettings | 'not bound' | 'no such system'>;
  vault(request: VaultRequest): Promise<unknown>;
  child(request: ChildRequest): Promise<OpenedChild>;
  /** Answers with the call's number, and with what the system is told that the call is a part of. */
  callBegins(call: CallBeginning): Promise<{ readonly id: number; readonly headers: TraceHeaders }>;
  callEnds(end: CallEnd): void;
  /** Ends the run in the history, with its files. Answers with what could not be stored, or null. */
  end(result: RunResult, ended: Ended): Promise<string | null>;
}
