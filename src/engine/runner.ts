import type { Queries } from '../queries/queries.js';

/** Who a run acts for. */
export interface Actor {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly superuser: boolean;
}

/** A file that came with a request. */
export interface InputFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** What an integration finds as `input` (domain.md 4.7). */
export interface RunInput {
  /** JSON. */
  readonly payload: unknown;
  readonly method: string;
  /** The query's parameters. */
  readonly params: Readonly<Record<string, string | readonly string[]>>;
  /** The parameters in a web service endpoint's path; null on the integration's own address. */
  readonly path: Readonly<Record<string, string>> | null;
  readonly fullpath: string;
  /** Upper case with underscores, without Authorization and cookies. */
  readonly headers: Readonly<Record<string, string>>;
  /** By form field. */
  readonly files: Readonly<Record<string, InputFile>>;
  /** Whether it came over HTTP from outside. */
  readonly external: boolean;
}

export type StartedBy = 'mcp' | 'http' | 'web' | 'callint' | 'retry' | 'schedule';

export interface RunRequest {
  readonly integrationId: number;
  readonly actor: Actor;
  readonly startedBy: StartedBy;
  readonly input: RunInput;
  /** Labels that the run has from its beginning. */
  readonly labels?: readonly string[];
  /** The run that this one tries again (domain.md 4.14), null when its history is not stored; attempts count from 1. */
  readonly retry?: { readonly of: number | null; readonly attempt: number };
}

/** What an integration answered. */
export interface RunOutput {
  /** JSON, or bytes where the integration set a content type of its own. */
  readonly payload: unknown;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface RunResult {
  readonly status: 'success' | 'failure';
  /** For the caller: nothing is masked. */
  readonly output: RunOutput;
  /** The output's payload as the run history shows it: masked, and as JSON. */
  readonly shownPayload: unknown;
  /** Why the run failed; masked. Null when it did not. */
  readonly error: RunError | null;
  /** Null when the integration stores no run history. */
  readonly runHistoryId: number | null;
  /** Why a part of the run is missing in its history; null when nothing is. */
  readonly historyProblem: string | null;
  readonly milliseconds: number;
}

export interface RunError {
  readonly type: RunErrorType;
  readonly message: string;
}

export type RunErrorType =
  | 'validation_failed'
  | 'formula_failed'
  | 'limit_exceeded'
  | 'mask_not_applied'
  | 'set_up_invalid'
  | 'service_request_failed'
  | 'ended'
  | 'cancelled'
  | 'gateway_failed';

/** A stage that a run has come to, for those who watch it. */
export interface Stage {
  /** For example `before_hook`, or the formula variable of a service request. */
  readonly name: string;
  /** How many stages are done, and how many the run will have at most as far as is known. */
  readonly done: number;
  readonly total: number;
}

/** A run under way. */
export interface Run {
  /** Null when the integration stores no run history. */
  readonly runHistoryId: number | null;
  /** Resolves whatever happens to the run: a run that fails has a result too. */
  readonly result: Promise<RunResult>;
  /** Ends the run; its result says so. */
  cancel(): void;
}

/** Why no run was started. */
export class RunRefused extends Error {
  override readonly name = 'RunRefused';

  constructor(
    readonly code: 'not_found' | 'inactive' | 'busy' | 'stopping',
    message: string,
  ) {
    super(message);
  }
}

/** A custom adapter that is to be tried out with a configuration (domain.md 5.10). */
export interface CustomAdapterTrial {
  readonly code: string;
  /** The types of the configuration's fields, by name. */
  readonly schema: Readonly<Record<string, string>>;
  /** Its values, secrets readable; files are base64 text. */
  readonly config: Readonly<Record<string, unknown>>;
}

export interface Runner {
  /**
   * Starts a run. The caller has made sure that the actor may execute the integration.
   * @throws RunRefused
   */
  start(request: RunRequest, watch?: ((stage: Stage) => void) | null): Promise<Run>;
  /**
   * Queues a run that nobody waits for: whichever process is free begins it. Answers with its id in the run history, null when that
   * is not stored. The caller has made sure that the actor may execute the integration.
   * @param inside the queries of a transaction that the run is to be a part of
   * @throws RunRefused
   */
  queue(request: RunRequest, inside?: Pick<Queries, 'queuedRuns'>): Promise<number | null>;
  /**
   * Runs a custom adapter's `validate_config`, or makes an instance of it where it has none; off the main thread, and within a time.
   * Answers with what is wrong, without the configuration's secrets; null when nothing is.
   * @throws RunRefused, or the signal's reason once it is aborted
   */
  tryCustomAdapter(trial: CustomAdapterTrial, signal: AbortSignal): Promise<string | null>;
  /** Takes no more runs, and ends those that are not done within the limit. */
  stop(limitMs: number): Promise<void>;
}
