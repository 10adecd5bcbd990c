import { patiently } from '../queries/patience.js';
import type { Queries } from '../queries/queries.js';
import type { Definition } from './definition.js';
import type { QueueRequest } from './run-queue.js';

/** Notes in the history that a run begins; answers with its row's id, or null where none is stored. */
export type NoteBeginning = (definition: Definition, startedAt: Date) => Promise<number | null>;

/** Another process has begun the run. */
export class AlreadyBegun extends Error {}

/** For how long a database that is away is asked for a queued run. */
const CLAIM_PATIENCE_MS = 60_000;

interface RunRowsOptions {
  readonly queries: Pick<Queries, 'runs' | 'queuedRuns'>;
  /** Whose runs they are. */
  readonly processId: string;
  /** Aborted when the process stops. */
  readonly stopping: AbortSignal;
}

/** The rows in the history of the runs that this process begins. */
export class RunRows {
  constructor(private readonly options: RunRowsOptions) {}

  /** For a run that begins as soon as somebody wants it. */
  made(request: QueueRequest): NoteBeginning {
    const { queries, processId } = this.options;
    return async ({ id, config }, startedAt) => {
      if (!config.store_run_history) return null;
      return queries.runs.create({
        integration_id: id,
        user_id: request.actor.id,
        username: request.actor.username,
        parent_run_id: request.parentRunId ?? null,
        started_by: request.startedBy,
        started_at: startedAt.toISOString(),
        retry_for_run_id: request.retry?.of ?? null,
        retry_attempt: request.retry?.attempt ?? 0,
        process_id: processId,
        payloads_stored: config.store_payload_in_run_history,
        labels: request.labels ?? [],
      });
    };
  }

  /** For a queued run, whose row was made when it was queued; whoever claims it may begin it. The beginning throws AlreadyBegun. */
  claimed(queuedId: number, runHistoryId: number | null): NoteBeginning {
    const { queries, processId, stopping } = this.options;
    return async ({ config }, startedAt) => {
      const payloads_stored = config.store_payload_in_run_history;
      const beginning = { process_id: processId, started_at: startedAt.toISOString(), payloads_stored };
      // A database that went away may have made it ours: else nobody would begin it.
      const isOurs = await patiently(() => queries.queuedRuns.claim(queuedId, runHistoryId, beginning), {
        ms: CLAIM_PATIENCE_MS,
        signal: stopping,
      });
      if (!isOurs) throw new AlreadyBegun();
      return runHistoryId;
    };
  }
}
