import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { makeApiToken } from '../src/auth/api-token.js';
import { makeKey } from '../src/crypto/key-file.js';
import { openDatabase } from '../src/database/connection.js';
import { migrate } from '../src/database/migrate.js';
import { createQueries } from '../src/queries/queries.js';
import { startPostgres } from '../test/database/postgres-cluster.js';
import { request } from '../test/e2e/wire.js';
import { median, printTable, withSpread } from './measure.js';
import { markdownTable, report } from './report.js';

/*
 * What more nodes give: calls of list_integrations and small runs over HTTP, on one, two and three processes that serve, over one
 * PostgreSQL, and on one process with SQLite. All of them, PostgreSQL and the load share this machine's cores, so the processor time
 * that a call takes of each is printed as well: from that one can tell what machines of their own would do. Linux alone counts it so.
 */
const ROUNDS = Number(process.env.ROUNDS ?? 5);
const SECONDS = Number(process.env.SECONDS ?? 4);
const NODES = 3;
const CONNECTIONS = 12;
const USERS = 24;
const INTEGRATIONS = 20;

interface Node {
  readonly child: ChildProcess;
  readonly url: string;
}

interface Case {
  readonly name: string;
  readonly nodes: readonly Node[];
}

/** Microseconds of processor time a call, of the nodes, of the database, and of what calls them. */
interface Measured {
  readonly perSecond: number[];
  readonly nodes: number[];
  readonly database: number[];
  readonly load: number[];
}

const works = {
  'a call of list_integrations': (url: string, token: string) => ({
    url: `${url}/mcp`,
    ...request('2026-07-28', token, 'tools/call', { name: 'list_integrations', arguments: {} }),
  }),
  'a small run over HTTP': (url: string, token: string) => ({
    url: `${url}/integrations/execute/small`,
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"n":1}',
  }),
} as const;

const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const key = makeKey();
const started: Node[] = [];
const postgres = await startPostgres({ synchronous_commit: 'on', fsync: 'on', full_page_writes: 'on' });
try {
  const postmaster = Number(readFileSync(`${postgres.dir}/postmaster.pid`, 'utf8').split('\n')[0]);
  const shared = `${postgres.url}postgres`;
  const tokens = await seed(shared);
  const own = `sqlite:${join(dir, 'gateway.sqlite')}`;
  const ownTokens = await seed(own);
  for (let i = 0; i < NODES; i++) started.push(await startNode(shared, 'web'));
  const alone = await startNode(own, 'all');
  started.push(alone);
  const cases: Case[] = [
    { name: 'SQLite, one process', nodes: [alone] },
    ...Array.from({ length: NODES }, (_, i) => ({
      name: `PostgreSQL, ${i + 1} ${i === 0 ? 'process' : 'processes'}`,
      nodes: started.slice(0, i + 1),
    })),
  ];
  const tables: string[] = [];
  for (const [work, ask] of Object.entries(works)) {
    const all = cases.map((each) => ({
      each,
      measured: { perSecond: [], nodes: [], database: [], load: [] } as Measured,
    }));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { each, measured } of round % 2 === 0 ? all : all.toReversed()) {
        const given = each.nodes[0] === alone ? ownTokens : tokens;
        const cost = await load(each, ask, given, postmaster);
        // The first round makes the threads and the plans.
        if (round > 0) for (const name of Object.keys(cost) as (keyof Measured)[]) measured[name].push(cost[name]);
      }
      console.log(
        `${work}: round ${round} of ${ROUNDS}, load average ${readFileSync('/proc/loadavg', 'utf8').split(' ')[0]}`,
      );
    }
    const rows = [
      [work, 'a second', 'CPU µs of the nodes', 'of PostgreSQL', 'of the load'],
      ...all.map(({ each, measured }) => [
        each.name,
        withSpread(measured.perSecond),
        withSpread(measured.nodes),
        each.nodes[0] === alone ? '' : withSpread(measured.database),
        median(measured.load).toFixed(0),
      ]),
    ];
    printTable(rows);
    tables.push(markdownTable(rows));
  }
  const connections = await connectionsOf(shared);
  printTable(connections);
  if (ROUNDS >= 3) {
    const how =
      `${CONNECTIONS} connections with ${USERS} tokens, ${ROUNDS} rounds of ${SECONDS} seconds, in turns; medians, with the ` +
      `smallest and the largest round. Node ${process.versions.node}, ${cpus().length} cores (${cpus()[0]?.model.trim()}) ` +
      'for the processes, PostgreSQL and the load together.';
    report('nodes', [...tables, 'Connections to PostgreSQL after that:', markdownTable(connections), how].join('\n\n'));
  }
} finally {
  for (const { child } of started) child.kill('SIGKILL');
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
}

