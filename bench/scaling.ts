import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { pino } from 'pino';
import { openDatabase } from '../src/database/connection.js';
import { migrate } from '../src/database/migrate.js';
import { PostgresEventBus } from '../src/events/postgres-event-bus.js';
import { createQueries, type Queries } from '../src/queries/queries.js';
import type { NewRunItem } from '../src/queries/runs.js';
import { GraphileQueue } from '../src/queue/graphile-queue.js';
import { startPostgres } from '../test/database/postgres-cluster.js';
import { ANY_RUN } from '../test/queries/run-scene.js';
import { sceneOn } from '../test/queries/scene.js';
import { printTable, withSpread } from './measure.js';

/*
 * The figures on which docs/scaling.md rests, of what all processes share on one PostgreSQL: how soon and how often they can tell each
 * other something, how many jobs go through the queue, how much room the run history takes, and how long its pages take when there are
 * many runs. RUNS says how many; a part of them is recorded as the gateway does it, and copied.
 */
const RUNS = Number(process.env.RUNS ?? 200_000);
const RECORDED = Number(process.env.RECORDED ?? 1_000);
const ITEMS = Number(process.env.ITEMS ?? 10);
const JOBS = Number(process.env.JOBS ?? 3_000);
const EVENTS = Number(process.env.EVENTS ?? 5_000);
const ROUNDS = Number(process.env.ROUNDS ?? 9);
const INTEGRATIONS = 20;
/** How many notifications are sent one by one. */
const ALONE = 300;
const FIRST = Date.UTC(2026, 0, 1);

const log = pino({ level: 'silent' });
const postgres = await startPostgres({ synchronous_commit: 'on', fsync: 'on', full_page_writes: 'on' });
const url = `${postgres.url}postgres`;
const db = openDatabase({ url, poolSize: 10, prepares: true });
try {
  await migrate(db);
  const queries = createQueries(db);
  await measureNews();
  await measureJobs(queries);
  await measureHistory(queries);
} finally {
  await db.destroy();
  await postgres.stop();
}

async function measureNews(): Promise<void> {
  const trouble = (error: unknown) => {
    throw error;
  };
  const open = async () => {
    const bus = new PostgresEventBus({ url, onError: trouble, onTrouble: trouble, random: Math.random });
    await bus.start();
    return bus;
  };
  const sender = await open();
  const hearers = [await open(), await open()];
  const heard = new EventEmitter();
  let count = 0;
  for (const hearer of hearers) {
    hearer.subscribe(() => {
      count++;
      heard.emit('one');
    });
  }
  const milliseconds: number[] = [];
  for (let i = 0; i < 300; i++) {
    const wanted = count + hearers.length;
    const from = performance.now();
    sender.publish({ type: 'call_cancelled', call: `one ${i}` });
    while (count < wanted) await once(heard, 'one');
    milliseconds.push(performance.now() - from);
  }
  count = 0;
  const from = performance.now();
  for (let sent = 0; sent < EVENTS; ) {
    for (let i = 0; i < 100; i++, sent++) sender.publish({ type: 'call_cancelled', call: `many ${sent}` });
    // No more than 1,000 may wait.
    while (count < (sent - 500) * hearers.length) await once(heard, 'one');
  }
  while (count < EVENTS * hearers.length) await once(heard, 'one');
  const seconds = (performance.now() - from) / 1000;
  const each = async (statement: string) => {
    const began = performance.now();
    for (let i = 0; i < ALONE; i++) await db.raw(statement, [String(i)]);
    return ((performance.now() - began) * 1000) / ALONE;
  };
  await each('select ?::text');
  const [asked, notified] = [await each('select ?::text'), await each("select pg_notify('alone', ?)")];
  printTable([
    ['Events among three processes', ''],
    ['until both others have heard, ms', withSpread(milliseconds, 2)],
    [
      '99th of 100, ms',
      milliseconds.toSorted((a, b) => a - b)[Math.floor(milliseconds.length * 0.99)]?.toFixed(2) ?? '',
    ],
    ['a second, heard by both', (EVENTS / seconds).toFixed(0)],
    ['a statement that does nothing, and one that notifies, us', `${asked.toFixed(0)} and ${notified.toFixed(0)}`],
  ]);
  for (const bus of [sender, ...hearers]) await bus.stop();
}

