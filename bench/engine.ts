import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Agent, request } from 'undici';
import { openDatabase } from '../src/database/connection.js';
import { migrate } from '../src/database/migrate.js';
import { inputWith, runningOn } from '../test/engine/running.js';
import { median, printTable, withSpread } from './measure.js';

/*
 * What the engine adds to a call over HTTP, with run history stored in SQLite: runs a second of an integration of one request,
 * and calls a second of one that makes 1,000 calls in one run, beside the same requests made one after the other by undici
 * alone. All are alternated within every round; the service that answers is a process of its own.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 7);
const ITEMS = 1_000;
const RUNS = 100;

const child = spawn(
  process.execPath,
  ['--import', 'tsx', fileURLToPath(new URL('servers/people.ts', import.meta.url))],
  {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  },
);
const [{ url }] = (await once(child, 'message')) as [{ url: string }];
const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const db = openDatabase({ url: `sqlite:${join(dir, 'engine.sqlite')}` });
await migrate(db);
const world = await runningOn(db);

const fieldmappings = [
  { field: 'method', value: '"GET"', value_type: 'str' },
  { field: 'url_path', value: '"/api/randomuser"', value_type: 'str' },
] as const;
const settings = { host: '127.0.0.1', port: Number(new URL(url).port), tls: false };

async function integration(more: object): Promise<number> {
  const id = await world.make({
    servicerequests: [
      { system: 'HTTP', service_name: 'n/a', formula_variable: 'users', ...more, fieldmappings: [...fieldmappings] },
    ],
  });
  await world.bind(id, 'HTTP', settings);
  return id;
}

const single = await integration({});
const thousand = await integration({ call_for_each: `Array.from({ length: ${ITEMS} }, (_, i) => i)` });
const agent = new Agent({ connections: 1 });

async function start(id: number): Promise<void> {
  const run = await world.runner.start({
    integrationId: id,
    actor: { id: world.userId, username: 'ann', email: null, superuser: false },
    startedBy: 'mcp',
    input: inputWith({}),
  });
  const { error, historyProblem } = await run.result;
  if (error || historyProblem) throw new Error(JSON.stringify({ error, historyProblem }));
}

async function bare(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const { body } = await request(`${url}/api/randomuser`, { dispatcher: agent });
    await body.json();
  }
}

/** @returns how many a second */
async function rate(count: number, work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (count * 1000) / (performance.now() - started);
}

const cases: [string, () => Promise<number>][] = [
  ['undici alone, calls/s', () => rate(ITEMS, () => bare(ITEMS))],
  [`${ITEMS} items in one run, calls/s`, () => rate(ITEMS, () => start(thousand))],
  [
    'one call a run, one after the other, runs/s',
    () =>
      rate(RUNS, async () => {
        for (let i = 0; i < RUNS; i++) await start(single);
      }),
  ],
  [
    'one call a run, 10 at a time, runs/s',
    () =>
      rate(RUNS, async () => {
        for (let i = 0; i < RUNS; i += 10) await Promise.all(Array.from({ length: 10 }, () => start(single)));
      }),
  ],
];

const measured = cases.map(() => [] as number[]);
// Every thread of the pool has to compile what it runs often, so the first rounds warm up.
for (let round = -3; round < ROUNDS; round++) {
  for (const [i, [, work]] of cases.entries()) {
    const value = await work();
    if (round >= 0) measured[i]?.push(value);
  }
}
const [alone = []] = measured;
printTable([
  ['', 'a second', 'of undici alone'],
  ...cases.map(([name], i) => [
    name,
    withSpread(measured[i] as number[]),
    withSpread(
      (measured[i] as number[]).map((value, round) => value / (alone[round] as number)),
      2,
    ),
  ]),
]);
const ratio = median((measured[1] as number[]).map((value, round) => value / (alone[round] as number)));
console.log(`\n${ITEMS} items: ${ratio.toFixed(2)} of undici alone; at least 0.50 is wanted.`);
await world.stop();
await db.destroy();
child.kill();
rmSync(dir, { recursive: true });
if (ratio < 0.5) process.exitCode = 1;
