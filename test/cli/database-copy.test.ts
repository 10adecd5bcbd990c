import assert from 'node:assert/strict';
import { databaseCommand } from '../../src/cli/database-copy.js';
import { userCommand } from '../../src/cli/user.js';
import { readConfig } from '../../src/config.js';
import { makeKey } from '../../src/crypto/key-file.js';
import { openDatabase } from '../../src/database/connection.js';
import { firstStart } from '../../src/first-start.js';
import { startGateway } from '../../src/main.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { start } from '../e2e/process.js';
import { callTool } from '../e2e/wire.js';
import { runCommand } from './command-run.js';

const RUNS = 3_000;

describe('gateway database copy', function databaseCopy() {
  this.timeout(120_000);
  let file: FreshDatabase;
  let fresh: FreshDatabase;
  let gateway: TestGateway;
  let token: string;
  before(async () => {
    file = await freshDatabase.SQLite();
    fresh = await freshDatabase.PostgreSQL();
    gateway = await startTestGateway(file.url, { GATEWAY_ENCRYPTION_KEYS: makeKey() });
    token = (await firstStart(gateway.queries, new Date()))?.token ?? '';
    await gateway.bind('User Management (Tutorial)', 'HTTP', { host: 'x.example', username: 'u', password: 'secret' });
    const db = openDatabase(file);
    const at = new Date().toISOString();
    const runs = Array.from({ length: RUNS }, (_, i) => ({
      ...{ integration_id: 1, user_id: 1, username: 'admin', started_by: 'mcp', status: 'success', started_at: at },
      ...{ payloads_stored: false, retry_for_run_id: i },
    }));
    await db.batchInsert('runs', runs, 50);
    await db.destroy();
  });
  after(async () => {
    await file.remove();
    await fresh.remove();
  });

  const copyHere = (from: string, to: string) =>
    runCommand(
      databaseCommand(() => readConfig({ ...gateway.env, DATABASE_URL: from })),
      ['copy', '--to', to],
    );
  const list = (url: string) => callTool(url, '2026-07-28', token, 'list_integrations', {});

  it('refuses what is no PostgreSQL, what cannot be read, and a database on which a gateway works', async () => {
    const bad: [string, string, RegExp][] = [
      [file.url, 'sqlite:other', /^--to must look like postgres/],
      [fresh.url, fresh.url, /^DATABASE_URL is no SQLite file/],
      ['sqlite:/nowhere/at.all', fresh.url, /^\/nowhere\/at\.all cannot be read/],
      [file.url, fresh.url, /^a gateway serves this database \(process \d+ on .*\); stop it first\.$/],
    ];
    for (const [from, to, want] of bad)
      await assert.rejects(copyHere(from, to), { name: 'CommandError', message: want });
  });

  it('copies all of a gateway, also when it is killed meanwhile; a gateway starts on the whole copy alone', async () => {
    const [{ total }, { keyring }] = [await list(gateway.mcpUrl), gateway];
    await gateway.stop();
    const settings = gateway.env;

    const killed = start(['database', 'copy', '--to', fresh.url], settings);
    await killed.printed(/^users: 1 of 1$/m);
    killed.child.kill('SIGKILL');
    await killed.finished;
    const there = readConfig({ ...settings, DATABASE_URL: fresh.url });
    await assert.rejects(startGateway(there), { name: 'CopyError', message: /unfinished/ });
    await assert.rejects(
      runCommand(
        userCommand(() => there),
        ['list'],
      ),
      { name: 'CopyError', message: /unfinished/ },
    );

    const printed = await copyHere(file.url, fresh.url);
    assert.doesNotMatch(printed, /^users: /m, 'it was there already');
    assert.match(printed, new RegExp(`^runs +${RUNS} +${RUNS} +[\\da-f]{16} +the same$`, 'm'));
    assert.match(printed, /^everything is copied/m);
    await assert.rejects(copyHere(file.url, fresh.url), { name: 'CopyError', message: /^the target is not empty/ });

    const copied = await startGateway(there);
    try {
      assert.equal((await list(copied.mcpUrl)).total, total);
      const [config] = await copied.queries.sealedColumns.after(
        { table: 'adapter_configs', column: 'sealed_settings', needs: ['system', 'name'] },
        0,
        1,
      );
      assert(config && keyring.isCurrent(config.sealed));
    } finally {
      await copied.stop();
    }
  });
});
