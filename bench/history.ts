import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openDatabase } from '../src/database/connection.js';
import { migrate } from '../src/database/migrate.js';
import { createQueries } from '../src/queries/queries.js';
import type { RunFilter } from '../src/queries/run-filter.js';
import { wordsOf } from '../src/queries/run-words.js';
import type { NewRunItem } from '../src/queries/runs.js';
import { ANY_RUN } from '../test/queries/run-scene.js';
import { median, printTable, withSpread } from './measure.js';

/*
 * What it costs to read the run history when there is much of it: 200,000 runs of 10 steps each, of 20 integrations, in SQLite.
 * And what the index of words costs when a run is recorded: the same steps with and without it.
 */
const RUNS = Number(process.env.RUNS ?? 200_000);
const ITEMS = 10;
const INTEGRATIONS = 20;
const ROUNDS = Number(process.env.ROUNDS ?? 15);
const FIRST = Date.UTC(2026, 0, 1);
/** So that the runs are spread over a year. */
const EVERY_MS = (365 * 24 * 60 * 60 * 1000) / RUNS;

const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const file = join(dir, 'history.sqlite');
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

const NAMES = [
  'Marte Hanssen',
  'Lars Berg',
  'Ana Souza',
  'Chen Wei',
  'Noor Haddad',
  'Eva Novak',
  'John Doe',
  'Amy Wong',
];
const CITIES = ['Oslo', 'Zürich', 'Lisboa', 'Wien', 'Graz', 'Bern', 'Paris', 'Porto', 'Basel', 'Lyon'];

/** The step of a run: about 300 bytes, with words that are everywhere, some that are rare, and some that stand once. */
function itemOf(run: number, index: number): NewRunItem {
  const number = run * ITEMS + index;
  const failed = index === 8 && run % 50 === 0;
  const customer = {
    id: number,
    name: NAMES[run % 8],
    city: CITIES[number % 10],
    ssn: `s${(number * 7919) % 1_000_003}`,
  };
  const common = {
    sequence: index + 1,
    at: new Date(FIRST + run * EVERY_MS).toISOString(),
    milliseconds: 12.5,
    failed,
    request: null,
    response: null,
    content: null,
    stack_trace: null,
    messages: null,
    component_kind: 'servicerequest',
    component_id: (index % 5) + 1,
    component_field: null,
  };
  const user = { id: 1, username: 'ann', email: 'ann@example.com' };
  if (index === 0 || index === ITEMS - 1) {
    const content =
      index === 0 ? { payload: customer, method: 'POST', user, external: true } : { payload: customer, status: 200 };
    return { ...common, type: index === 0 ? 'INPUT' : 'OUTPUT', label: null, content: JSON.stringify(content) };
  }
  return {
    ...common,
    type: 'REQUEST',
    label: `get_customer_${index}`,
    request: JSON.stringify({
      service_name: 'n/a',
      payload: { method: 'GET', url_path: `/customers/${number}` },
      sub_requests: {},
    }),
    response: JSON.stringify({
      success: !failed,
      payload: failed ? { error: 'no such customer' } : customer,
      messages: [],
    }),
  };
}

const integrationOf = (run: number): number => (run % INTEGRATIONS) + 1;

const db = openDatabase({ url: `sqlite:${file}` });
await migrate(db);
const queries = createQueries(db);
const person = { email: null, password_hash: null, is_staff: true };
const root = await queries.users.create({ ...person, username: 'root', is_superuser: true }, new Date(FIRST));
const ann = await queries.users.create({ ...person, username: 'ann', is_superuser: false }, new Date(FIRST));
for (let i = 1; i <= INTEGRATIONS; i++) {
  await queries.components.write(
    {},
    {
      integrationId: null,
      name: `Integration ${i}`,
      userId: ann,
      now: new Date(FIRST),
      signal: new AbortController().signal,
    },
  );
}

const building = performance.now();
build();
const built = (performance.now() - building) / 1000;

/** Writes past the queries, in the same tables: the gateway records one run at a time. */
function build(): void {
  const fast = new Database(file);
  fast.pragma('synchronous = OFF');
  const placeholders = (count: number) => Array(count).fill('?').join(', ');
  const runs = fast.prepare(
    `insert into runs (id, integration_id, user_id, username, started_by, status, started_at, finished_at, milliseconds,
      output_status, payloads_stored, items, bytes) values (${placeholders(13)})`,
  );
  const items = fast.prepare(
    `insert into run_items (id, run_id, sequence, type, label, at, milliseconds, failed, bytes, component_kind, component_id,
      request, response, content) values (${placeholders(14)})`,
  );
  const words = fast.prepare('insert into run_item_words (rowid, words) values (?, ?)');
  const some = fast.transaction((from: number, to: number) => {
    for (let run = from; run < to; run++) {
      const at = new Date(FIRST + run * EVERY_MS).toISOString();
      const failed = run % 50 === 0;
      const status = failed ? 'failure' : 'success';
      runs.run(
        run + 1,
        integrationOf(run),
        ann,
        'ann',
        'http',
        status,
        at,
        at,
        120,
        failed ? 500 : 200,
        1,
        ITEMS,
        ITEMS * 300,
      );
      for (let index = 0; index < ITEMS; index++) {
        const item = itemOf(run, index);
        const id = run * ITEMS + index + 1;
        const { sequence, type, label, component_kind, component_id, request, response, content } = item;
        items.run(
          ...[id, run + 1, sequence, type, label, item.at, item.milliseconds, item.failed ? 1 : 0, 300],
          ...[component_kind, component_id, request, response, content],
        );
        words.run(id, wordsOf(item, integrationOf(run)).join(' '));
      }
    }
  });
  for (let from = 0; from < RUNS; from += 5_000) some(from, Math.min(RUNS, from + 5_000));
  fast.close();
}

