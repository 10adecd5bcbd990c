import type { IncomingMessage, ServerResponse } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { routeOf } from '../request/route-name.js';
import { EventLoopDelay } from './event-loop-delay.js';
import type { MetricsPage } from './ops-door.js';

/** A tool call that has ended. */
interface Call {
  readonly tool: string;
  readonly action: string | null;
  readonly outcome: string;
  readonly milliseconds: number;
}

/** A run that has ended. */
interface Run {
  readonly status: string;
  readonly startedBy: string;
  readonly milliseconds: number;
}

/** What is asked for when somebody reads the page; what throws is left out of it. */
export interface Gauges {
  runsInProgress(): number;
  /** Connections to the database, by what they are doing. */
  connections(): Readonly<Record<string, number>>;
  /** Jobs that are due and wait for a worker, of all processes. */
  queueDepth(): Promise<number>;
}

interface MetricsOptions {
  readonly gauges: Gauges;
  /** The names of the tools that have series of their own. */
  readonly tools: readonly string[];
  readonly version: string;
}

/** In seconds. */
const CALL_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];
const RUN_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600];

/** How many outcomes have series of their own. */
const MOST_OUTCOMES = 100;

/** How long the database may take for a gauge. */
const GAUGE_LIMIT_MS = 1_000;

/**
 * What Prometheus is told. There are only so many series: nothing that a caller or a user makes up becomes a label.
 */
export class Metrics implements MetricsPage {
  readonly #registry = new Registry();
  readonly #tools: ReadonlySet<string>;
  readonly #outcomes = new Set<string>();
  readonly #delay = new EventLoopDelay();
  readonly contentType = this.#registry.contentType;

  readonly #calls = new Counter({
    name: 'gateway_tool_calls_total',
    help: 'Tool calls that have ended, by how.',
    labelNames: ['tool', 'action', 'outcome'],
    registers: [this.#registry],
  });
  readonly #callSeconds = new Histogram({
    name: 'gateway_tool_call_duration_seconds',
    help: 'How long tool calls took.',
    labelNames: ['tool'],
    buckets: CALL_BUCKETS,
    registers: [this.#registry],
  });
  readonly #runs = new Counter({
    name: 'gateway_runs_total',
    help: 'Runs of integrations that have ended, without those that a run waited for.',
    labelNames: ['status', 'started_by'],
    registers: [this.#registry],
  });
  readonly #runSeconds = new Histogram({
    name: 'gateway_run_duration_seconds',
    help: 'How long runs took.',
    labelNames: ['status'],
    buckets: RUN_BUCKETS,
    registers: [this.#registry],
  });
  readonly #requests = new Counter({
    name: 'gateway_http_requests_total',
    help: 'HTTP requests that were answered.',
    labelNames: ['route', 'status'],
    registers: [this.#registry],
  });

  constructor({ gauges, tools, version }: MetricsOptions) {
    this.#tools = new Set(tools);
    collectDefaultMetrics({ register: this.#registry });
    this.#gauge('gateway_info', 'The version of the gateway, always 1.', ['version'], () => [[{ version }, 1]]);
    this.#gauge('gateway_runs_in_progress', 'Runs of this process.', [], () => [[{}, gauges.runsInProgress()]]);
    this.#gauge('gateway_queue_depth', 'Jobs that are due and wait for a worker, of all processes.', [], async () => [
      [{}, await gauges.queueDepth()],
    ]);
    this.#gauge('gateway_database_pool_connections', 'Connections of this process.', ['state'], () =>
      Object.entries(gauges.connections()).map(([state, count]) => [{ state }, count]),
    );
    const help = 'By how much the event loop was late since the page was read the last time.';
    this.#gauge('gateway_event_loop_delay_seconds', help, ['quantile'], () =>
      Object.entries(this.#delay.take()).map(([quantile, seconds]) => [{ quantile }, seconds]),
    );
  }

  call({ tool, action, outcome, milliseconds }: Call): void {
    const name = this.#toolOf(tool, outcome);
    const chosen = this.#tools.has(tool) ? (action ?? '') : '';
    this.#calls.inc({ tool: name, action: chosen, outcome: this.#outcomeOf(outcome) });
    this.#callSeconds.observe({ tool: name }, milliseconds / 1_000);
  }

  run({ status, startedBy, milliseconds }: Run): void {
    this.#runs.inc({ status, started_by: startedBy });
    this.#runSeconds.observe({ status }, milliseconds / 1_000);
  }

  /** Counts a request once it is answered. */
  request(req: IncomingMessage, res: ServerResponse): void {
    res.once('close', () => {
      // Of whom nobody has heard an answer, the status is 499, as proxies say it.
      const status = res.writableFinished ? res.statusCode : 499;
      this.#requests.inc({ route: routeOf(req.url ?? ''), status });
    });
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }

  stop(): void {
    this.#delay.stop();
    this.#registry.clear();
  }

  #toolOf(tool: string, outcome: string): string {
    if (this.#tools.has(tool)) return tool;
    return outcome === 'unknown_tool' ? 'unknown' : 'user_tool';
  }

  /** The codes of the catalog, and those in the tools' answers, are words of the gateway's own; they are not all in one place. */
  #outcomeOf(outcome: string): string {
    if (this.#outcomes.has(outcome)) return outcome;
    if (this.#outcomes.size >= MOST_OUTCOMES || !/^[a-z_]{1,40}$/.test(outcome)) return 'other';
    this.#outcomes.add(outcome);
    return outcome;
  }

  #gauge(name: string, help: string, labelNames: readonly string[], values: () => Values | Promise<Values>): void {
    const gauge: Gauge<string> = new Gauge({
      name,
      help,
      labelNames,
      registers: [this.#registry],
      async collect() {
        // What is not known now is not told as it was.
        gauge.reset();
        if (labelNames.length === 0) gauge.remove();
        const known = await within(GAUGE_LIMIT_MS, async () => values()).catch(() => []);
        for (const [labels, value] of known) gauge.set(labels, value);
      },
    });
  }
}

type Values = readonly (readonly [labels: Readonly<Record<string, string>>, value: number])[];

async function within<T>(ms: number, work: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    clearTimeout(timer);
  }
}
