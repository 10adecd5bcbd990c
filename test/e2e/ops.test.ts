import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../src/database/connection.js';
import { freshDatabase, onEachDatabase } from '../database/harness.js';
import { postgresServer } from '../database/postgres-server.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { type Running, start } from './process.js';
import { callTool, request, send } from './wire.js';

const TOKEN = 'the-token-of-the-metrics';

describe('what the machines around the gateway are told', function told() {
  // It starts gateways and processes, and a busy machine starts them slowly.
  this.timeout(60_000);
  const metricsOf = async (gateway: { url: string }, token = TOKEN) => {
    const response = await fetch(`${gateway.url}/metrics`, { headers: { authorization: `Bearer ${token}` } });
    return { status: response.status, text: await response.text() };
  };
  const readyOf = async (url: string) => {
    const response = await fetch(`${url}/ready`);
    return { status: response.status, ...((await response.json()) as { ready: boolean; parts: object }) };
  };

  describe('of a gateway that is measured', () => {
    let gateway: TestGateway;
    before(async () => {
      gateway = await startTestGateway('', { GATEWAY_METRICS_TOKEN: TOKEN });
    });
    after(() => gateway.stop());

    it('what is called, what runs, and what it takes', async () => {
      const ann = await gateway.user('ann', 'superuser');
      const call = (name: string, args: unknown) => callTool(gateway.mcpUrl, '2026-07-28', ann.token, name, args);
      const path = 'measured';
      await call('write_integration', {
        integration_name: path,
        create_if_missing: true,
        integration: { http_api: true, on_success_hook: 'output.payload = 1' },
      });
      await call('list_integrations', {});
      await call('list_integrations', { limit: 'many' });
      const definition = { name: path, description: 'It is measured.', input_schema: { type: 'object' } };
      await call('execute_integration', { integration_name: path, payload: {}, tool_definition: definition });
      await call(path, {});
      await send(gateway.mcpUrl, request('2026-07-28', ann.token, 'tools/call', { name: 'x{y="z"}', arguments: {} }));
      await fetch(`${gateway.url}/integrations/execute/${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ann.token}` },
      });

      const lines = [
        'gateway_tool_calls_total{tool="list_integrations",action="",outcome="ok"} 1',
        'gateway_tool_calls_total{tool="list_integrations",action="",outcome="invalid_arguments"} 1',
        'gateway_tool_calls_total{tool="user_tool",action="",outcome="ok"} 1',
        'gateway_tool_calls_total{tool="unknown",action="",outcome="unknown_tool"} 1',
        'gateway_tool_call_duration_seconds_count{tool="list_integrations"} 2',
        'gateway_runs_total{status="success",started_by="mcp"} 2',
        'gateway_runs_total{status="success",started_by="http"} 1',
        'gateway_run_duration_seconds_count{status="success"} 3',
        'gateway_runs_in_progress 0',
        'gateway_queue_depth 0',
        'gateway_http_requests_total{route="/mcp",status="200"} 6',
        'gateway_http_requests_total{route="/integrations/execute/{integration}",status="200"} 1',
      ];
      let page = await metricsOf(gateway);
      const missing = () => lines.filter((line) => !page.text.includes(`${line}\n`));
      // What is counted when a call is over may be counted after its answer has come.
      for (let i = 0; i < 20 && missing().length > 0; i++) page = await metricsOf(gateway);
      assert.deepEqual(missing(), [], page.text);
      const { status, text } = page;
      assert.equal(status, 200);
      assert.match(text, /^gateway_database_pool_connections\{state="(used|free)"\} 1$/m);
      assert.doesNotMatch(text, /measured|ann\b/);
    });

    it('nothing without the token', async () => {
      assert.equal((await metricsOf(gateway, 'another')).status, 401);
    });
  });

  onEachDatabase((name) => {
    it('whether it is ready, through what happens to its database', async () => {
      const fresh = await freshDatabase[name]();
      const gateway = await startTestGateway(fresh.url);
      const db = openDatabase(fresh);
      try {
        assert.deepEqual(await readyOf(gateway.url), {
          status: 200,
          ready: true,
          parts: { process: 'ok', database: 'ok', queue: 'ok' },
        });
        assert.equal((await metricsOf(gateway)).status, 404);

        const [{ name: last }] = await db('migrations').orderBy('id', 'desc').limit(1);
        const wait = () => new Promise((resolve) => setTimeout(resolve, 300));
        await db('migrations').where({ name: last }).delete();
        await wait();
        assert.deepEqual((await readyOf(gateway.url)).parts, {
          process: 'ok',
          database: 'migrations pending',
          queue: 'ok',
        });

        // As a newer gateway leaves it, of which one is started while this one still serves.
        const of = { batch: 9, migration_time: new Date() };
        await db('migrations').insert([
          { name: last, ...of },
          { name: '999-future', ...of },
        ]);
        await wait();
        assert.equal((await readyOf(gateway.url)).status, 200);
        if (name === 'SQLite') return;

        // Nobody gets in, and who is in is thrown out.
        const server = await postgresServer();
        const database = new URL(fresh.url).pathname.slice(1);
        await server.run(`ALTER DATABASE ${database} ALLOW_CONNECTIONS false`);
        await db.destroy();
        await server.run(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${database}'`);
        await wait();
        const { status, parts } = await readyOf(gateway.url);
        assert.equal(status, 503);
        assert.match(JSON.stringify(parts), /"database":"(failing|no answer)"/);
        assert.equal((await fetch(`${gateway.url}/health`)).status, 200);
        await server.run(`ALTER DATABASE ${database} ALLOW_CONNECTIONS true`);
        for (let i = 0; i < 40 && !(await readyOf(gateway.url)).ready; i++) await wait();
        assert.equal((await readyOf(gateway.url)).ready, true);
      } finally {
        await db.destroy();
        await gateway.stop();
        await fresh.remove();
      }
    });
  });

  describe('by a process', () => {
    let dir: string;
    let running: Running | null = null;
    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), 'gateway-ops-'));
    });
    afterEach(async () => {
      running?.child.kill('SIGKILL');
      await running?.finished;
      await rm(dir, { recursive: true, force: true });
    });
    const serve = async (env: Record<string, string>) => {
      running = start(['serve'], { GATEWAY_DATA_DIR: dir, PORT: '0', GATEWAY_LOG_LEVEL: 'error', ...env });
      const printed = await running.printed(/copy the block/);
      return { running, url: new URL(/MCP address: (\S+)/.exec(printed)?.[1] as string).origin };
    };

    it('serves on for a while when it is told to stop, and says that it should be sent nothing more', async () => {
      const { running, url } = await serve({ GATEWAY_DRAIN_SECONDS: '2' });
      assert.equal((await readyOf(url)).status, 200);
      const told = performance.now();
      running.child.kill('SIGTERM');
      let state = await readyOf(url);
      for (let i = 0; i < 20 && state.ready; i++) state = await readyOf(url);
      assert.deepEqual(state, {
        status: 503,
        ready: false,
        parts: { process: 'stopping', database: 'ok', queue: 'ok' },
      });
      assert.equal((await fetch(`${url}/health`)).status, 200);
      const served = await fetch(url, { redirect: 'manual' });
      assert.deepEqual([served.status < 500, served.headers.get('connection')], [true, 'close']);
      assert.equal((await running.finished).code, 0);
      const took = performance.now() - told;
      assert(took > 1_900 && took < 12_000, `${took} ms`);
    });
  });
});
