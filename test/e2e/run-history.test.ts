import assert from 'node:assert/strict';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { clients, type TestClient } from './clients.js';
import { startTestGateway, type TestGateway } from './gateway.js';

const TOOLS = ['search_run_histories', 'get_run_history', 'get_run_history_item'];

for (const [database, make] of Object.entries(freshDatabase)) {
  describe(`the run history over MCP, on ${database}`, function onDatabase() {
    this.timeout(60_000);
    let fresh: FreshDatabase;
    let gateway: TestGateway;
    before(async () => {
      fresh = await make();
      gateway = await startTestGateway(fresh.url);
    });
    after(async () => {
      await gateway.stop();
      await fresh.remove();
    });

    for (const [name, connect] of clients) {
      it(`is for whoever holds run_history, and debug on the integration (${name})`, async () => {
        const { queries } = gateway;
        const suffix = name.replace(/\W+/g, '_');
        const integration_name = `Booking ${suffix}`;
        const ann = await gateway.user(`ann_${suffix}`);
        const bob = await gateway.user(`bob_${suffix}`);
        const open: TestClient[] = [];
        const callOf = async (token: string) => {
          const client = await connect(gateway.mcpUrl, token);
          open.push(client);
          // biome-ignore lint/suspicious/noExplicitAny: the test reads what it expects and fails on the rest
          return async (tool: string, args: Record<string, unknown>): Promise<any> =>
            JSON.parse((await client.call(tool, args)).content[0]?.text ?? 'null');
        };
        const asAnn = await callOf(ann.token);
        const asBob = await callOf(bob.token);
        await asAnn('write_integration', {
          integration_name,
          create_if_missing: true,
          integration: { before_hook: 'debug("of interest"); output.payload = 1' },
        });
        const { run_history_id } = await asAnn('execute_integration', {
          integration_name,
          payload: { name: 'Marte Hanssen' },
          tool_definition: { name: `book_${suffix}`, description: 'Books.', input_schema: { type: 'object' } },
        });

        assert.equal((await asAnn('get_run_history', { run_history_id })).permission, 'run_history');
        assert.equal((await asAnn('search_run_histories', {})).permission, 'run_history');
        for (const { id } of [ann, bob])
          await queries.userPermissions.grant({ user_id: id, permission: 'run_history', by: null }, new Date());

        const { run, items } = await asAnn('get_run_history', { run_history_id });
        assert.deepEqual(
          [run.status, items.map(({ type }: { type: string }) => type)],
          ['success', ['INPUT', 'DEBUG', 'OUTPUT']],
        );
        const found = await asAnn('search_run_histories', {
          step_type: 'DEBUG',
          integration_names: [integration_name],
        });
        assert.deepEqual([found.record_count, found.records[0].run_history_id], [1, run_history_id]);
        const query = { run_history_id, search: '.content | select(. == "of interest")', search_type: 'jq' };
        const { matches } = await asAnn('get_run_history_item', query);
        assert.deepEqual(matches, [{ item_id: items[1].id, item_type: 'DEBUG', value: 'of interest' }]);

        // A run of an integration that somebody may not see is not there; one without debug is forbidden.
        for (const [tool, args] of [
          ['get_run_history', { run_history_id }],
          ['get_run_history_item', { item_id: items[0].id }],
          ['get_run_history_item', { run_history_id, search: 'a' }],
        ] as const) {
          assert.equal((await asBob(tool, args)).code, 'not_found', tool);
        }
        await gateway.grant(bob.id, integration_name, 'read');
        assert.equal((await asBob('get_run_history', { run_history_id })).permission, 'debug');
        assert.deepEqual((await asBob('search_run_histories', {})).records, []);
        assert.equal(
          (await asBob('search_run_histories', { integration_names: [integration_name] })).code,
          'not_found',
        );
        await gateway.grant(bob.id, integration_name, 'debug');
        assert.equal((await asBob('search_run_histories', {})).record_count, 1);
        const both = await asBob('get_run_history_item', { run_history_id, item_id: items[0].id });
        assert.match(both.message, /give exactly one of item_id, run_history_id/);
        for (const client of open) await client.close();
      });
    }

    it('is listed to whoever holds it', async () => {
      const { id, token } = await gateway.user('carl');
      const listed = async () => {
        const [[, connect]] = clients as [(typeof clients)[number]];
        const client = await connect(gateway.mcpUrl, token);
        const names = await client.tools();
        await client.close();
        return TOOLS.filter((tool) => names.includes(tool));
      };
      assert.deepEqual(await listed(), []);
      await gateway.queries.userPermissions.grant({ user_id: id, permission: 'run_history', by: null }, new Date());
      assert.deepEqual(await listed(), TOOLS);
    });
  });
}
