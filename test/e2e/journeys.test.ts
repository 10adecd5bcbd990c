import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { type RunningMockCore, startMockCore } from '../../src/mockcore/start-mock-core.js';
import { clients, type TestClient } from './clients.js';
import { startTestGateway, type TestGateway } from './gateway.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
type Answer = any;

const ADAPTER = `class CustomAdapter extends BaseAdapter {
  execute(request) {
    const response = new AdapterResponse()
    response.success = true
    response.payload = { greeted: this.config.greeting + ' ' + request.payload.name }
    return response
  }
}`;

/** What somebody of staff builds through the tools alone: nobody does anything on the pages or on the command line. */
describe('from nothing to a run, through the tools alone', function journeys() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let core: RunningMockCore;
  let token: string;
  before(async () => {
    core = await startMockCore({ port: 0 });
    gateway = await startTestGateway();
    const ann = await gateway.user('ann');
    for (const permission of ['adapter_configs', 'custom_adapters', 'shared_modules'] as const)
      await gateway.queries.userPermissions.grant({ user_id: ann.id, permission, by: null }, new Date());
    token = ann.token;
  });
  after(async () => {
    await gateway.stop();
    await core.stop();
  });

  clients.forEach(([era, connect], number) => {
    describe(era, () => {
      let client: TestClient;
      before(async () => {
        client = await connect(gateway.mcpUrl, token);
      });
      after(() => client.close());

      const call = async (tool: string, args: Record<string, unknown>): Promise<Answer> => {
        const { content, isError } = await client.call(tool, args);
        const answer = JSON.parse(content[0]?.text ?? 'null');
        assert(!isError, JSON.stringify(answer));
        return answer;
      };
      const ask = (endpoint: string, more: object = {}) => call('query_buildhelper', { endpoint, ...more });
      const add = (model: string, values: object) => call('django_admin', { action: 'post-model', model, values });
      const warned = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);
      const read = (integration_name: string) => call('read_integration', { integration_name });
      const write = (integration_name: string, parts: object) =>
        call('write_integration', { integration_name, create_if_missing: true, ...parts });
      const run = (integration_name: string, payload: object) => {
        const name = integration_name.replace(/\W+/g, '_');
        const tool_definition = { name, description: 'Runs it.', input_schema: { type: 'object' } };
        return call('execute_integration', { integration_name, payload, tool_definition });
      };

      it('a service request of the build helper, with the configuration that it needs', async () => {
        const name = `new customer ${number}`;
        const { services } = await ask('list_all_services', { search: 'creates a person' });
        const { field_mapping_sets } = await ask('get_field_mapping_sets', { service_id: services[0].id });
        const asked = { field_mapping_set_id: field_mapping_sets[0].id };
        const { servicerequest } = await ask('get_field_mappings', asked);
        const on_success_hook = `output.payload = ${servicerequest.formula_variable}.response.payload`;
        const written = await write(name, { integration: { on_success_hook }, servicerequests: [servicerequest] });
        assert.deepEqual(warned(written), ['no_adapter_bound']);
        const settings = { host: '127.0.0.1', port: core.port, tls: false };
        const { id } = await add('gateway.AdapterConfig', { system: 'MOCKCORE', name, settings });
        await add('gateway.AdapterConfigBinding', { integration_id: written.integration.id, adapter_config_id: id });
        assert.deepEqual(warned(await read(name)), []);
        const ran = await run(name, { first_name: 'Ada', last_name: 'Lovelace' });
        assert.equal(ran.result.status, 'created', JSON.stringify(ran));
      });

      it('a custom adapter, configured and bound', async () => {
        const name = `greets ${number}`;
        const config_schema = { greeting: 'string' };
        const { adapter } = await call('custom_adapter_code', { action: 'create', name, code: ADAPTER, config_schema });
        const fieldmappings = [{ field: 'name', value: 'input.payload.name' }];
        const request = { system: adapter.system, service_name: 'n/a', formula_variable: 'hello', fieldmappings };
        const written = await write(name, {
          integration: { on_success_hook: 'output.payload = hello.response.payload' },
          servicerequests: [request],
        });
        assert.deepEqual(warned(written), ['no_adapter_bound']);
        const draft = { code_id: adapter.id, name: 'test', config_values: { greeting: 'Hello' } };
        const { config } = await call('custom_adapter_config', { action: 'create', ...draft });
        const binding = { integration_id: written.integration.id, adapter_config_id: config.id };
        await add('gateway.AdapterConfigBinding', binding);
        assert.deepEqual(warned(await read(name)), []);
        assert.deepEqual((await run(name, { name: 'Ada' })).result, { greeted: 'Hello Ada' });
      });

      it('a shared module, bound', async () => {
        const name = `prices_${number}`;
        const hook = `const { gross } = import_module('${name}')\noutput.payload = gross(input.payload.net)`;
        const written = await write(name, { integration: { on_success_hook: hook } });
        assert.deepEqual(warned(written), ['unbound_shared_module']);
        const code = 'export const gross = (net) => net * 2';
        const { id } = await add('gateway.SharedModule', { name, code });
        const binding = { integration_id: written.integration.id, shared_module_id: id };
        await add('gateway.SharedModuleBinding', binding);
        assert.deepEqual(warned(await read(name)), []);
        assert.equal((await run(name, { net: 50 })).result, 100);
      });
    });
  });
});

