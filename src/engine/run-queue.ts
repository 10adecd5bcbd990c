import type { Keyring } from '../crypto/keyring.js';
import type { Queries } from '../queries/queries.js';
import type { QueueRoom } from '../queries/queued-runs.js';
import type { TraceHeaders, Tracer } from '../tracing/tracer.js';
import { sealInput } from './queued-input.js';
import { RunRefused, type RunRequest } from './runner.js';

/** A run that nobody waits for. */
export interface QueueRequest extends RunRequest {
  /** The run that has started it. */
  readonly parentRunId?: number | null;
  /** How deep integrations have called one another. */
  readonly depth?: number;
  /** What its history must not show. */
  readonly hidden?: readonly unknown[];
  /** What it is a part of; left out: of what goes on here. */
  readonly trace?: TraceHeaders | null;
}

/** How many runs may wait to be begun; those that are put off are not counted, and are not refused. */
export const QUEUE_ROOM: QueueRoom = { integration: 1_000, all: 10_000 };

interface RunQueueOptions {
  readonly queries: Pick<Queries, 'queuedRuns'>;
  readonly keyring: Keyring;
  readonly now: () => Date;
  readonly room?: QueueRoom;
  /** Null, or left out, where traces are off. */
  readonly tracer?: Tracer | null;
}

/** Where runs wait that nobody waits for. What is in it outlives the process; a worker takes it out. */
export class RunQueue {
  constructor(private readonly options: RunQueueOptions) {}

  /**
   * Queues a run, to begin at once or not before a time. The caller has made sure that the actor may execute the integration; it is
   * looked at again when the run begins. Answers with the run's id in the history; null when that is not stored.
   * @param inside the queries of a transaction that the run is to be a part of
   * @throws RunRefused `not_found`, `inactive` or `busy`
   */
  async add(
    request: QueueRequest,
    at?: Date,
    inside: Pick<Queries, 'queuedRuns'> = this.options.queries,
  ): Promise<number | null> {
    const { keyring, now, room = QUEUE_ROOM, tracer } = this.options;
    const { integrationId, actor, startedBy, input, labels, retry, parentRunId, depth, hidden } = request;
    const trace = request.trace ?? tracer?.current() ?? null;
    const queued = await inside.queuedRuns.add(
      {
        integration_id: integrationId,
        user_id: actor.id,
        username: actor.username,
        started_by: startedBy,
        parent_run_id: parentRunId ?? null,
        retry_for_run_id: retry?.of ?? null,
        retry_attempt: retry?.attempt ?? 0,
        depth: depth ?? 0,
        due_at: at ?? now(),
        sealed_input: sealInput(keyring, { input, hidden: hidden ?? [], trace }),
        labels: labels ?? [],
      },
      at ? null : room,
    );
    switch (queued.outcome) {
      case 'queued':
        return queued.runId;
      case 'not_found':
        throw new RunRefused('not_found', 'The integration is gone; somebody has just deleted it.');
      case 'inactive':
        throw new RunRefused('inactive', `${queued.pathName} is switched off (active is false).`);
      case 'integration_full':
        throw new RunRefused(
          'busy',
          `${room.integration} runs of ${queued.pathName} wait to begin, as many as may; try again later.`,
        );
      case 'full':
        throw new RunRefused('busy', `${room.all} runs wait to begin, as many as the gateway takes; try again later.`);
    }
  }
}
