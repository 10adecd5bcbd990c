import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Keyring } from '../crypto/keyring.js';
import { patiently } from '../queries/patience.js';
import type { Queries } from '../queries/queries.js';
import type { Tracer } from '../tracing/tracer.js';
import { CustomAdapterTrials } from './custom-adapter-trials.js';
import { DatabaseHost } from './database-host.js';
import type { Definition } from './definition.js';
import { Definitions } from './definitions.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { mayExecute } from './may-execute.js';
import { OpenEnds } from './open-ends.js';
import { ThreadEnded } from './pool-thread.js';
import type { Beginner } from './queued-runs.js';
import type { ChildRequest, RunJob } from './run-host.js';
import { RunPool } from './run-pool.js';
import type { QueueRequest, RunQueue } from './run-queue.js';
import { AlreadyBegun, type NoteBeginning, RunRows } from './run-rows.js';
import { RunTrace } from './run-trace.js';
import { type Run, type Runner, RunRefused, type RunResult, type Stage } from './runner.js';
import type { OpenedInMain, RunOver } from './thread-messages.js';
import { VaultSession } from './vault-session.js';

export interface RunnerOptions {
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly log: Logger;
  readonly now: () => Date;
  /** Where runs wait that nobody waits for. */
  readonly runQueue: Pick<RunQueue, 'add'>;
  /** Under which this process stands in the table of processes. */
  readonly processId: string;
  readonly allowedHosts: readonly string[];
  readonly limits?: Partial<Limits>;
  /** Null, or left out, where traces are off. */
  readonly tracer?: Tracer | null;
}

/** A run that nobody waits for any more has ended. */
export interface EndedRun {
  readonly request: QueueRequest;
  readonly result: RunResult;
  readonly definition: Definition;
}

/** The runner of a process, and what it tells others. */
export interface ProcessRunner extends Runner, Beginner {
  /** Called after each run that was not started by another one and waited for. What it throws is logged. */
  onEnd(listener: (ended: EndedRun) => Promise<void>): void;
  /** How many runs go on in this process, without those that one of them waits for. */
  readonly inProgress: number;
}

/** A run that is about to begin; a child that is waited for begins in its parent's thread. */
interface Opening extends QueueRequest {
  readonly parentNames?: string | null;
}

