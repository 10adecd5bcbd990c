import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { request } from '../test/e2e/wire.js';
import { median, printTable, withSpread } from './measure.js';

/*
 * A run never blocks anybody else: how long `list_integrations` takes (the slowest of a hundred calls) under an even load, alone
 * and beside four runs whose formulas compute until they are stopped. The two are alternated.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 6);
const CALLS_A_SECOND = 100;
const RUNS = 4;
const WANTED = 3;

const child = spawn(
  process.execPath,
  ['--import', 'tsx', fileURLToPath(new URL('servers/whole.ts', import.meta.url))],
  {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  },
);
const [{ url: told }] = (await once(child, 'message')) as [{ url: string }];
const [url, list] = told.split('#') as [string, string];
const tokens = list.split(',');

/** The 50th and the 99th of a hundred calls, in milliseconds. */
async function load(): Promise<{ p50: number; p99: number }> {
  const latencies: number[] = [];
  const options: autocannon.Options = {
    url: `${url}/mcp`,
    connections: 10,
    duration: SECONDS,
    overallRate: CALLS_A_SECOND,
    // Each connection goes through all of them.
    requests: tokens.map((token) => {
      const { headers, body } = request('2026-07-28', token, 'tools/call', {
        name: 'list_integrations',
        arguments: {},
      });
      return { method: 'POST', headers, body } as const;
    }),
  };
  await new Promise<void>((resolve, reject) => {
    const instance = autocannon(options, (error) => (error ? reject(error) : resolve()));
    instance.on('response', (_, status, __, milliseconds) => {
      if (status !== 200) throw new Error(`status ${status}`);
      latencies.push(milliseconds);
    });
  });
  latencies.sort((a, b) => a - b);
  const at = (share: number) => latencies[Math.floor(latencies.length * share)] as number;
  return { p50: at(0.5), p99: at(0.99) };
}

/** Keeps four runs under way until it is told to stop. */
function keepRunning(): () => Promise<void> {
  let over = false;
  const gone = new AbortController();
  const runs = Array.from({ length: RUNS }, async (_, i) => {
    while (!over) {
      const headers = { authorization: `Bearer ${tokens[i]}`, 'content-type': 'application/json' };
      await fetch(`${url}/integrations/execute/loop`, { method: 'POST', headers, body: '{}', signal: gone.signal })
        .then((response) => response.text())
        .catch(() => {});
    }
  });
  return async () => {
    over = true;
    gone.abort();
    await Promise.all(runs);
    // What was cancelled still has its last hooks.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
  };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const alone: { p50: number; p99: number }[] = [];
const beside: { p50: number; p99: number }[] = [];
await load();
for (let round = 0; round < ROUNDS; round++) {
  alone.push(await load());
  const stop = keepRunning();
  await wait(1_500);
  beside.push(await load());
  await stop();
}
child.kill();
const column = (values: typeof alone, key: 'p50' | 'p99') =>
  withSpread(
    values.map((value) => value[key]),
    1,
  );
printTable([
  ['list_integrations, ms', 'median call', 'p99'],
  ['alone', column(alone, 'p50'), column(alone, 'p99')],
  [`beside ${RUNS} runs that loop`, column(beside, 'p50'), column(beside, 'p99')],
]);
const ratio = median(beside.map(({ p99 }) => p99)) / median(alone.map(({ p99 }) => p99));
console.log(`\np99 beside / alone: ${ratio.toFixed(2)}; below ${WANTED} is wanted.`);
if (ratio >= WANTED) process.exitCode = 1;
