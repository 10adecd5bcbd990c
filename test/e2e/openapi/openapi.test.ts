import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { CatalogueFile } from '../../../src/buildhelper/catalogue-file.js';
import { buildhelperCommand } from '../../../src/cli/buildhelper.js';
import { readConfig } from '../../../src/config.js';
import { runCommand } from '../../cli/command-run.js';
import { clients, type TestClient } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { documents, releases } from './documents.js';
import { Prism } from './prism.js';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];
const ADDRESS = {
  name: 'John Doe',
  phone: '+1 204-253-9411',
  address_line1: '1999 Bishop Grandin Blvd.',
  city_locality: 'Winnipeg',
  state_province: 'Manitoba',
  postal_code: '78756-3717',
  country_code: 'CA',
};

describe('the import of real OpenAPI documents', function real() {
  this.timeout(120_000);
  let gateway: TestGateway;
  let client: TestClient;
  before(async () => {
    await releases.install();
    gateway = await startTestGateway();
    const { token } = await gateway.user('ann');
    client = await (clients[1] as (typeof clients)[number])[1](gateway.mcpUrl, token);
  });
  after(async () => {
    await client?.close();
    await gateway?.stop();
  });
  const command = (...args: string[]) =>
    runCommand(
      buildhelperCommand(() => readConfig(gateway.env)),
      args,
    );
  // biome-ignore lint/suspicious/noExplicitAny: the tests read what they expect and fail on the rest
  const call = async (name: string, args: Record<string, unknown>): Promise<any> => {
    const { content, isError } = await client.call(name, args);
    const value = JSON.parse(content[0]?.text ?? 'null');
    assert(!isError, JSON.stringify(value).slice(0, 2_000));
    return value;
  };

  for (const { name, path, operations, fieldMappings, counts, from } of documents) {
    it(`${from}: ${name}`, async () => {
      const printed = await command('import', 'openapi', releases.path(...path));
      const first = `imported ${operations} of ${operations} operations of ${name}, with ${fieldMappings} field mappings: `;
      assert.equal(printed.slice(0, first.length), first);
      assert.deepEqual(
        Object.fromEntries(
          [...printed.matchAll(/^ {2}(\w.*): (\d+)$/gm)].map(([, kind, count]) => [kind, Number(count)]),
        ),
        counts,
      );
      const file = (printed.split('\n')[0] as string).slice(first.length);
      const { services } = JSON.parse(await readFile(file, 'utf8')) as CatalogueFile;
      assert.deepEqual(
        services.flatMap(({ field_mapping_sets }) => field_mapping_sets.map(({ label }) => label)),
        labelsOf(parse(await readFile(releases.path(...path), 'utf8'))),
      );
      const listed = await readFile(file.replace('.json', '.not-expressed.txt'), 'utf8');
      const sum = Object.values(counts).reduce((total, count) => total + count, 0);
      assert.equal(listed.split('\n').filter((line) => line.startsWith('  #/')).length, sum);
    });
  }

  it('makes files that the catalogue takes, every formula and path of them', async () => {
    assert.match(await command('check'), /^12 adapters are in order; free from: adapter 100005,/);
  });

  it('is found by what the documents say', async () => {
    const { services } = await call('query_buildhelper', {
      endpoint: 'list_all_services',
      search: 'create an issue github',
    });
    assert.equal(services[0].subtitle, 'POST /repos/{owner}/{repo}/issues · issues');
    const page = await call('query_buildhelper', { endpoint: 'list_all_services', limit: 200 });
    assert.deepEqual([page.total, page.services.length], [9 + 706 + 129 + 76 + 54 + 120, 200]);
  });

  describe('against a mock of the same document', () => {
    const document = documents.find(({ name }) => name === 'ShipEngine API') as (typeof documents)[number];
    let prism: Prism;
    before(async () => {
      prism = await Prism.of(releases.path(...document.path), releases);
      await gateway.vault('keys', { shipengine: 'TEST_key' }, []);
    });
    after(() => prism?.stop());

    interface Case {
      readonly label: string;
      /** Which of the optional fields are switched on. */
      readonly on: readonly string[];
      readonly given: Record<string, unknown>;
    }

    /** Imports a set into a new integration, gives the empty values theirs, and runs it. */
    const run = async (integration_name: string, { label, on, given }: Case) => {
      const found = await call('query_buildhelper', { endpoint: 'list_all_services', search: `${label} shipengine` });
      const service = found.services.find(({ subtitle }: { subtitle: string }) => subtitle.startsWith(`${label} ·`));
      const sets = await call('query_buildhelper', { endpoint: 'get_field_mapping_sets', service_id: service.id });
      const { servicerequest } = await call('query_buildhelper', {
        endpoint: 'get_field_mappings',
        field_mapping_set_id: sets.field_mapping_sets[0].id,
        formula_variable: 'shipped',
      });
      const key = "await open_vault('keys', (vault) => vault.get('shipengine'))";
      const fieldmappings = servicerequest.fieldmappings.map(
        (mapping: { field: string; value: string | null; active: boolean }) => ({
          ...mapping,
          value: mapping.value ?? key,
          active: mapping.active || on.includes(mapping.field),
        }),
      );
      await call('write_integration', {
        integration_name,
        create_if_missing: true,
        integration: { on_success_hook: 'output.payload = shipped.response.payload' },
        servicerequests: [{ ...servicerequest, fieldmappings }],
      });
      await gateway.bind(integration_name, 'HTTP', { host: '127.0.0.1', port: prism.port, tls: false });
      const vault = (await gateway.queries.vaults.find('keys')) as { id: number };
      const integration = await gateway.queries.integrations.find(integration_name);
      await gateway.queries.vaults.setRights(vault.id, integration?.id as number, { read: true, write: false });
      const tool = integration_name.toLowerCase().replaceAll(' ', '_');
      const tool_definition = { name: tool, description: 'Runs it.', input_schema: { type: 'object' } };
      return call('execute_integration', { integration_name, payload: given, tool_definition });
    };

    it('sends a path, a query and a key as the document wants them', async () => {
      const ran = await run('Batch errors', {
        label: 'GET /v1/batches/{batch_id}/errors',
        on: ['params.page', 'params.pagesize'],
        given: { batch_id: 'se-28529731', page: 1, pagesize: 2 },
      });
      assert.equal(ran.success, true, JSON.stringify(ran));
      assert.deepEqual(ran.result.errors, []);
      assert.match(ran.result.links.first.href, /shipengine/);
      // The mock does look: what the pattern of the path's parameter does not take is turned down.
      const wrong = await call('execute_integration', {
        integration_name: 'Batch errors',
        payload: { batch_id: 'x', page: 1, pagesize: 2 },
      });
      assert.match(wrong.message, /answered with 4\d\d/);
      const missing = await call('execute_integration', {
        integration_name: 'Batch errors',
        payload: { page: 1, pagesize: 2 },
      });
      assert.match(missing.message, /batch_id is missing/);
    });

    it('says which value is still to be given', async () => {
      const { services } = await call('query_buildhelper', {
        endpoint: 'list_all_services',
        search: 'GET /v1/carriers shipengine',
      });
      const asked = { endpoint: 'get_field_mappings', field_mapping_set_id: services[0].id };
      const { servicerequest } = await call('query_buildhelper', asked);
      const integration_name = 'Carriers';
      await call('write_integration', { integration_name, create_if_missing: true, servicerequests: [servicerequest] });
      const tool_definition = { name: 'carriers', description: 'Runs it.', input_schema: { type: 'object' } };
      const { success, message } = await call('execute_integration', {
        integration_name,
        payload: {},
        tool_definition,
      });
      assert.equal(success, false);
      assert.match(message, /headers\['API-Key'\].*the value is null/s);
    });

    it('sends a body of JSON as the document wants it', async () => {
      const ran = await run('Warehouse', {
        label: 'POST /v1/warehouses',
        on: [],
        given: { name: 'Zero Cool HQ', origin_address: ADDRESS },
      });
      assert.equal(ran.success, true, JSON.stringify(ran));
      assert.equal(ran.result.name, 'Zero Cool HQ');
      assert.equal(ran.result.warehouse_id, 'se-28529731');
      const missing = await call('execute_integration', { integration_name: 'Warehouse', payload: { name: 'HQ' } });
      assert.match(missing.message, /origin_address.*null/s);
    });
  });

  it('keeps the ids of what is imported again', async () => {
    const { path } = documents[3] as (typeof documents)[number];
    const file = join(gateway.env.GATEWAY_DATA_DIR as string, 'buildhelper', 'readme-api.json');
    const before = await readFile(file, 'utf8');
    await command('import', 'openapi', releases.path(...path));
    assert.equal(await readFile(file, 'utf8'), before);
  });

  it('is in the documentation as it is', async () => {
    const page = await readFile(new URL('../../../docs/build-helper.md', import.meta.url), 'utf8');
    for (const { name, version, from, operations, fieldMappings, counts } of documents) {
      const kinds = Object.entries(counts).map(([kind, count]) => `${count} ${kind}`);
      const row = `| ${name} | ${version} | \`${from}\` | ${operations} | ${fieldMappings} | ${kinds.join(', ') || 'nothing'} |`;
      assert(page.includes(row), row);
    }
  });
});

/** The operations of a document, in its order. */
const labelsOf = ({ paths }: { paths: Record<string, Record<string, unknown>> }): string[] =>
  Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item)
      .filter((key) => METHODS.includes(key))
      .map((method) => `${method.toUpperCase()} ${path}`),
  );