export function createRunner(options: RunnerOptions): ProcessRunner {
  const { queries, keyring, log, now, runQueue, processId, allowedHosts, tracer = null } = options;
  const limits: Limits = { ...DEFAULT_LIMITS, ...options.limits };
  const definitions = new Definitions(queries);
  const pool = new RunPool();
  const trials = new CustomAdapterTrials({ pool, log, allowedHosts, limits });
  const hosts = new Map<number, DatabaseHost>();
  const openEnds = new OpenEnds(queries.runs, log);
  /** Runs that are about to be under way. */
  const launching = new Set<Promise<unknown>>();
  const underWay = new Set<Run>();
  /** What is done after runs that have ended. */
  const following = new Set<Promise<void>>();
  const listeners: ((ended: EndedRun) => Promise<void>)[] = [];
  let count = 0;
  const stopping = new AbortController();
  const rows = new RunRows({ queries, processId, stopping: stopping.signal });

  /** Notes that a run begins, and makes its host: from here on it is under way. */
  async function open(
    request: Opening,
    definition: Definition,
    parent: Parent | null,
    watch: Watch | null,
    note: NoteBeginning,
  ) {
    const startedAt = now();
    const runHistoryId = await note(definition, startedAt);
    const trace = tracer && new RunTrace(tracer, { ...request, runHistoryId, pathName: definition.pathName });
    const job: RunJob = {
      definition,
      actor: request.actor,
      input: request.input,
      runHistoryId,
      retryAttempt: request.retry?.attempt ?? 0,
      depth: request.depth ?? 0,
      parentNames: request.parentNames ?? null,
      limits,
      allowedHosts,
      startedAt: startedAt.getTime(),
      watched: watch !== null,
      hidden: request.hidden ?? [],
      traced: trace !== null,
    };
    const run = ++count;
    const stop = parent?.stop ?? new AbortController();
    const family = parent?.family ?? [];
    const vaults = new VaultSession({
      queries,
      keyring,
      integrationId: definition.id,
      runKey: `${processId}/${randomUUID()}`,
      now,
      wait: (ms) => wait(ms, undefined, { ref: false }),
      signal: stop.signal,
      caller: parent?.vaults,
    });
    const host: DatabaseHost = new DatabaseHost({
      queries,
      keyring,
      now,
      log,
      job,
      vaults,
      watch: watch ?? (() => {}),
      child: (asked) => openChild(asked, request, runHistoryId, { stop, vaults, family, trace }) as never,
      openEnds,
      trace,
      ended: () => hosts.delete(run),
    });
    hosts.set(run, host);
    family.push(host);
    return { job, run, family, stop, host };
  }

  /** Another integration, called by a run (domain.md 4.8). */
  async function openChild(
    asked: ChildRequest,
    parent: QueueRequest,
    parentRunId: number | null,
    around: Parent,
  ): Promise<OpenedInMain> {
    const found = await patiently(async () => {
      const one = await queries.integrations.find(asked.pathName);
      return one && (await mayExecute(queries, parent.actor, one.id)) ? one : null;
    });
    if (!found) {
      throw new RunRefused(
        'not_found',
        `callint: there is no integration "${asked.pathName}", or ${parent.actor.username} may not execute it.`,
      );
    }
    const { definition, runAsync } = await patiently(() => definitions.of(found.id));
    const { depth, input, hidden, parentNames } = asked;
    const integrationId = found.id;
    const request = {
      integrationId,
      actor: parent.actor,
      startedBy: 'callint',
      input,
      depth,
      parentRunId,
      hidden,
      trace: around.trace?.headers ?? null,
    } as const;
    if (asked.mode === 'async' || (asked.mode === null && runAsync)) {
      return { started: true, runHistoryId: await runQueue.add(request), pathName: definition.pathName };
    }
    const { job, run } = await open({ ...request, parentNames }, definition, around, null, rows.made(request));
    return { job, run };
  }

  function launch(request: QueueRequest, watch: Watch | null, note: NoteBeginning): Promise<Run> {
    const launched = begun(request, watch, note).finally(() => launching.delete(launched));
    launching.add(launched);
    return launched;
  }

  /** Starts a run in a thread of its own. */
  async function begun(request: QueueRequest, watch: Watch | null, note: NoteBeginning): Promise<Run> {
    if (stopping.signal.aborted) throw new RunRefused('stopping', 'The gateway is stopping, and starts no more runs.');
    if (pool.isFull) throw new RunRefused('busy', 'The gateway has as many runs waiting as it takes; try again later.');
    const { definition } = await definitions.of(request.integrationId);
    const { job, run, family, stop, host } = await open(request, definition, null, watch, note);
    const pooled = pool.run(job, run, (asked) => hosts.get(asked) ?? null);
    const result = pooled.result
      .then((over) => stored(over, host))
      .catch((error: Error) => abandoned(error, job, family));
    const started: Run = {
      runHistoryId: job.runHistoryId,
      result,
      cancel() {
        stop.abort();
        pooled.cancel();
      },
    };
    underWay.add(started);
    const followed = result.then(async (ended) => {
      underWay.delete(started);
      stop.abort(RUN_OVER);
      for (const listener of listeners) {
        await listener({ request, result: ended, definition }).catch((error: unknown) =>
          log.error({ err: error, run_history_id: job.runHistoryId }, 'what follows a run failed'),
        );
      }
      following.delete(followed);
    });
    following.add(followed);
    return started;
  }

  /** The thread is gone: its formulas were ended, or it ran out of memory. */
  async function abandoned(error: Error, job: RunJob, family: readonly DatabaseHost[]): Promise<RunResult> {
    log.warn({ err: error, run_history_id: job.runHistoryId }, 'the thread of a run has ended');
    const result: RunResult = {
      status: 'failure',
      output: { payload: 'Error', status: 500, headers: {} },
      shownPayload: 'Error',
      error:
        error instanceof ThreadEnded
          ? {
              type: 'limit_exceeded',
              message: 'The run, or another one in its thread, took more than a run may, and was ended.',
            }
          : { type: 'gateway_failed', message: 'The gateway could not run this integration in a thread.' },
      runHistoryId: job.runHistoryId,
      historyProblem: null,
      milliseconds: now().getTime() - job.startedAt,
    };
    const problems = await Promise.all(family.map((host) => host.abandon(result)));
    return { ...result, historyProblem: problems.find((problem) => problem !== null) ?? null };
  }

  return {
    start: (request, watch = null) => launch(request, watch, rows.made(request)),
    queue: (request, inside) => runQueue.add(request, undefined, inside),
    begin: (id, request, runHistoryId) =>
      launch(request, null, rows.claimed(id, runHistoryId)).catch((error: unknown) => {
        if (error instanceof AlreadyBegun) return null;
        throw error;
      }),
    get inProgress() {
      return underWay.size;
    },
    onEnd(listener) {
      listeners.push(listener);
    },
    tryCustomAdapter: (trial, signal) => trials.try(trial, signal),
    async stop(limitMs) {
      stopping.abort();
      // One that was let in before would come into a pool that is closed, and never end.
      await Promise.allSettled(launching);
      const all = () => Promise.all([...underWay].map(({ result }) => result));
      await Promise.race([all(), wait(limitMs, undefined, { ref: false })]);
      for (const run of underWay) run.cancel();
      trials.stop();
      await Promise.race([all().then(() => Promise.all(following)), wait(CANCEL_MS, undefined, { ref: false })]);
      await pool.close();
      await openEnds.stop();
    },
  };
}

type Watch = (stage: Stage) => void;

/** What a child run shares with the run that waits for it. */
interface Parent {
  readonly stop: AbortController;
  readonly vaults: VaultSession;
  /** All runs in the same thread: when it ends, they have ended. */
  readonly family: DatabaseHost[];
  readonly trace: RunTrace | null;
}

/** What a run answers whose end is stored. */
async function stored({ result, ended }: RunOver, host: DatabaseHost): Promise<RunResult> {
  const unstored = await host.end(result, ended);
  return unstored === null ? result : { ...result, historyProblem: result.historyProblem ?? unstored };
}

/** Made once: a reason of its own takes longer to make than the rest of the end. */
const RUN_OVER = new Error('the run is over');

/** How long cancelled runs may take to end in order. */
const CANCEL_MS = 3_000;