async function measureJobs(queries: Queries): Promise<void> {
  const rows = [['Jobs that do nothing', 'jobs a second']];
  const addRates: number[] = [];
  for (const workers of [1, 2]) {
    const rates: number[] = [];
    for (let round = 0; round < 3; round++) {
      const adding = performance.now();
      await inLanes(10, JOBS, (id) => queries.jobs.add('run', { id }));
      addRates.push((JOBS * 1000) / (performance.now() - adding));
      let done = 0;
      const queues = Array.from(
        { length: workers },
        (_, i) => new GraphileQueue({ listenUrl: url, queries, processId: `bench ${i}`, atOnce: 20, log }),
      );
      const nothing = async () => {};
      const from = performance.now();
      await Promise.all(
        queues.map((queue) => queue.start({ run: async () => void done++, sweep: nothing, schedule: nothing })),
      );
      while (done < JOBS) await delay(5);
      rates.push((JOBS * 1000) / (performance.now() - from));
      await Promise.all(queues.map((queue) => queue.stop()));
    }
    rows.push([`done by ${workers} ${workers === 1 ? 'worker' : 'workers'}, 20 at once each`, withSpread(rates)]);
  }
  rows.push(['put in, over 10 connections', withSpread(addRates)]);
  printTable(rows);
}

