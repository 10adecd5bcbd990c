import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { openDatabase } from '../../../src/database/connection.js';
import { startPostgres } from '../../database/postgres-cluster.js';
import { startBalancer } from './balancer.js';
import { plainCaller, sdkCaller } from './caller.js';
import { Ledger } from './ledger.js';
import { Listener } from './listener.js';
import { ChaosNode } from './node.js';
import { startRecorder } from './recorder.js';
import { ANNOUNCED, announcedTool, setScene } from './scene.js';
import { Trouble } from './trouble.js';
import { type Announcement, type Evidence, newsDelays, verdictOn } from './verdict.js';
import { Visitor } from './visitor.js';

export interface ChaosOptions {
  readonly seconds: number;
  /** Half of them of each era. */
  readonly clients: number;
  readonly web: number;
  readonly workers: number;
  readonly killEverySeconds: number;
  readonly random: () => number;
  readonly say: (what: string) => void;
}

export interface ChaosReport {
  /** What was not as it was promised. */
  readonly findings: readonly string[];
  /** What happened, and how often. */
  readonly figures: Readonly<Record<string, number>>;
  readonly done: Readonly<Record<string, number>>;
  readonly troubles: Readonly<Record<string, number>>;
  /** What the processes have logged. */
  readonly logs: Readonly<Record<string, string>>;
}

/** How long PostgreSQL is away when it crashes. */
const AWAY_MS = 1_500;
const ANNOUNCE_EVERY_MS = 2_000;
/** How long it may take, in the end, until all that was begun is over: one that is killed is missed within ten seconds. */
const SETTLED_WITHIN_MS = 90_000;

/**
 * Processes on one PostgreSQL behind a balancer, and clients of both eras, while one process after the other is killed and started
 * again, and PostgreSQL crashes in the middle. What the clients were told is held against what is there in the end.
 */
export async function chaos(options: ChaosOptions): Promise<ChaosReport> {
  const { seconds, clients, web, workers, killEverySeconds, random, say } = options;
  const dir = await mkdtemp(join(tmpdir(), 'gateway-chaos-'));
  // What is acknowledged is to outlive a crash here, as it does anywhere.
  const postgres = await startPostgres({ synchronous_commit: 'on' });
  const recorder = await startRecorder(random);
  const findings: string[] = [];
  const scene = await setScene(`${postgres.url}postgres`, recorder.port, clients);
  const env = {
    ...scene.env,
    GATEWAY_DATA_DIR: dir,
    PORT: '0',
    GATEWAY_ALLOWED_HOSTS: '127.0.0.1',
    GATEWAY_LOG_LEVEL: 'warn',
    // What is killed leaves no coverage behind, and to collect it takes time.
    NODE_V8_COVERAGE: '',
  };
  const node = (role: 'web' | 'worker') => (_: unknown, i: number) =>
    new ChaosNode(`${role} ${i + 1}`, role, env, ({ name }) => findings.push(`${name} has ended by itself`));
  const webs = Array.from({ length: web }, node('web'));
  const nodes = [...webs, ...Array.from({ length: workers }, node('worker'))];
  const db = openDatabase({ url: `${postgres.url}postgres`, poolSize: 2 });
  const balancer = await startBalancer(webs);
  const { url } = balancer;
  try {
    await Promise.all(nodes.map((each) => each.start()));
    await until('all nodes are ready', async () => webs.every(({ ready }) => ready));
    say('all processes serve');

    const ledger = new Ledger();
    const visitors = scene.tokens.map((token, i) => {
      const open = i % 2 === 0 ? sdkCaller : plainCaller;
      return new Visitor({ name: `c${i}`, url, token, open, ledger, random });
    });
    const announcer = new Announcer(url, scene.tokens[0] as string, ledger);
    const eras = ['2026-07-28', '2025-06-18'] as const;
    const listeners = eras.map((era, i) => new Listener(`${url}/mcp`, scene.tokens[i] as string, era));
    const began = performance.now();

    const order = inTurns(webs, nodes.slice(web));
    const kills: number[] = [];
    const crashAt = seconds / 2;
    let crashed = false;
    for (let at = killEverySeconds; at < seconds; at += killEverySeconds) {
      await delay(Math.max(0, began + at * 1000 - performance.now()));
      if (!crashed && at >= crashAt) {
        say('PostgreSQL crashes');
        crashed = true;
        await postgres.crash(AWAY_MS);
        say('PostgreSQL is there again');
        continue;
      }
      const victim = order[kills.length % order.length] as ChaosNode;
      say(`${victim.name} is killed`);
      kills.push(Date.now());
      await victim.kill();
      await victim.start();
      say(`${victim.name} serves again`);
    }
    await delay(Math.max(0, began + seconds * 1000 - performance.now()));
    await Promise.all([...visitors.map((visitor) => visitor.leave()), announcer.stop()]);
    const lasted = (performance.now() - began) / 1000;
    say('the clients have left');
    await db('schedules').update({ active: false });
    const open = await settled(db);
    if (open > 0) findings.push(`${open} runs are not over`);
    await Promise.all(listeners.map((listener) => listener.leave()));

    const evidence: Evidence = { db, ledger, recorder, listeners, announcements: announcer.made };
    findings.push(...(await verdictOn(evidence)));
    const figures = {
      'seconds that the clients stayed': lasted,
      'processes killed': kills.length,
      'crashes of PostgreSQL': Number(crashed),
      'runs in the history': await countOf(db, {}),
      'runs that ended with their process': await countOf(db, { error_type: 'process_ended' }),
      'runs of clients that were cut off': await countOf(db, { error_type: 'cancelled' }),
      'queued runs acknowledged': ledger.promised.length,
      'writes acknowledged': ledger.written.length,
      'longest silence, in ms': ledger.longestSilenceMs,
      'news told': newsDelays(evidence).length,
      'slowest news, in ms': Math.max(0, ...newsDelays(evidence)),
    };
    const { done, troubles } = ledger;
    const logs = () => Object.fromEntries(nodes.map(({ name, log }) => [name, log]));
    await Promise.all(nodes.map((each) => each.kill()));
    return {
      findings,
      figures,
      done: Object.fromEntries(done),
      troubles: Object.fromEntries(troubles),
      logs: logs(),
    };
  } finally {
    await Promise.all(nodes.map((each) => each.kill()));
    await balancer.stop();
    await recorder.stop();
    await db.destroy();
    await postgres.stop();
    await rm(dir, { recursive: true, force: true });
  }
}

