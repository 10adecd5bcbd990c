import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { freshDatabase } from '../database/harness.js';
import { startTestGateway } from './gateway.js';
import { callTool, request, send } from './wire.js';

describe('a database in trouble', function databaseInTrouble() {
  this.timeout(60_000);

  it('that another process has locked: a clear error, nothing written, and on it goes', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'gateway-locked-'));
    const file = join(dir, 'locked.sqlite');
    const gateway = await startTestGateway(`sqlite:${file}`);
    const { token } = await gateway.user('ann');
    const create = () =>
      callTool(gateway.mcpUrl, '2026-07-28', token, 'write_integration', {
        integration_name: 'Loans',
        create_if_missing: true,
      });
    const list = () => callTool(gateway.mcpUrl, '2026-07-28', token, 'list_integrations', {});
    await list();

    const other = new Database(file);
    other.exec('begin exclusive');
    const { error } = await create();
    assert.deepEqual([error.code, error.message], ['unavailable', 'The database cannot be used right now.']);
    assert.equal((await list()).total, 0, 'reading goes on');
    other.exec('rollback');
    other.close();

    assert.equal((await create()).created_integration, true);
    await gateway.stop();
    await rm(dir, { recursive: true });
  });

  it('that is gone: an answer in JSON-RPC that says to try again, and no more than that', async () => {
    const fresh = await freshDatabase.PostgreSQL();
    const gateway = await startTestGateway(fresh.url);
    const { token } = await gateway.user('ann');
    assert.equal((await callTool(gateway.mcpUrl, '2026-07-28', token, 'list_integrations', {})).total, 0);
    await fresh.remove();
    for (const era of ['2026-07-28', '2025-06-18'] as const) {
      const { status, headers, body } = await send(gateway.mcpUrl, request(era, token, 'tools/list'));
      assert.deepEqual([status, headers.get('retry-after')], [503, '5']);
      assert.deepEqual(body, {
        jsonrpc: '2.0',
        error: { code: -32603, message: 'The database cannot be used right now; try again in a few seconds.' },
        id: null,
      });
    }
    await gateway.stop();
  });
});
