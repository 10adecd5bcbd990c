import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import { catalog } from './catalog.js';
import type { ProcessRunner } from './engine/create-runner.js';
import { lastAnswer } from './ops/last-answer.js';
import type { Gauges, Metrics } from './ops/metrics.js';
import { createOpsDoor } from './ops/ops-door.js';
import { type Checks, Readiness } from './ops/readiness.js';
import type { Queries } from './queries/queries.js';
import { VERSION } from './version.js';

interface OpsOptions {
  /** Null: nothing is measured. */
  readonly metricsToken: string | null;
  readonly checks: Checks;
  readonly connections: Gauges['connections'];
  readonly queries: Pick<Queries, 'jobs'>;
  readonly runner: Pick<ProcessRunner, 'inProgress' | 'onEnd'>;
  readonly now: () => Date;
  readonly log: Logger;
}

/** What the machines around the gateway are told of it. */
export interface Ops {
  readonly readiness: Readiness;
  /** Null where nobody may read them: then nothing is counted. */
  readonly metrics: Metrics | null;
  /** Answers what is asked about this process before anybody else is asked anything. */
  inFrontOf(serve: RequestListener): RequestListener;
  stop(): Promise<void>;
}

export async function openOps({ metricsToken: token, checks, log, ...measured }: OpsOptions): Promise<Ops> {
  const readiness = new Readiness({ checks, clock: () => performance.now() });
  const metrics = token === null ? null : await openMetrics(measured);
  const page = token !== null && metrics ? { token, page: metrics } : null;
  const door = createOpsDoor({ readiness, metrics: page, log });
  return {
    readiness,
    metrics,
    inFrontOf: (serve) => (req, res) => {
      // A proxy that keeps connections would send something over one just as it is closed.
      if (readiness.isStopping) lastAnswer(res);
      metrics?.request(req, res);
      if (!door(req, res)) serve(req, res);
    },
    stop: async () => metrics?.stop(),
  };
}

async function openMetrics({
  queries,
  runner,
  connections,
  now,
}: Pick<OpsOptions, 'queries' | 'runner' | 'connections' | 'now'>): Promise<Metrics> {
  // Prometheus' client is loaded where somebody wants it.
  const { Metrics } = await import('./ops/metrics.js');
  const metrics = new Metrics({
    tools: catalog.registry.tools.map(({ name }) => name),
    version: VERSION,
    gauges: {
      connections,
      runsInProgress: () => runner.inProgress,
      queueDepth: () => queries.jobs.depth(now()),
    },
  });
  runner.onEnd(async ({ request, result: { status, milliseconds } }) =>
    metrics.run({ status, startedBy: request.startedBy, milliseconds }),
  );
  return metrics;
}