interface Asked {
  readonly title: string;
  readonly userId: number;
  readonly filter?: Partial<RunFilter>;
  readonly integrations?: string[];
  readonly text?: (round: number) => string;
}

const month = (round: number) => new Date(Date.UTC(2026, round % 11, 1)).toISOString();
const searches: Asked[] = [
  { title: 'newest first, all integrations', userId: root },
  { title: 'newest first, 20 integrations with debug', userId: ann },
  { title: 'failures of a month', userId: root, filter: { status: 'failure' } },
  { title: 'failures of a month, 20 integrations with debug', userId: ann, filter: { status: 'failure' } },
  { title: 'successes of a month', userId: root, filter: { status: 'success' } },
  { title: 'a failed request of a month', userId: ann, filter: { requestStatus: 'failure' } },
  { title: 'a common word in an integration', userId: ann, integrations: ['Integration 7'], text: () => 'customer' },
  {
    title: 'a name in an integration',
    userId: ann,
    integrations: ['Integration 7'],
    text: (n) => NAMES[n % 2 ? 2 : 6] as string,
  },
  { title: 'a name that never comes there', userId: ann, integrations: ['Integration 8'], text: () => 'marte hanssen' },
  {
    title: 'a word that stands once, in an integration',
    userId: ann,
    integrations: ['Integration 7'],
    text: (n) => `customers ${((n * 13_577) % (RUNS / 20)) * 20 * ITEMS + 6 * ITEMS + 3}`,
  },
  {
    title: 'a word that is nowhere, in an integration',
    userId: ann,
    integrations: ['Integration 7'],
    text: () => 'zzzz',
  },
  { title: 'a common word, 20 integrations with debug', userId: ann, text: () => 'customer' },
  { title: 'two common words that never meet', userId: ann, integrations: ['Integration 7'], text: () => 'wien oslo' },
];

const rows = [['search', 'median ms (smallest to largest)', 'runs']];
let tooSlow = 0;
for (const { title, userId, filter, integrations, text } of searches) {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const dated = filter ? { start: month(round), end: month(round + 1) } : {};
    const started = performance.now();
    const page = await queries.runHistory.search({
      userId,
      integrations: integrations ?? null,
      text: text?.(round) ?? null,
      cursor: null,
      signal: new AbortController().signal,
      filter: { ...ANY_RUN, ...filter, ...dated },
    });
    times.push(performance.now() - started);
    found = page.records.length;
  }
  if (median(times) > 100) tooSlow++;
  rows.push([title, withSpread(times, 1), String(found)]);
}

/** Microseconds that one step takes to be recorded, in runs of 10 steps. */
async function recording(indexed: boolean): Promise<number> {
  if (!indexed) {
    await db.raw('drop trigger run_item_words_gone');
    await db.raw('drop table run_item_words');
    // Takes rows, and does nothing with them.
    await db.raw('create view run_item_words as select 1 as rowid, null as words where false');
    await db.raw('create trigger none instead of insert on run_item_words begin select 1; end');
  }
  const count = 500;
  const started = performance.now();
  for (let run = 0; run < count; run++) {
    const id = await queries.runs.create({
      integration_id: integrationOf(run),
      user_id: ann,
      username: 'ann',
      parent_run_id: null,
      started_by: 'http',
      started_at: new Date(FIRST + run * EVERY_MS).toISOString(),
      retry_for_run_id: null,
      retry_attempt: 0,
      process_id: 'p',
      payloads_stored: true,
      labels: [],
    });
    await queries.runs.record(
      id,
      Array.from({ length: ITEMS }, (_, index) => itemOf(RUNS + run, index)),
      [],
    );
  }
  return ((performance.now() - started) * 1000) / (count * ITEMS);
}

const size = statSync(file).size / 1024 ** 2;
const withIndex = [await recording(true), await recording(true), await recording(true)];
const [pages] = await db
  .raw("select sum(pgsize) / 1048576.0 as mb from dbstat where name like 'run_item_words%'")
  .catch(() => [null]);
const withoutIndex = [await recording(false)];
await db.destroy();

console.log(
  `\n${RUNS} runs with ${RUNS * ITEMS} steps of ${INTEGRATIONS} integrations, ${size.toFixed(0)} MB` +
    `${pages ? ` (${Number(pages.mb).toFixed(0)} MB of them the words)` : ''}, ` +
    `built in ${built.toFixed(0)} s; SQLite, ${ROUNDS} rounds each\n`,
);
printTable(rows);
console.log(
  `\nto record a step, in runs of ${ITEMS}: ${withSpread(withIndex)} us with the words; ` +
    `${withSpread(withoutIndex)} us without the index, the words split all the same\n`,
);
process.exitCode = tooSlow > 0 ? 1 : 0;
