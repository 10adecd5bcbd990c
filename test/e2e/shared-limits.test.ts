import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { makeKey } from '../../src/crypto/key-file.js';
import { openDatabase } from '../../src/database/connection.js';
import { GONE_AFTER_MS } from '../../src/queries/processes.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { withinASecond } from '../within-a-second.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { type Running, start } from './process.js';
import { callTool, request, send } from './wire.js';

const COUNT = `
  for (let i = 0; i < 70; i++) {
    await open_vault('counters', async (vault) => vault.upsert('n', ((await vault.get('n')) ?? 0) + 1));
  }
  output.payload = 'counted';`;
const HOLD = `await open_vault('counters', async (vault) => { for (;;) await vault.get('n'); });`;

const INTEGRATIONS = {
  Count: COUNT,
  Hold: HOLD,
  Warm: '',
  Once: 'output.payload = { at: Math.random() };',
};

describe('three nodes on one PostgreSQL', function sharedLimits() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  let db: Knex;
  let dir: string;
  let first: TestGateway;
  const others: Running[] = [];
  /** The origins of all three. */
  let urls: string[];
  let ann: string;

  before(async () => {
    fresh = await freshDatabase.PostgreSQL();
    dir = await mkdtemp(join(tmpdir(), 'gateway-nodes-'));
    const keys = { GATEWAY_ENCRYPTION_KEYS: makeKey() };
    first = await startTestGateway(fresh.url, keys);
    db = openDatabase(fresh);
    urls = [first.url];
    for (let i = 0; i < 2; i++) {
      const env = { ...keys, DATABASE_URL: fresh.url, PORT: '0', GATEWAY_DATA_DIR: dir, GATEWAY_LOG_LEVEL: 'silent' };
      others.push(start(['serve'], env));
    }
    for (const node of others) {
      const stdout = await node.printed(/copy the block/);
      urls.push(new URL(/(http:\/\/\S+)\/integrations\/mcp/.exec(stdout)?.[1] as string).origin);
    }
    ann = (await first.user('ann', 'superuser')).token;
    for (const [integration_name, before_hook] of Object.entries(INTEGRATIONS)) {
      const args = { integration_name, create_if_missing: true, integration: { before_hook } };
      await callTool(first.mcpUrl, '2026-07-28', ann, 'write_integration', args);
    }
    await first.vault('counters', { n: 0 }, ['Count', 'Hold']);
    // Else the first runs would wait until each node has started a thread, and the machine is small.
    for (const node of [0, 1, 2]) assert.equal((await execute(node, 'Warm')).status, 200);
  });
  after(async () => {
    for (const { child, finished } of others) {
      child.kill('SIGKILL');
      await finished;
    }
    await first.stop();
    await db.destroy();
    await fresh.remove();
    await rm(dir, { recursive: true });
  });

  const urlOf = (index: number) => urls[index % urls.length] as string;
  const mcpOf = (index: number) => `${urlOf(index)}/integrations/mcp/`;
  const execute = (node: number, integration: string, headers: Record<string, string> = {}) =>
    fetch(`${urlOf(node)}/integrations/execute/${integration}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${ann}`, ...headers },
    });
  const runsOf = async (integration: string): Promise<{ id: number; status: string; error_type: string | null }[]> =>
    db('runs')
      .join('integrations', 'integrations.id', 'runs.integration_id')
      .where('path_name', integration)
      .orderBy('runs.id')
      .select('runs.id', 'status', 'error_type');

  it('run once what twenty requests with one key ask for', async () => {
    const ask = (node: number) => execute(node, 'Once', { 'idempotency-key': 'one' });
    const answers = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        let answer = await ask(i);
        while (answer.status === 409) {
          assert.equal(answer.headers.get('retry-after'), '1');
          assert.match(await answer.text(), /request_in_progress/);
          await delay(100);
          answer = await ask(i);
        }
        return [answer.status, await answer.text()];
      }),
    );
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    assert.equal(answers[0]?.[0], 200);
    // Those that were repeated are there as well; they took no time, and no process began them.
    const begun = await db('run_items').where({ type: 'IDEMPOTENT_REQUEST' });
    assert.equal((await runsOf('Once')).length - begun.length, 1);
    assert.equal(begun.length, 19);
  });

  it('lose no increment of a counter in a vault', async () => {
    const answers = await Promise.all([0, 1, 2].map((node) => execute(node, 'Count')));
    for (const answer of answers) assert.equal(await answer.text(), '"counted"');
    assert.equal(
      await db('vault_items')
        .where({ key: 'n' })
        .first('value')
        .then((row) => row.value),
      '210',
    );
  });

  it('refuse a token that was revoked on another one within a second', async () => {
    const { id, token } = await first.user('leaving', 'staff');
    const list = (node: number) => send(mcpOf(node), request('2026-07-28', token, 'tools/list'));
    for (const node of [0, 1, 2]) assert.equal((await list(node)).status, 200);
    await first.queries.tokens.revokeAll(id, new Date());
    await Promise.all(
      [0, 1, 2].map(async (node) => {
        const answer = await withinASecond(
          () => list(node),
          ({ status }) => status !== 200,
        );
        assert.equal(answer.status, 401, `node ${node}`);
      }),
    );
  });

  it('let a caller through as often as one of them would', async () => {
    const { token } = await first.user('busy', 'staff');
    const start = performance.now();
    const outcomes = await Promise.all(
      Array.from({ length: 180 }, (_, i) => callTool(mcpOf(i), '2026-07-28', token, 'list_integrations', {})),
    );
    const through = outcomes.filter(({ error }) => error === undefined).length;
    const refill = Math.ceil((performance.now() - start) / 500);
    assert(through >= 110 && through <= 120 + refill, `${through} came through`);
    assert(outcomes.every(({ error }) => error === undefined || error.code === 'rate_limited'));
  });

  it('let nobody guess more passwords than at one of them', async () => {
    await first.user('bob', 'staff', 'the right password');
    const statuses: number[] = [];
    for (let i = 0; i < 15; i++) {
      const authorization = `Basic ${btoa(`bob:guess ${i}`)}`;
      statuses.push((await execute(i, 'Once', { authorization })).status);
    }
    assert.deepEqual(statuses.slice(0, 10), Array(10).fill(401));
    // One comes back each ten seconds.
    assert(statuses.slice(10).filter((status) => status === 429).length >= 4, statuses.join());
  });

  it('begin nothing again, and open the vault, when one of them is killed in the middle', async () => {
    const key = { 'idempotency-key': 'killed' };
    const killed = others[1] as Running;
    const sent = execute(2, 'Hold', key).catch(() => null);
    const lockOf = () => db('vaults').where({ name: 'counters' }).first('locked_by');
    while (!(await lockOf()).locked_by) await delay(10);
    const [process] = (await lockOf()).locked_by.split('/');
    killed.child.kill('SIGKILL');
    await killed.finished;
    await sent;

    const early = await execute(0, 'Hold', key);
    assert.deepEqual([early.status, early.headers.get('retry-after')], [409, '1']);
    const waiting = execute(1, 'Count');
    // As each node does every ten seconds.
    const isAlive = (pid: number) => pid !== killed.child.pid;
    await first.queries.vaults.releaseOrphans({ now: new Date(), hostname: hostname(), isAlive });
    assert.equal(await (await waiting).text(), '"counted"');

    const longAgo = new Date(Date.now() - 2 * GONE_AFTER_MS).toISOString();
    await db('processes').where({ id: process }).update({ seen_at: longAgo, gone: true });
    const late = await execute(0, 'Hold', key);
    assert.equal(late.status, 500);
    assert.equal(((await late.json()) as { code: string }).code, 'process_ended');
    assert.equal((await runsOf('Hold')).length, 1);
  });
});