async function inLanes(lanes: number, count: number, work: (i: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < count) await work(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

/** A step of about 300 bytes of payload. */
function itemOf(run: number, index: number): NewRunItem {
  const number = run * ITEMS + index;
  const customer = {
    id: number,
    name: `Name ${run % 97}`,
    city: `City ${number % 10}`,
    ssn: `s${(number * 7919) % 1_000_003}`,
  };
  const type = index === 0 ? 'INPUT' : index === ITEMS - 1 ? 'OUTPUT' : 'REQUEST';
  const isCall = type === 'REQUEST';
  return {
    sequence: index + 1,
    at: new Date(FIRST + run * 1000).toISOString(),
    milliseconds: 12.5,
    failed: false,
    type,
    label: isCall ? `get_customer_${index}` : null,
    request: isCall
      ? JSON.stringify({ service_name: 'n/a', payload: { method: 'GET', url_path: `/customers/${number}` } })
      : null,
    response: isCall ? JSON.stringify({ success: true, payload: customer, messages: [] }) : null,
    content: isCall ? null : JSON.stringify({ payload: customer, headers: {}, status: 200 }),
    stack_trace: null,
    messages: null,
    component_kind: isCall ? 'servicerequest' : null,
    component_id: isCall ? index : null,
    component_field: null,
  };
}

async function measureHistory(queries: Queries): Promise<void> {
  const scene = await sceneOn(db);
  const ids: number[] = [];
  for (let i = 0; i < INTEGRATIONS; i++) ids.push(await scene.create(`Integration ${i}`));
  const recording = performance.now();
  await inLanes(4, RECORDED, async (run) => {
    const at = new Date(FIRST + run * 1000).toISOString();
    const row = {
      integration_id: ids[run % INTEGRATIONS] as number,
      user_id: scene.userId,
      username: 'ann',
      parent_run_id: null,
      started_by: 'http',
      started_at: at,
      retry_for_run_id: null,
      retry_attempt: 0,
      process_id: 'bench',
      payloads_stored: true,
      labels: [],
    };
    const id = await queries.runs.create(row);
    const items = Array.from({ length: ITEMS }, (_, index) => itemOf(run, index));
    const end = {
      status: 'success',
      finished_at: at,
      milliseconds: 120,
      output_status: 200,
      input_masked: false,
    } as const;
    await queries.runs.recordEnd(id, items, [], { ...end, error_type: null, error_message: null });
  });
  const perSecond = (RECORDED * 1000) / (performance.now() - recording);
  const copies = Math.ceil(RUNS / RECORDED) - 1;
  const building = performance.now();
  await copyRuns(db, copies);
  await db.raw('vacuum analyze');
  console.log(`${(copies + 1) * RECORDED} runs, copied in ${((performance.now() - building) / 1000).toFixed(0)} s`);

  const runs = (copies + 1) * RECORDED;
  const rows = [['The run history', `of ${runs} runs with ${ITEMS} steps each`]];
  rows.push(['recorded a second, 4 at a time', perSecond.toFixed(0)]);
  let all = 0;
  for (const table of ['runs', 'run_items', 'run_item_words']) {
    const { rows: found } = await db.raw(
      'select pg_table_size(?::regclass)::float8 as rows, pg_indexes_size(?::regclass)::float8 as indexes',
      [table, table],
    );
    const { rows: own, indexes } = found[0];
    all += own + indexes;
    rows.push([
      `${table}: bytes a run, rows and indexes`,
      `${(own / runs).toFixed(0)} and ${(indexes / runs).toFixed(0)}`,
    ]);
  }
  rows.push(['in all, bytes a run', (all / runs).toFixed(0)], ['in all, MB', (all / 1024 ** 2).toFixed(0)]);
  printTable(rows);

  const searches: Readonly<Record<string, { integrations?: string[]; text?: string; filter?: object }>> = {
    'newest first': {},
    'newest first, of one integration': { integrations: ['Integration 7'] },
    'failures of a day': {
      filter: {
        status: 'failure',
        start: new Date(FIRST).toISOString(),
        end: new Date(FIRST + 86_400_000).toISOString(),
      },
    },
    'a common word in an integration': { integrations: ['Integration 7'], text: 'city' },
    'a word that is nowhere': { integrations: ['Integration 7'], text: 'zzzz' },
  };
  const asked = [['A page of the history', 'ms']];
  for (const [title, { integrations, text, filter }] of Object.entries(searches)) {
    const times: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const from = performance.now();
      await queries.runHistory.search({
        userId: scene.userId,
        integrations: integrations ?? null,
        text: text ?? null,
        cursor: null,
        signal: new AbortController().signal,
        filter: { ...ANY_RUN, ...filter },
      });
      times.push(performance.now() - from);
    }
    asked.push([title, withSpread(times, 1)]);
  }
  printTable(asked);
}

/** The same runs again, so many times, each later than the last. */
async function copyRuns(on: Knex, copies: number): Promise<void> {
  const [{ runs, items }] = (
    await on.raw('select max(runs.id) as runs, (select max(id) from run_items) as items from runs')
  ).rows;
  for (let copy = 1; copy <= copies; copy++) {
    const [r, i] = [copy * runs, copy * items];
    await on.transaction(async (trx) => {
      const later = `(started_at::timestamptz + interval '${copy * RECORDED} seconds')`;
      await insertChanged(trx, 'runs', { id: `id + ${r}`, started_at: later, finished_at: later }, runs);
      await insertChanged(trx, 'run_items', { id: `id + ${i}`, run_id: `run_id + ${r}` }, items);
      await insertChanged(trx, 'run_item_words', { item_id: `item_id + ${i}` }, items);
    });
  }
}

async function insertChanged(trx: Knex, table: string, changes: Record<string, string>, upTo: number): Promise<void> {
  const columns = Object.keys(await trx(table).columnInfo());
  const key = Object.keys(changes)[0];
  const values = columns.map((column) => changes[column] ?? column);
  await trx.raw(`insert into ${table} (${columns}) select ${values} from ${table} where ${key} <= ${upTo}`);
}
