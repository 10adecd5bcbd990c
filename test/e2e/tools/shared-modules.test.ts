import assert from 'node:assert/strict';
import { SharedModules } from '../../../src/engine/shared-modules.js';
import { clients } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';

const CODE = `const { strict } = import_module('amounts')
export async function gross(net) {
  await calladapter('ECHO', 'n/a', 'gross', { net })
  return round_half_up(strict(net) * 1.08)
}`;
const AMOUNTS = `export function strict(amount) {
  if (typeof amount !== 'number') throw new TypeError('the amount must be a number')
  return amount
}`;

describe('shared modules over MCP', function overMcp() {
  this.timeout(30_000);
  let gateway: TestGateway;
  let modules: SharedModules;
  let token: string;
  const ids: Record<string, number> = {};
  before(async () => {
    gateway = await startTestGateway();
    modules = new SharedModules(gateway.queries, () => new Date());
    for (const [name, code] of Object.entries({ pricing: CODE, amounts: AMOUNTS })) {
      ids[name] = await modules.create({ name, description: null, code });
    }
    const ann = await gateway.user('ann');
    await gateway.queries.userPermissions.grant({ user_id: ann.id, permission: 'run_history', by: null }, new Date());
    token = ann.token;
  });
  after(() => gateway.stop());

  for (const [name, connect] of clients) {
    it(`${name}: an integration runs what is bound to it, and nothing else`, async () => {
      const client = await connect(gateway.mcpUrl, token);
      // biome-ignore lint/suspicious/noExplicitAny: the test reads what it expects and fails on the rest
      const call = async (tool: string, args: object): Promise<any> =>
        JSON.parse((await client.call(tool, { ...args })).content[0]?.text ?? 'null');
      const integration_name = `prices ${name}`;
      const tool = {
        name: `prices_${name.replace(/\W/g, '_')}`,
        description: 'Prices.',
        input_schema: { type: 'object' },
      };
      const hook = "const { gross } = import_module('pricing')\noutput.payload = await gross(input.payload.net)";
      const written = await call('write_integration', {
        integration_name,
        create_if_missing: true,
        integration: { on_success_hook: hook },
        mcp_tool: tool,
      });
      const warned = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);
      assert.deepEqual(warned(written), ['unbound_shared_module']);
      const run = (net: unknown) => call('execute_integration', { integration_name, payload: { net } });

      const unbound = await run(100);
      assert.deepEqual([unbound.success, unbound.error_type], [false, 'formula_failed']);
      assert.match(unbound.message, /"pricing" is not bound to the integration "prices .*", or does not exist/);

      const { id } = (await gateway.queries.integrations.find(integration_name)) as { id: number };
      await modules.bind(ids.pricing as number, id);
      assert.deepEqual(warned(await call('read_integration', { integration_name })), []);
      assert.match((await run(100)).message, /"amounts", which the shared module pricing imports, is not bound/);

      await modules.bind(ids.amounts as number, id);
      const ran = await run(100);
      assert.deepEqual([ran.success, ran.result], [true, 108]);
      const history = await call('get_run_history', { run_history_id: ran.run_history_id });
      assert.ok(
        history.items.some(
          ({ type, label }: { type: string; label: string }) => type === 'REQUEST' && label === 'gross',
        ),
      );

      const failed = await run('a lot');
      assert.match(failed.message, /the amount must be a number \(shared module amounts, line 2, column \d+/);
      await client.close();
    });
  }
});
