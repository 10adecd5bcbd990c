import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { destination, pino } from 'pino';
import { Agent, request } from 'undici';
import type { WriteRequest } from '../../src/queries/write-request.js';

/*
 * The built engine with a database of its own, beside nothing else. It is told `{case, runs, together}`, and answers with what
 * that has cost. The address of the service that the runs call is its first argument.
 */
interface Order {
  readonly name: string;
  readonly runs: number;
  /** How many at a time. */
  readonly together: number;
}

/** What runs have cost, in all. */
export interface Cost {
  readonly milliseconds: number;
  /** Microseconds of CPU time, of the thread that serves requests and of all others; null where the system does not tell. */
  readonly main: number | null;
  readonly others: number | null;
}

const built = async <Module>(file: string): Promise<Module> =>
  await import(new URL(`../../dist/src/${file}`, import.meta.url).href);
const { openDatabase } = await built<typeof import('../../src/database/connection.js')>('database/connection.js');
const { migrate } = await built<typeof import('../../src/database/migrate.js')>('database/migrate.js');
const { createQueries } = await built<typeof import('../../src/queries/queries.js')>('queries/queries.js');
const { loadKeyring, makeKey } = await built<typeof import('../../src/crypto/key-file.js')>('crypto/key-file.js');
const { createRunner } = await built<typeof import('../../src/engine/create-runner.js')>('engine/create-runner.js');

const people = new URL(process.argv[2] as string);
const dir = mkdtempSync(join(tmpdir(), 'gateway-bench-'));
const db = openDatabase({ url: process.env.DATABASE ?? `sqlite:${join(dir, 'runs.sqlite')}` });
await migrate(db);
const queries = createQueries(db);
const userId = await queries.users.create(
  { username: 'ann', email: null, password_hash: null, is_staff: true, is_superuser: false },
  new Date(),
);
const runner = createRunner({
  queries,
  keyring: loadKeyring({ keys: [makeKey()], file: join(dir, 'key') }),
  log: pino({ level: 'error' }, destination(2)),
  now: () => new Date(),
  processId: 'bench',
  // Nothing here is run later.
  runQueue: { add: async () => null },
  allowedHosts: [people.hostname],
});

const get = (variable: string, path: string, more: object = {}) => ({
  system: 'HTTP',
  service_name: 'n/a',
  formula_variable: variable,
  ...more,
  fieldmappings: [
    { field: 'method', value: '"GET"', value_type: 'str' as const },
    { field: 'url_path', value: path, value_type: 'str' as const },
  ],
});
const users = '"/api/randomuser"';

/** A few requests, one of which needs what another answered, and a handful of formulas. */
const usual: WriteRequest = {
  integration: {
    before_hook: 'keep({ country: input.payload.country ?? "CH", page: 1 })',
    on_success_hook:
      'output.payload = { country, names: [first, second].map((one) => one.response.payload.results[0].name.last) }',
  },
  servicerequests: [
    get('first', '`/api/randomuser?country=${country}&page=${page}`'),
    get('second', '"/api/randomuser?born=" + first.response.payload.results[0].dob.date.slice(0, 4)', {
      call_if: 'first.response.success',
    }),
  ],
  validationrules: [
    { type: 'INPUT', field: 'input.payload.name', rule: '_.length > 0', message_substitution_name: 'name' },
  ],
};
const librarian: WriteRequest = {
  ...usual,
  integration: { ...usual.integration, finally_hook: 'output.headers.at = title_case(country)' },
};
const silent = (made: WriteRequest): WriteRequest => ({
  ...made,
  integration: { ...made.integration, config: { store_run_history: false } },
});
const calls = (count: number): WriteRequest => ({
  servicerequests: [get('users', users, { call_for_each: `Array.from({ length: ${count} }, (_, i) => i)` })],
});

const integrations: Readonly<Record<string, WriteRequest>> = {
  empty: {},
  'empty, no history': silent({}),
  'one call': { servicerequests: [get('users', users)] },
  usual,
  'usual, no history': silent(usual),
  'usual, with the library': librarian,
  '10 calls': calls(10),
  '1000 calls': calls(1_000),
  '1000 calls, no history': silent(calls(1_000)),
};

const ids = new Map<string, number>();
for (const [name, made] of Object.entries(integrations)) {
  const written = await queries.components.write(made, {
    integrationId: null,
    name,
    userId,
    now: new Date(),
    signal: new AbortController().signal,
  });
  if (written.outcome === 'conflict') throw new Error(JSON.stringify(written));
  const id = written.structure.id;
  ids.set(name, id);
  const settings = { host: people.hostname, port: Number(people.port), tls: false };
  const config = { system: 'HTTP', name, active: true, validation_enabled: true, settings, sealed_settings: null };
  const configId = await queries.adapterConfigs.create(config, new Date());
  await queries.adapterConfigs.bind({ integrationId: id, configId, userId: null });
}

const agent = new Agent({ connections: 1 });

/** What there is beside all engines: the same requests, by the library that makes them. */
async function bare(): Promise<void> {
  const { body } = await request(`${people.origin}/api/randomuser`, { dispatcher: agent });
  await body.json();
}

async function start(name: string): Promise<void> {
  const run = await runner.start({
    integrationId: ids.get(name) as number,
    actor: { id: userId, username: 'ann', email: null, superuser: false },
    startedBy: 'mcp',
    input: {
      payload: { name: 'Ann' },
      method: 'POST',
      params: {},
      path: null,
      fullpath: '/integrations/execute/x',
      headers: {},
      files: {},
      external: false,
    },
  });
  const { error, historyProblem } = await run.result;
  if (error || historyProblem) throw new Error(JSON.stringify({ name, error, historyProblem }));
}

async function once({ name, runs, together }: Order): Promise<void> {
  let begun = 0;
  const one = name === 'undici alone' ? bare : () => start(name);
  const next = async () => {
    while (begun++ < runs) await one();
  };
  await Promise.all(Array.from({ length: together }, next));
}

/** Microseconds that this thread has computed. */
function ofThisThread(): number | null {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1_000;
  } catch {
    return null;
  }
}

process.on('message', async (order: Order) => {
  const [main, { user, system }, started] = [ofThisThread(), process.cpuUsage(), performance.now()];
  await once(order);
  const milliseconds = performance.now() - started;
  const used = process.cpuUsage();
  const now = ofThisThread();
  const mine = main === null || now === null ? null : now - main;
  const others = mine === null ? null : used.user + used.system - user - system - mine;
  process.send?.({ milliseconds, main: mine, others } satisfies Cost);
});
process.on('disconnect', async () => {
  await runner.stop(1_000);
  await db.destroy();
  await agent.close();
  rmSync(dir, { recursive: true });
});
process.send?.('ready');
