import { deepEqual, equal, ok } from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { createQueries } from '../../src/queries/queries.js';
import { type FreshDatabase, freshDatabase } from './harness.js';

const KILLS = 20;
const AT_ONCE = 4;
const WRITER = fileURLToPath(new URL('kill-writer.ts', import.meta.url));

/** Writes until it is killed in the middle, and answers with the last round that was acknowledged of each integration. */
async function writeAndKill(url: string, run: string, milliseconds: number): Promise<Map<string, number>> {
  const writer = spawn(process.execPath, ['--import', 'tsx', WRITER, url, run], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(writer, 'exit');
  const acknowledged = new Map<string, number>();
  const lines = createInterface(writer.stdout);
  lines.on('line', (line) => {
    const [name = '', round] = line.split(' ');
    acknowledged.set(name, Number(round));
  });
  await Promise.race([once(lines, 'line'), exited]);
  const closed = once(lines, 'close');
  await setTimeout(milliseconds);
  writer.kill('SIGKILL');
  const [, signal] = await exited;
  await closed;
  equal(signal, 'SIGKILL', 'it was killed, and did not end by itself');
  return acknowledged;
}

async function check(url: string, acknowledged: ReadonlyMap<string, number>): Promise<number> {
  const db = openDatabase({ url });
  const { integrations, components } = createQueries(db);
  try {
    equal((await db.raw('pragma integrity_check'))[0].integrity_check, 'ok');
    const { total, integrations: listed } = await integrations.list(1, { active_only: false, limit: 10_000 });
    equal(listed.length, total);
    const rounds = new Map<string, number>();
    for (const { id, path_name, permissions } of listed) {
      const { components: parts } = await components.read(id, ['integration', 'servicerequest', 'fieldmapping']);
      const [integration] = parts.integration ?? [];
      const round = integration?.description as string;
      rounds.set(path_name, Number(round));
      ok(integration?.config);
      equal(permissions.debug, true);
      deepEqual(integration.tags, [`round ${round}`]);
      deepEqual(
        parts.servicerequest?.map(({ notes }) => notes),
        [round],
      );
      const mappings = parts.fieldmapping?.map(({ field, value, tags }) => [field, value, tags]);
      deepEqual(
        mappings,
        [0, 1, 2].map((part) => [`field${part}`, round, [`round ${round}`]]),
      );
    }
    for (const [name, round] of acknowledged) ok((rounds.get(name) ?? -1) >= round, `${name} is in round ${round}`);
    return acknowledged.size;
  } finally {
    await db.destroy();
  }
}

describe('a killed process', function killed() {
  this.timeout(60_000);
  let databases: FreshDatabase[];
  before(async () => {
    databases = await Promise.all(Array.from({ length: AT_ONCE }, freshDatabase.SQLite));
    for (const { url } of databases) {
      const db = openDatabase({ url });
      await migrate(db);
      await db('users').insert({ username: 'ann', created_at: new Date().toISOString() });
      await db.destroy();
    }
  });
  after(() => Promise.all(databases.map((database) => database.remove())));

  it(`loses no acknowledged write and leaves no half one, ${KILLS} times`, async () => {
    const lanes = databases.map(async ({ url }, lane) => {
      const acknowledged = new Map<string, number>();
      for (let kill = 0; kill < KILLS / AT_ONCE; kill++) {
        // At another moment each time, from the first write to some hundred later.
        const rounds = await writeAndKill(url, `${lane}-${kill}`, 7 * lane + 31 * kill);
        for (const [name, round] of rounds) acknowledged.set(name, round);
      }
      return check(url, acknowledged);
    });
    const written = await Promise.all(lanes);
    ok(written.every((count) => count >= KILLS / AT_ONCE));
  });
});