/** Those whose answers do not depend on what people have made. */
const LOOKED_UP = ['query_buildhelper', 'ig_platform_documentation'];

interface Example {
  readonly ask: string;
  readonly input?: Record<string, unknown>;
  readonly output?: unknown;
}
interface WrittenTool {
  readonly chosen_by?: string;
  readonly actions: Record<string, { examples: Example[] }>;
}

describe('the examples of the catalog', () => {
  let gateway: TestGateway;
  let client: TestClient;
  before(async () => {
    gateway = await startTestGateway();
    const { token } = await gateway.user('root', 'superuser');
    client = await (clients[1] as (typeof clients)[number])[1](gateway.mcpUrl, token);
  });
  after(async () => {
    await client.close();
    await gateway.stop();
  });

  const { tools } = parse(readFileSync('tools.yaml', 'utf8')) as { tools: Record<string, WrittenTool> };
  const examplesOf = (tool: string) =>
    Object.entries(tools[tool]?.actions ?? {}).flatMap(([action, { examples }]) =>
      examples.map(({ ask, input, output }) => {
        const args = { [tools[tool]?.chosen_by ?? 'action']: action, ...input };
        return { ask, args, output };
      }),
    );

  for (const tool of LOOKED_UP) {
    for (const { ask, args, output } of examplesOf(tool)) {
      it(`${tool} answers “${ask}”, as it is said to`, async () => {
        const { content, isError } = await client.call(tool, args);
        assert(!isError, content[0]?.text);
        if (output !== undefined) assertShows(JSON.parse(content[0]?.text ?? ''), output);
      });
    }
  }

  it('name models and fields of django_admin that there are', async () => {
    for (const { ask, args } of examplesOf('django_admin')) {
      const { content, isError } = await client.call('django_admin', args);
      const { code, problems = [] } = JSON.parse(content[0]?.text ?? '');
      // The instances that they name are somebody else's.
      const there = !isError || code === 'not_found' || (code === 'invalid_value' && problems.length > 0);
      assert(there, `${ask}: ${content[0]?.text}`);
      for (const { message } of problems) assert.match(message, /^there is no (user|integration) \d+/, ask);
    }
  });
});

/** That an answer has what an example shows of it: of a list some, and of a text how it begins. */
function assertShows(actual: Answer, shown: Answer, at = 'output'): void {
  if (Array.isArray(shown)) {
    for (const item of shown) {
      const found = actual.some((each: Answer) => {
        try {
          assertShows(each, item, at);
          return true;
        } catch {
          return false;
        }
      });
      assert(found, `${at}: no ${JSON.stringify(item)} in ${JSON.stringify(actual)}`);
    }
  } else if (typeof shown === 'object' && shown !== null) {
    // The example counts what it shows.
    for (const [key, value] of Object.entries(shown))
      if (key !== 'count') assertShows(actual[key], value, `${at}.${key}`);
  } else if (typeof shown === 'string') assert.equal(actual.slice(0, shown.length - 1), shown.slice(0, -1), at);
  else assert.deepEqual(actual, shown, at);
}
