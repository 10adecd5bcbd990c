import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import knex, { type Knex } from 'knex';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { type Running, run, start } from './process.js';
import { startWebStub, type WebStub } from './stubs/web-stub.js';

/** Waits until there is something, and no longer than 40 seconds. */
async function awaited<T>(look: () => Promise<T | null | false>, what: string): Promise<T> {
  for (const end = Date.now() + 40_000; Date.now() < end; await delay(50)) {
    const found = await look();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${what}`);
}

describe('runs that nobody waits for', function queue() {
  this.timeout(120_000);
  let dir: string;
  let web: WebStub;
  const processes: Running[] = [];
  const gateways: TestGateway[] = [];

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-queue-'));
    web = await startWebStub(() => ({}));
  });
  afterEach(async () => {
    for (const { child } of processes) child.kill('SIGKILL');
    await Promise.all(processes.splice(0).map(({ finished }) => finished));
    await Promise.all(gateways.splice(0).map((gateway) => gateway.stop()));
    await web.stop();
    await rm(dir, { recursive: true, force: true });
  });

  const environment = (databaseUrl: string) => ({
    GATEWAY_DATA_DIR: dir,
    DATABASE_URL: databaseUrl,
    PORT: '0',
    GATEWAY_ALLOWED_HOSTS: '127.0.0.1',
    GATEWAY_LOG_LEVEL: 'error',
  });

  /** An integration that asks the stub for `/<n>`; answers with the token of somebody who may run it. */
  async function asking(gateway: TestGateway): Promise<string> {
    const ann = await gateway.user('ann', 'superuser');
    const url = { field: 'url_path', value: '"/" + input.payload.n', value_type: 'str' } as const;
    const method = { field: 'method', value: '"GET"', value_type: 'str' } as const;
    const fieldmappings = [method, url];
    await gateway.queries.components.write(
      {
        integration: { http_api: true, run_async: true },
        servicerequests: [{ system: 'HTTP', service_name: 'n/a', formula_variable: 'asked', fieldmappings }],
      },
      { integrationId: null, name: 'asking', userId: ann.id, now: new Date(), signal: new AbortController().signal },
    );
    await gateway.bind('asking', 'HTTP', web.settings);
    return ann.token;
  }

  /** Runs it with nobody waiting, and answers with the run's id. */
  async function ask(url: string, token: string, n: number): Promise<number> {
    const response = await fetch(`${url}/integrations/execute/asking`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ n }),
    });
    assert.equal(response.status, 200, await response.text());
    return Number(response.headers.get('x-run-history-id'));
  }

  const asks = () => web.requests.map(({ url }) => Number(url.slice(1))).toSorted((a, b) => a - b);
  /** Never answers. */
  const hang = () => undefined;

  describe('on PostgreSQL', () => {
    let fresh: FreshDatabase;
    let db: Knex;
    let gateway: TestGateway;
    let token: string;

    /** A gateway that serves, and takes no jobs. */
    beforeEach(async () => {
      fresh = await freshDatabase.PostgreSQL();
      db = knex({ client: 'pg', connection: fresh.url, pool: { min: 0, max: 2 } });
      gateway = await startTestGateway(fresh.url, { GATEWAY_DATA_DIR: dir, GATEWAY_ROLE: 'web' });
      gateways.push(gateway);
      token = await asking(gateway);
    });
    afterEach(async () => {
      await Promise.all(processes.splice(0).map(({ child, finished }) => child.kill('SIGKILL') && finished));
      await Promise.all(gateways.splice(0).map((one) => one.stop()));
      await db.destroy();
      await fresh.remove();
    });

    async function worker(): Promise<Running> {
      const running = start(['serve', '--role', 'worker'], environment(fresh.url));
      processes.push(running);
      await running.printed(/does jobs/);
      return running;
    }
    const jobs = () => db('graphile_worker.jobs').where({ task_identifier: 'run' });
    const count = async (status: string) => Number((await db('runs').where({ status }).count({ n: '*' }))[0]?.n);
    const over = (id: number) => async () => {
      const found = await gateway.queries.runHistory.run(id);
      return ['success', 'failure'].includes(found?.status ?? '') && found;
    };

    it('wait while only gateways are there that serve, and are then begun once each by two workers', async () => {
      for (let n = 0; n < 20; n++) await ask(gateway.url, token, n);
      await delay(700);
      assert.deepEqual([await count('queued'), web.requests.length], [20, 0]);
      const [first] = await Promise.all([worker(), worker()]);
      await Promise.all(
        Array.from({ length: 9 }, async (_, i) => {
          for (let n = 20 + i * 20; n < 40 + i * 20; n++) await ask(gateway.url, token, n);
        }),
      );
      await awaited(async () => (await count('success')) === 200, '200 runs');
      assert.deepEqual(
        asks(),
        Array.from({ length: 200 }, (_, n) => n),
      );
      const workers: string[] = await db('runs').distinct('process_id').pluck('process_id');
      assert.equal(workers.length, 2);
      // One that is told to stop ends what it has begun.
      web.answer = (_, response) => void setTimeout(() => response.end('{}'), 1_000);
      const ids = await Promise.all([
        ask(gateway.url, token, 200),
        ask(gateway.url, token, 201),
        ask(gateway.url, token, 202),
        ask(gateway.url, token, 203),
      ]);
      await awaited(async () => web.requests.length === 204, 'the last ones');
      first?.child.kill('SIGTERM');
      assert.equal((await first?.finished)?.code, 0);
      for (const id of ids) assert.equal((await awaited(over(id), 'its end')).status, 'success');
      assert.equal(web.requests.length, 204);
    });

    it('begin elsewhere when the worker that was about to begin them is killed', async () => {
      const id = await ask(gateway.url, token, 1);
      // Nobody can claim the run for as long as somebody else has its row.
      const held = await db.transaction();
      await held.raw('select id from queued_runs for update');
      const first = await worker();
      await awaited(async () => (await jobs().whereNotNull('locked_at')).length === 1, 'a worker that has its job');
      first.child.kill('SIGKILL');
      await first.finished;
      await held.rollback();
      assert.deepEqual([(await gateway.queries.runHistory.run(id))?.status, asks()], ['queued', []]);
      await delay(5_500);
      await worker();
      assert.equal((await awaited(over(id), 'its end')).status, 'success');
      assert.deepEqual(asks(), [1]);
    });

    it('that had begun when their worker was killed end as failed, and are not begun again', async () => {
      web.answer = hang;
      const first = await worker();
      const id = await ask(gateway.url, token, 1);
      await awaited(async () => web.requests.length === 1, 'its request');
      first.child.kill('SIGKILL');
      await first.finished;
      web.answer = () => ({});
      await delay(5_500);
      await worker();
      const ended = await awaited(over(id), 'its end');
      assert.deepEqual([ended.status, ended.error_type], ['failure', 'process_ended']);
      const next = await ask(gateway.url, token, 2);
      assert.equal((await awaited(over(next), 'the next run')).status, 'success');
      await awaited(async () => (await jobs()).length === 0, 'no job to be left');
      assert.deepEqual(asks(), [1, 2]);
    });
  });

  it('on SQLite outlive the process, which has no role but all', async () => {
    const env = { ...environment(`sqlite:${join(dir, 'gateway.sqlite')}`), GATEWAY_JOBS_AT_ONCE: '1' };
    const gatewayHere = async () => {
      const gateway = await startTestGateway(env.DATABASE_URL, { GATEWAY_DATA_DIR: dir });
      gateways.push(gateway);
      return gateway;
    };
    const before = await gatewayHere();
    const token = await asking(before);
    await gateways.pop()?.stop();
    for (const role of ['web', 'worker']) {
      const { code, stderr } = await run(['serve', '--role', role], env);
      assert.deepEqual([code, /SQLite does everything in one process/.test(stderr)], [1, true]);
    }

    web.answer = hang;
    const first = start(['serve'], env);
    processes.push(first);
    const url = /MCP address: (\S+)\/integrations/.exec(await first.printed(/MCP address: \S+/))?.[1] as string;
    const ids = [await ask(url, token, 1), await ask(url, token, 2)];
    await awaited(async () => web.requests.length === 1, 'its request');
    first.child.kill('SIGKILL');
    await first.finished;

    web.answer = () => ({});
    const { queries } = await gatewayHere();
    const statusOf = async (id: number) => (await queries.runHistory.run(id))?.status;
    await awaited(async () => (await statusOf(ids[1] as number)) === 'success', 'the second run');
    assert.equal(await statusOf(ids[0] as number), 'failure');
    assert.deepEqual(asks(), [1, 2]);
  });
});