/** Makes users and integrations. @returns the users' tokens */
async function seed(url: string): Promise<string[]> {
  const db = openDatabase({ url });
  await migrate(db);
  const queries = createQueries(db);
  const now = new Date();
  const tokens: string[] = [];
  let userId = 0;
  for (let i = 0; i < USERS; i++) {
    const person = { email: null, password_hash: null, is_staff: true, is_superuser: true };
    userId = await queries.users.create({ ...person, username: `user${i}` }, now);
    const { token, hash, prefix } = makeApiToken();
    await queries.tokens.create({ user_id: userId, name: 'bench', token_hash: hash, prefix, expires_at: null }, now);
    tokens.push(token);
  }
  const small = { http_api: true, on_success_hook: 'output.payload = input.payload.n + 1' };
  for (let i = 0; i < INTEGRATIONS; i++) {
    await queries.components.write(
      { integration: i === 0 ? small : { description: 'For measuring.' } },
      {
        integrationId: null,
        name: i === 0 ? 'small' : `Integration ${i}`,
        userId,
        now,
        signal: new AbortController().signal,
      },
    );
  }
  await db.raw('analyze');
  await db.destroy();
  return tokens;
}

async function startNode(databaseUrl: string, role: 'web' | 'all'): Promise<Node> {
  const program = fileURLToPath(new URL('servers/node.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', program], {
    env: {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      GATEWAY_ROLE: role,
      GATEWAY_ENCRYPTION_KEYS: key,
      GATEWAY_DATA_DIR: dir,
      GATEWAY_LOG_LEVEL: 'error',
      PORT: '0',
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const [{ url }] = (await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('a node has ended'))),
  ])) as [{ url: string }];
  return { child, url };
}

/** As many calls as there can be, of all nodes at the same time. */
async function load(
  { nodes }: Case,
  ask: (url: string, token: string) => object,
  tokens: readonly string[],
  postmaster: number,
): Promise<{ [Name in keyof Measured]: number }> {
  const used = () => ({
    nodes: nodes.reduce((sum, { child }) => sum + cpuOf(child.pid as number), 0),
    database: [postmaster, ...childrenOf(postmaster)].reduce((sum, pid) => sum + cpuOf(pid), 0),
    load: (({ user, system }) => user + system)(process.cpuUsage()),
  });
  const before = used();
  const results = await Promise.all(
    nodes.map(async ({ url }) =>
      autocannon({
        url,
        connections: CONNECTIONS / nodes.length,
        duration: SECONDS,
        requests: tokens.map((token) => {
          const { url: whole, ...rest } = ask(url, token) as { url: string };
          return { ...rest, path: new URL(whole).pathname };
        }),
      }),
    ),
  );
  const after = used();
  const calls = results.reduce((sum, result) => sum + result['2xx'], 0);
  const failed = results.reduce((sum, { non2xx, errors }) => sum + non2xx + errors, 0);
  if (failed > 0) throw new Error(`${failed} of ${calls} calls failed`);
  return {
    perSecond: calls / Math.max(...results.map(({ duration }) => duration)),
    nodes: (after.nodes - before.nodes) / calls,
    database: (after.database - before.database) / calls,
    load: (after.load - before.load) / calls,
  };
}

function statOf(pid: number | string): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Linux counts in hundredths of a second; 0 for one that has ended. */
function cpuOf(pid: number): number {
  try {
    const fields = statOf(pid);
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return 0;
  }
}

function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return Number(statOf(pid)[1]) === parent;
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function connectionsOf(url: string): Promise<string[][]> {
  const db = openDatabase({ url, poolSize: 1 });
  const { rows } = await db.raw(
    "select regexp_replace(application_name, ' [^ ]*:[0-9]+$', '') as whose, count(*) as n from pg_stat_activity " +
      "where application_name like 'integration-gateway %' group by 1 order by 1",
  );
  await db.destroy();
  return [
    ['Connections', `of ${NODES} processes`],
    ...rows.map(({ whose, n }: { whose: string; n: number }) => [whose, String(n)]),
  ];
}
