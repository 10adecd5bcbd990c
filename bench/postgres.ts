/*
 * What it is worth to prepare statements on PostgreSQL: the questions that a tool call asks, asked over one connection with and
 * without it, in turns. It prints the time that one takes, and the CPU of this process and of PostgreSQL.
 */
import { readFileSync } from 'node:fs';
import { openDatabase } from '../src/database/connection.js';
import { migrate } from '../src/database/migrate.js';
import { createQueries, type Queries } from '../src/queries/queries.js';
import { startPostgres } from '../test/database/postgres-cluster.js';
import { sceneOn } from '../test/queries/scene.js';
import { median, printTable, withSpread } from './measure.js';

const ROUNDS = Number(process.env.ROUNDS ?? 7);
const ASKED = Number(process.env.ASKED ?? 400);
const INTEGRATIONS = 50;
const HASH = 'a'.repeat(64);

const questions: Readonly<Record<string, (queries: Queries, userId: number) => Promise<unknown>>> = {
  'a token by its hash': ({ tokens }) => tokens.findByHash(HASH),
  'rights on an integration': ({ permissions }, userId) => permissions.on(userId, 1),
  'an integration by its name': ({ integrations }) => integrations.find('Integration 7'),
  'a page of 20 integrations': ({ integrations }, userId) =>
    integrations.list(userId, { active_only: false, limit: 20 }),
};

/** A hundredth of a second is the smallest that Linux counts. */
const cpuOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
};

const cluster = await startPostgres();
try {
  const url = `${cluster.url}postgres`;
  const ways = await Promise.all(
    [false, true].map(async (prepares) => {
      const db = openDatabase({ url, poolSize: 1, prepares });
      if (!prepares) await migrate(db);
      return { prepares, db };
    }),
  );
  const scene = await sceneOn(ways[0]?.db as never);
  const { userId } = scene;
  for (let i = 0; i < INTEGRATIONS; i++) await scene.create(`Integration ${i}`);
  const token = { user_id: userId, name: 'bench', token_hash: HASH, prefix: 'igt_', expires_at: null };
  await scene.queries.tokens.create(token, new Date());
  await ways[0]?.db.raw('analyze');

  const rows = [['', 'us', 'CPU us of Node', 'CPU us of PostgreSQL', 'prepared / not: us, Node, PostgreSQL']];
  for (const [name, ask] of Object.entries(questions)) {
    const found = [false, true].map(() => ({ us: [] as number[], node: [] as number[], server: [] as number[] }));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [index, { db }] of ways.entries()) {
        const queries = createQueries(db);
        const {
          rows: [{ pid }],
        } = await db.raw('select pg_backend_pid() as pid');
        const [cpu, server, start] = [process.cpuUsage(), cpuOf(pid), performance.now()];
        for (let i = 0; i < ASKED; i++) await ask(queries, userId);
        const { user, system } = process.cpuUsage(cpu);
        // The first round prepares, and lets the compiler see the code.
        if (round === 0) continue;
        found[index]?.us.push(((performance.now() - start) * 1000) / ASKED);
        found[index]?.node.push((user + system) / ASKED);
        found[index]?.server.push((cpuOf(pid) - server) / ASKED);
      }
    }
    const [plain, prepared] = found as [(typeof found)[0], (typeof found)[0]];
    const ratio = (which: 'us' | 'node' | 'server') => (median(prepared[which]) / median(plain[which])).toFixed(2);
    for (const [way, { us, node, server }] of [
      ['not prepared', plain],
      ['prepared', prepared],
    ] as const) {
      const ratios = way === 'prepared' ? `${ratio('us')}, ${ratio('node')}, ${ratio('server')}` : '';
      rows.push([`${name}, ${way}`, withSpread(us), withSpread(node), withSpread(server), ratios]);
    }
  }
  printTable(rows);
  for (const { db } of ways) await db.destroy();
} finally {
  await cluster.stop();
}
