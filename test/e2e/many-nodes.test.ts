import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { toolCommand } from '../../src/cli/tool.js';
import { readConfig } from '../../src/config.js';
import { makeKey } from '../../src/crypto/key-file.js';
import { runCommand } from '../cli/command-run.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { ask, authorizationUrl, createClient, pkce, REDIRECT, Visitor } from '../oauth/flow.js';
import { clients, type TestClient } from './clients.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { type RoundRobin, startRoundRobin } from './round-robin.js';
import { callTool, request, send } from './wire.js';

/** How soon a client of one node knows of a change on another. */
const AT_ONCE_MS = 1_000;
const TOOL = { name: 'book_loan', description: 'Books.', input_schema: { type: 'object' } };

describe('two nodes on one PostgreSQL', function manyNodes() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  let a: TestGateway;
  let b: TestGateway;
  let ann: string;
  before(async () => {
    fresh = await freshDatabase.PostgreSQL();
    const keys = { GATEWAY_ENCRYPTION_KEYS: makeKey() };
    a = await startTestGateway(fresh.url, keys);
    b = await startTestGateway(fresh.url, keys);
    ann = (await a.user('ann', 'superuser')).token;
    for (const [integration_name, before_hook] of [
      ['Loans', ''],
      ['Slow', 'while (true);'],
    ]) {
      const integration = { before_hook };
      const args = { integration_name, create_if_missing: true, integration };
      await callTool(a.mcpUrl, '2026-07-28', ann, 'write_integration', args);
    }
  });
  after(async () => {
    await a.stop();
    await b.stop();
    await fresh.remove();
  });

  for (const [name, connect] of clients) {
    describe(name, () => {
      let listener: TestClient;
      before(async () => {
        listener = await connect(b.mcpUrl, ann);
      });
      after(() => listener.close());

      const write = (mcp_tool: unknown) =>
        callTool(a.mcpUrl, '2026-07-28', ann, 'write_integration', { integration_name: 'Loans', mcp_tool });

      /** Milliseconds from the answer of the other node to the news on this one. */
      async function noticed(act: () => Promise<unknown>): Promise<number> {
        const told = listener.changed();
        await act();
        const acted = performance.now();
        await Promise.race([told, delay(2 * AT_ONCE_MS)]);
        return performance.now() - acted;
      }

      it('is told on one node what another one, or the command line, has changed', async () => {
        const took = [await noticed(() => write(TOOL))];
        assert((await listener.tools()).includes(TOOL.name));
        // Clients are told ten times a second at the most.
        await delay(150);
        took.push(
          await noticed(() =>
            runCommand(
              toolCommand(() => readConfig(a.env)),
              ['delete', TOOL.name],
            ),
          ),
        );
        assert(!(await listener.tools()).includes(TOOL.name));
        assert(Math.max(...took) < AT_ONCE_MS, `after ${took.map(Math.round).join(' and ')} ms`);
      });
    });
  }

  it('a call on one is cancelled by a notification that reaches the other', async () => {
    const session = { 'mcp-session-id': 'one' };
    const args = { integration_name: 'Slow', payload: {}, tool_definition: { ...TOOL, name: 'slow' } };
    const call = request('2025-06-18', ann, 'tools/call', { name: 'execute_integration', arguments: args });
    const answered = send(a.mcpUrl, { ...call, headers: { ...call.headers, ...session } }).catch(() => null);
    while (!(await running())) await delay(20);
    const took = performance.now();
    const cancel = request('2025-06-18', ann, 'notifications/cancelled', { requestId: 1 });
    const { id: _, ...notification } = JSON.parse(cancel.body);
    const body = JSON.stringify(notification);
    const { status } = await fetch(b.mcpUrl, { ...cancel, headers: { ...cancel.headers, ...session }, body });
    assert.equal(status, 202);
    while (await running()) await delay(20);
    // The formula loops, so its thread has to be ended; by itself the run would take as long as a run may.
    assert(performance.now() - took < 10 * AT_ONCE_MS);
    await answered;
    const calls = await b.queries.audit.latest(20);
    assert.equal(calls.find(({ tool }) => tool === 'execute_integration')?.outcome, 'cancelled');
  });

  const running = async () => {
    const found = await callTool(b.mcpUrl, '2026-07-28', ann, 'search_run_histories', { status: 'running' });
    return found.record_count > 0;
  };
});

describe('two nodes behind a proxy that takes turns', function takingTurns() {
  this.timeout(60_000);
  let fresh: FreshDatabase;
  let proxy: RoundRobin;
  let nodes: TestGateway[];
  let ann: { id: number; token: string };
  before(async () => {
    fresh = await freshDatabase.PostgreSQL();
    proxy = await startRoundRobin();
    const env = { GATEWAY_ENCRYPTION_KEYS: makeKey(), GATEWAY_PUBLIC_URL: proxy.url, GATEWAY_LOG_LEVEL: 'info' };
    nodes = [await startTestGateway(fresh.url, env), await startTestGateway(fresh.url, env)];
    for (const { logged } of nodes) {
      const line = logged.find((text) => text.includes('"listening"'));
      proxy.ports.push(JSON.parse(line ?? '').port);
    }
    ann = await (nodes[0] as TestGateway).user('ann', 'superuser');
  });
  after(async () => {
    for (const node of nodes) await node.stop();
    await proxy.stop();
    await fresh.remove();
  });

  it('let somebody allow a client what it asks for, and the client use and refresh its tokens', async () => {
    const [gateway] = nodes as [TestGateway];
    const client = await createClient(gateway, { isPublic: true });
    const verifier = pkce();
    const away = await (await Visitor.of(gateway, ann.id)).allow(authorizationUrl(gateway, client, verifier));
    let tokens = await ask(gateway, client, {
      grant_type: 'authorization_code',
      code: away.searchParams.get('code') as string,
      redirect_uri: REDIRECT,
      code_verifier: verifier.verifier,
    });
    for (let i = 0; i < 3; i++) {
      assert.equal(tokens.status, 200, JSON.stringify(tokens));
      const { total } = await callTool(gateway.mcpUrl, '2026-07-28', tokens.access_token, 'list_integrations', {});
      assert.equal(total, 0);
      const { refresh_token } = tokens;
      tokens = await ask(gateway, client, { grant_type: 'refresh_token', refresh_token });
    }
  });

  for (const [name, connect] of clients) {
    it(`serve ${name}, whichever of them it reaches`, async () => {
      const client = await connect(`${proxy.url}/mcp`, ann.token);
      const lists = [await client.tools(), await client.tools(), await client.tools()];
      assert(lists.every((list) => list.includes('list_integrations')));
      for (let i = 0; i < 3; i++) assert(!(await client.call('list_integrations', {})).isError);
      await client.close();
    });
  }
});
