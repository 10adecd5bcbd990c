import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { makeApiToken } from '../src/auth/api-token.js';
import { openDatabase } from '../src/database/connection.js';
import { migrate } from '../src/database/migrate.js';
import { createQueries } from '../src/queries/queries.js';
import { request, send } from '../test/e2e/wire.js';
import { freePort } from '../test/free-port.js';
import { median, printTable, withSpread } from './measure.js';
import { markdownTable, report } from './report.js';

/*
 * How long `gateway serve` takes from its start, with 500 integrations in a SQLite file, until it has answered `tools/list` and
 * then `list_integrations`, how much processor time that took it, which a busy machine changes less, and how much memory it
 * holds two seconds later; beside a Koa server that does nothing, and beside Node itself. The three are started in turn. The disk
 * is warm: the first round does not count.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 10);
const INTEGRATIONS = 500;
const SETTLED_MS = 2_000;
const WANTED = { milliseconds: 600, megabytes: 120 };

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const KOA = `
  import Koa from 'koa';
  const app = new Koa();
  app.use((ctx) => { ctx.body = { jsonrpc: '2.0', id: 1, result: {} }; });
  app.listen(Number(process.env.PORT), '127.0.0.1');`;

const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const token = await fill(`sqlite:${join(dir, 'gateway.sqlite')}`);

/** Makes the database, and a token for its one user. */
async function fill(url: string): Promise<string> {
  const db = openDatabase({ url });
  await migrate(db);
  const queries = createQueries(db);
  const now = new Date();
  const user = { username: 'bench', email: null, password_hash: null, is_staff: true, is_superuser: true };
  const userId = await queries.users.create(user, now);
  const { token, hash, prefix } = makeApiToken();
  await queries.tokens.create({ user_id: userId, name: 'bench', token_hash: hash, prefix, expires_at: null }, now);
  const {
    integration_name: _,
    create_if_missing: __,
    ...example
  } = parse(readFileSync(join(ROOT, 'examples/user-onboarding.yaml'), 'utf8'));
  await queries.atomically(async (inside) => {
    for (let i = 0; i < INTEGRATIONS; i++) {
      const target = {
        integrationId: null,
        name: `Integration ${i}`,
        userId,
        now,
        signal: new AbortController().signal,
      };
      await inside.components.write(example, target);
    }
  });
  await db.destroy();
  return token;
}

/** Milliseconds from the start of the process, those of the processor, and megabytes. */
interface Started {
  listening: number;
  listed: number;
  called: number;
  processor: number;
  megabytes: number;
}

async function startServer(args: readonly string[]): Promise<Started> {
  const port = await freePort();
  const env = { ...process.env, PORT: String(port), GATEWAY_DATA_DIR: dir, GATEWAY_LOG_LEVEL: 'warn' };
  const begun = performance.now();
  const since = () => performance.now() - begun;
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    while (!(await listensOn(port))) {
      if (child.exitCode !== null) throw new Error(`${args.join(' ')} has ended`);
      await wait(2);
    }
    const listening = since();
    const url = `http://127.0.0.1:${port}/integrations/mcp/`;
    await ask(url, 'tools/list');
    const listed = since();
    await ask(url, 'tools/call', { name: 'list_integrations', arguments: {} });
    const called = since();
    const processor = processorOf(child);
    await wait(SETTLED_MS);
    return { listening, listed, called, processor, megabytes: residentOf(child) };
  } finally {
    child.kill();
    if (child.exitCode === null) await once(child, 'exit');
  }
}

function listensOn(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

async function ask(url: string, method: string, params = {}): Promise<void> {
  const { status, body } = await send(url, request('2026-07-28', token, method, params));
  if (status !== 200 || !body.result || body.result.isError) throw new Error(`${status} ${JSON.stringify(body)}`);
}

/** What Linux tells of a process; elsewhere that is not measured. */
function told({ pid }: ChildProcess, file: string, pattern: RegExp): number[] {
  try {
    return (readFileSync(`/proc/${pid}/${file}`, 'utf8').match(pattern) ?? []).slice(1).map(Number);
  } catch {
    return [Number.NaN, Number.NaN];
  }
}

const residentOf = (child: ChildProcess): number => {
  const [kilobytes] = told(child, 'status', /^VmRSS:\s+(\d+) kB$/m) as [number];
  return kilobytes / 1024;
};

/** Linux counts it in hundredths of a second, of the process itself and of the system for it. */
const processorOf = (child: ChildProcess): number => {
  const [own, system] = told(child, 'stat', /\) (?:\S+ ){11}(\d+) (\d+)/) as [number, number];
  return (own + system) * 10;
};

async function startNode(): Promise<number> {
  const begun = performance.now();
  await once(spawn(process.execPath, ['-e', '']), 'exit');
  return performance.now() - begun;
}

const node: number[] = [];
const koa: Started[] = [];
const gateway: Started[] = [];
try {
  for (let round = 0; round <= ROUNDS; round++) {
    const nodeTook = await startNode();
    const koaTook = await startServer(['--input-type=module', '-e', KOA]);
    const gatewayTook = await startServer([join(ROOT, 'bin/gateway.js'), 'serve']);
    if (round === 0) continue;
    node.push(nodeTook);
    koa.push(koaTook);
    gateway.push(gatewayTook);
  }
} finally {
  rmSync(dir, { recursive: true });
}

const column = (starts: readonly Started[], key: keyof Started) => withSpread(starts.map((started) => started[key]));
const row = (name: string, starts: readonly Started[]) => [
  name,
  column(starts, 'listening'),
  column(starts, 'listed'),
  column(starts, 'called'),
  column(starts, 'processor'),
  column(starts, 'megabytes'),
];
console.log(`Milliseconds from the start, of ${ROUNDS} starts the median (and the spread):`);
const table = [
  ['', 'listens', 'tools/list', 'list_integrations', 'processor', 'MB resident'],
  ["node -e ''", withSpread(node), '', '', '', ''],
  row('Koa alone', koa),
  row('gateway', gateway),
];
printTable(table);
report('start', markdownTable(table));
const middle = (starts: readonly Started[], key: keyof Started) => median(starts.map((started) => started[key]));
const ready = middle(gateway, 'listed');
const resident = middle(gateway, 'megabytes');
console.log(
  `The gateway has answered tools/list after ${(ready / median(node)).toFixed(1)} times what Node takes to start, ` +
    `and ${(ready / middle(koa, 'listed')).toFixed(1)} times what Koa alone takes.`,
);
console.log(`At most ${WANTED.milliseconds} ms and ${WANTED.megabytes} MB are wanted.`);
if (ready > WANTED.milliseconds || resident > WANTED.megabytes) process.exitCode = 1;
