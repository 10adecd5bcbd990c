import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { makeKey } from '../../src/crypto/key-file.js';
import { openDatabase } from '../../src/database/connection.js';
import { pendingMigrations } from '../../src/database/migrate.js';
import { firstStart, type Secrets } from '../../src/first-start.js';
import { type Gateway, startGateway } from '../../src/main.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { callTool } from './wire.js';

const NODES = 10;

describe('ten gateways that start at once on an empty PostgreSQL', function manyStarts() {
  this.timeout(120_000);
  let fresh: FreshDatabase;
  let dir: string;
  let gateways: Gateway[];
  let secrets: (Secrets | null)[];
  before(async () => {
    fresh = await freshDatabase.PostgreSQL();
    dir = await mkdtemp(join(tmpdir(), 'gateway-starts-'));
    const env = { DATABASE_URL: fresh.url, GATEWAY_ENCRYPTION_KEYS: makeKey(), PORT: '0', GATEWAY_DATA_DIR: dir };
    const started = await Promise.all(
      Array.from({ length: NODES }, async () => {
        const gateway = await startGateway(readConfig(env), pino({ level: 'silent' }));
        return { gateway, secrets: await firstStart(gateway.queries, new Date()) };
      }),
    );
    gateways = started.map(({ gateway }) => gateway);
    secrets = started.map((one) => one.secrets);
  });
  after(async () => {
    await Promise.all((gateways ?? []).map((gateway) => gateway.stop()));
    await fresh.remove();
    await rm(dir, { recursive: true });
  });

  it('have migrated it once, and made one administrator and one set of keys', async () => {
    const db = openDatabase(fresh);
    assert.deepEqual(await pendingMigrations(db), []);
    const names: string[] = await db('migrations').pluck('name');
    assert.equal(new Set(names).size, names.length);
    assert.deepEqual(await db('users').pluck('username'), ['admin']);
    assert.deepEqual((await db('oauth_keys').pluck('use')).toSorted(), ['cookies', 'signing']);
    assert.equal((await db('key_check')).length, 1);
    await db.destroy();
    assert.equal(secrets.filter((one) => one !== null).length, 1);
  });

  it('answer alike', async () => {
    const token = secrets.find((one) => one !== null)?.token as string;
    const answers = await Promise.all(
      gateways.map(async ({ url, mcpUrl }) => ({
        keys: await (await fetch(`${url}/o/jwks/`)).json(),
        tools: (await callTool(mcpUrl, '2026-07-28', token, 'list_integrations', {})).total,
      })),
    );
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    assert((answers[0]?.tools ?? 0) > 0);
  });
});
