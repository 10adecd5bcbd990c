import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Knex } from 'knex';
import { destination, type Logger, pino } from 'pino';
import { loadKeyring, makeKey } from '../../src/crypto/key-file.js';
import type { Keyring } from '../../src/crypto/keyring.js';
import { createRunner, type ProcessRunner } from '../../src/engine/create-runner.js';
import type { Limits } from '../../src/engine/limits.js';
import { QueuedRuns } from '../../src/engine/queued-runs.js';
import { RunQueue } from '../../src/engine/run-queue.js';
import type { RunInput, RunRequest, RunResult, Stage } from '../../src/engine/runner.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { type Scene, sceneOn } from '../queries/scene.js';

/** A step as a test looks at it. */
export interface Step {
  type: string;
  label: string | null;
  failed: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
  request: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  response: any;
  // biome-ignore lint/suspicious/noExplicitAny: the same
  content: any;
  stack_trace: string | null;
  messages: { type: string; text: string }[] | null;
  milliseconds: number;
}

export interface Ran extends RunResult {
  steps: Step[];
  labels: string[];
  stages: string[];
}

/** A scene in which integrations run. */
export interface Running extends Scene {
  readonly runner: ProcessRunner;
  readonly keyring: Keyring;
  /** Writes an integration of the current name; the next call takes another name. */
  make(request: WriteRequest): Promise<number>;
  /** Runs it as the scene's user, and reads its history. */
  execute(
    integrationId: number,
    payload?: unknown,
    more?: Partial<RunRequest> & { input?: Partial<RunInput> },
  ): Promise<Ran>;
  /** Makes and runs one. */
  run(request: WriteRequest, payload?: unknown): Promise<Ran>;
  history(runId: number): Promise<Step[]>;
  /** Binds a new configuration of a system to an integration. */
  bind(integrationId: number, system: string, settings: Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

export const inputWith = (payload: unknown, more: Partial<RunInput> = {}): RunInput => ({
  payload,
  method: 'POST',
  params: {},
  path: null,
  fullpath: '/integrations/execute/x',
  headers: {},
  files: {},
  external: false,
  ...more,
});

export async function runningOn(
  db: Knex,
  {
    limits,
    allowedHosts = ['127.0.0.1', 'localhost'],
    log = pino({ level: 'error' }, destination(2)),
  }: {
    limits?: Partial<Limits>;
    allowedHosts?: string[];
    log?: Logger;
  } = {},
): Promise<Running> {
  const scene = await sceneOn(db);
  const { queries } = scene;
  const keyring = loadKeyring({ keys: [makeKey()], file: join(await mkdtemp(join(tmpdir(), 'gateway-key-')), 'key') });
  const base = { queries, keyring, log, now: () => new Date() };
  const waiting = new RunQueue(base);
  // The test itself is the worker.
  const runQueue: Pick<RunQueue, 'add'> = {
    async add(request, at) {
      const runHistoryId = await waiting.add(request, at);
      const due = await db('queued_runs').where('due_at', '<=', base.now().toISOString()).pluck('id');
      for (const id of due) queuedRuns.run(id);
      return runHistoryId;
    },
  };
  const runner = createRunner({ ...base, runQueue, processId: 'test', allowedHosts, limits });
  const queuedRuns = new QueuedRuns({ ...base, runner });
  const actor = { id: scene.userId, username: 'ann', email: null, superuser: false };
  const json = (text: string | null) => (text === null ? null : JSON.parse(text));

  const running: Running = Object.assign(scene, {
    runner,
    keyring,
    async make(request: WriteRequest) {
      scene.next();
      return scene.create(scene.name, request);
    },
    async execute(integrationId: number, payload: unknown = {}, more: Parameters<Running['execute']>[2] = {}) {
      const stages: string[] = [];
      const { input, ...request } = more;
      const run = await runner.start(
        { integrationId, actor, startedBy: 'mcp', ...request, input: inputWith(payload, input) },
        (stage: Stage) => stages.push(stage.name),
      );
      const result = await run.result;
      const steps = result.runHistoryId === null ? [] : await running.history(result.runHistoryId);
      const labels = await db('run_labels')
        .where({ run_id: result.runHistoryId ?? 0 })
        .pluck('label');
      return { ...result, steps, labels, stages };
    },
    async run(request: WriteRequest, payload: unknown = {}) {
      return running.execute(await running.make(request), payload);
    },
    async history(runId: number): Promise<Step[]> {
      const rows = await db('run_items').where({ run_id: runId }).orderBy('sequence');
      return rows.map((row) => ({
        type: row.type,
        label: row.label,
        failed: row.failed,
        request: json(row.request),
        response: json(row.response),
        content: json(row.content),
        stack_trace: row.stack_trace,
        messages: json(row.messages),
        milliseconds: row.milliseconds,
      }));
    },
    async bind(integrationId: number, system: string, settings: Record<string, unknown>) {
      const config = {
        system,
        name: `${system} of ${integrationId}`,
        active: true,
        validation_enabled: true,
        settings,
        sealed_settings: null,
      };
      const configId = await queries.adapterConfigs.create(config, new Date());
      await queries.adapterConfigs.bind({ integrationId, configId, userId: null });
    },
    stop: () => runner.stop(1_000),
  });
  return running;
}