/** A process that serves, one that does jobs, and so on. */
function inTurns(webs: readonly ChaosNode[], workers: readonly ChaosNode[]): ChaosNode[] {
  const pairs = Math.max(webs.length, workers.length);
  return Array.from({ length: pairs }, (_, i) => [
    webs[i % webs.length],
    workers[i % workers.length],
  ]).flat() as ChaosNode[];
}

/** Changes a tool again and again, of which whoever listens is to be told. */
class Announcer {
  readonly made: Announcement[] = [];
  #stopping = false;
  readonly #went: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly ledger: Ledger,
  ) {
    this.#went = this.#announce();
  }

  stop(): Promise<void> {
    this.#stopping = true;
    return this.#went;
  }

  async #announce(): Promise<void> {
    const caller = await plainCaller(`${this.url}/mcp`, this.token);
    for (let count = 0; !this.#stopping; count++) {
      await delay(ANNOUNCE_EVERY_MS);
      const sent = performance.now();
      try {
        const mcp_tool = announcedTool(`Announced for the time ${count}.`);
        await caller.call('write_integration', { integration_name: ANNOUNCED, mcp_tool });
        this.made.push({ sent, answered: performance.now() });
        this.ledger.did('tool changed');
      } catch (error) {
        if (!(error instanceof Trouble)) throw error;
        this.ledger.saw(error);
      }
    }
  }
}

/** How many runs are not over, when there are none any more, or after a while. */
async function settled(db: Knex): Promise<number> {
  const end = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const running = await countOf(db, { status: 'running' });
    const [waiting] = await db('queued_runs').count({ n: '*' });
    const open = running + Number(waiting?.n);
    if (open === 0 || performance.now() > end) return open;
    await delay(250);
  }
}

async function countOf(db: Knex, where: Record<string, string>): Promise<number> {
  const [row] = await db('runs').where(where).count({ n: '*' });
  return Number(row?.n);
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; await delay(100)) if (await isSo()) return;
  throw new Error(`in vain: ${what}`);
}
