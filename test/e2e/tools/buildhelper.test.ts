import assert from 'node:assert/strict';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type RunningMockCore, startMockCore } from '../../../src/mockcore/start-mock-core.js';
import { type SmtpStub, smtpStub } from '../../adapters/smtp-stub.js';
import { clients, type TestClient } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';

const ANY = { type: 'object' };
const PERSON = { first_name: 'Ada', last_name: 'Lovelace' };
const MAIL = { subject: 'Hello', from_address: 'a@example.com', to_addresses: ['b@example.com'], body: 'Hi.' };
const POSTED = {
  url_path: '/api/integration/fiservdna/person_maintenance',
  body: { Name: { FirstName: 'Grace', LastName: 'Hopper' } },
};

/** Each shipped set: the payload that it runs with, and what the system answers it. */
const sets: [id: number, { given: Record<string, unknown>; want: RegExp | { failed: RegExp } }][] = [
  [1, { given: { url_path: '/api/customers' }, want: /"customers":/ }],
  [2, { given: POSTED, want: /"status":"created"/ }],
  [3, { given: { url_path: '/api/customers', body: { a: 1 } }, want: { failed: /405|404/ } }],
  [4, { given: { url_path: '/api/customers' }, want: { failed: /405|404/ } }],
  [5, { given: MAIL, want: /"accepted":\["b@example.com"\]/ }],
  [6, { given: { a: 1 }, want: /"echoed":{"a":1}/ }],
  [7, { given: { a: 1 }, want: /"result":{"a":1}/ }],
  [8, { given: {}, want: /"the other one"/ }],
  [9, { given: PERSON, want: /"status":"created"/ }],
  [10, { given: {}, want: /"total":/ }],
  [11, { given: {}, want: /"results":/ }],
  [12, { given: {}, want: /\[40000000,/ }],
  [13, { given: { id: 40_000_000 }, want: /"type":"story"/ }],
];

describe('query_buildhelper', function buildHelper() {
  this.timeout(60_000);
  let gateway: TestGateway;
  let core: RunningMockCore;
  let mailServer: SmtpStub;
  let token: string;
  before(async () => {
    core = await startMockCore({ port: 0 });
    mailServer = await smtpStub();
    gateway = await startTestGateway();
    ({ token } = await gateway.user('ann'));
  });
  after(async () => {
    await gateway.stop();
    await core.stop();
    await mailServer.close();
  });

  for (const [name, connect] of clients) {
    describe(name, () => {
      let client: TestClient;
      before(async () => {
        client = await connect(gateway.mcpUrl, token);
      });
      after(() => client.close());

      // biome-ignore lint/suspicious/noExplicitAny: the tests read what they expect and fail on the rest
      const ask = async (args: Record<string, unknown>): Promise<any> => {
        const { content, isError } = await client.call('query_buildhelper', args);
        const value = JSON.parse(content[0]?.text ?? 'null');
        return isError ? { failed: value.code } : value;
      };

      it('goes from an adapter to the service request', async () => {
        const { count, adapters } = await ask({ endpoint: 'list_all_adapters' });
        assert.equal(count, 7);
        assert.deepEqual(
          adapters.map(({ system }: { system: string }) => system),
          ['HTTP', 'EMAIL_SMTP', 'ECHO', 'TRANSFORM', 'CALLINT', 'MOCKCORE', 'HTTP'],
        );
        const { services } = await ask({ endpoint: 'list_services_for_adapter', adapter_id: 6 });
        assert.deepEqual(services[0], {
          id: 6,
          adapter_id: 6,
          system: 'MOCKCORE',
          name: 'Person maintenance',
          subtitle: '/api/integration/fiservdna/person_maintenance',
          description: services[0].description,
          field_mapping_sets: 1,
        });
        const { service, field_mapping_sets } = await ask({ endpoint: 'get_field_mapping_sets', service_id: 6 });
        assert.deepEqual(service, services[0]);
        const { field_mapping_set, servicerequest, field_mappings } = await ask({
          endpoint: 'get_field_mappings',
          field_mapping_set_id: field_mapping_sets[0].id,
        });
        assert.deepEqual(field_mapping_set, field_mapping_sets[0]);
        const { fieldmappings, ...request } = servicerequest;
        assert.deepEqual(request, {
          system: 'MOCKCORE',
          service_name: 'n/a',
          formula_variable: 'create_person',
          notes: 'Mock banking core: POST /api/integration/fiservdna/person_maintenance (Creates a person)',
        });
        assert.deepEqual(
          fieldmappings.map(({ sequence }: { sequence: number }) => sequence),
          [0, 10, 20, 30, 40, 50, 60],
        );
        assert.deepEqual(fieldmappings[1], {
          sequence: 10,
          active: true,
          field: 'Name.FirstName',
          value: 'input.payload?.first_name',
          value_type: 'str',
          target_record_type: 'Name',
          target_field_name: 'FirstName',
        });
        assert.deepEqual(field_mappings[1], {
          field: 'Name.FirstName',
          value: 'input.payload?.first_name',
          value_type: 'str',
          required: true,
          target_record_type: 'Name',
          target_field_name: 'FirstName',
        });
        assert.deepEqual([fieldmappings[3].active, field_mappings[3].required], [false, false]);
      });

      it('searches and pages', async () => {
        const all = await ask({ endpoint: 'list_all_services' });
        assert.equal(all.total, 9);
        const page = await ask({ endpoint: 'list_all_services', limit: 2, offset: 3 });
        assert.deepEqual([page.total, page.services], [9, all.services.slice(3, 5)]);
        const beyond = await ask({ endpoint: 'list_all_services', offset: 9 });
        assert.deepEqual([beyond.total, beyond.services], [9, []]);
        const found = await ask({ endpoint: 'list_all_services', search: 'CREATES person' });
        assert.deepEqual(
          found.services.map(({ id }: { id: number }) => id),
          [6],
        );
        const inSet = await ask({ endpoint: 'list_services_for_adapter', adapter_id: 7, search: 'newstories' });
        assert.deepEqual(
          inSet.services.map(({ id }: { id: number }) => id),
          [9],
        );
        assert.equal((await ask({ endpoint: 'list_all_services', search: 'no such thing' })).total, 0);
      });

      it('names the service request as it is asked to, in its formulas too', async () => {
        const asked = { endpoint: 'get_field_mappings', field_mapping_set_id: 6, formula_variable: 'mine' };
        assert.equal((await ask(asked)).servicerequest.formula_variable, 'mine');
      });

      const bad: [string, { given: Record<string, unknown>; want: string }][] = [
        ['an unknown adapter', { given: { endpoint: 'list_services_for_adapter', adapter_id: 99 }, want: 'not_found' }],
        ['an unknown service', { given: { endpoint: 'get_field_mapping_sets', service_id: 99 }, want: 'not_found' }],
        ['an unknown set', { given: { endpoint: 'get_field_mappings', field_mapping_set_id: 99 }, want: 'not_found' }],
        ['no adapter', { given: { endpoint: 'list_services_for_adapter' }, want: 'invalid_arguments' }],
        ['no service', { given: { endpoint: 'get_field_mapping_sets' }, want: 'invalid_arguments' }],
        ['no set', { given: { endpoint: 'get_field_mappings' }, want: 'invalid_arguments' }],
        ['an unknown endpoint', { given: { endpoint: 'list' }, want: 'invalid_arguments' }],
        ['no endpoint', { given: {}, want: 'invalid_arguments' }],
        ['too much at once', { given: { endpoint: 'list_all_services', limit: 201 }, want: 'invalid_arguments' }],
        [
          'what is no name',
          {
            given: { endpoint: 'get_field_mappings', field_mapping_set_id: 6, formula_variable: 'a-b' },
            want: 'invalid_arguments',
          },
        ],
      ];
      for (const [what, { given, want }] of bad) {
        it(`refuses ${what}`, async () => assert.equal((await ask(given)).failed, want));
      }
    });
  }

  describe('the sets that come with the gateway', () => {
    let client: TestClient;
    // biome-ignore lint/suspicious/noExplicitAny: as above
    const call = async (name: string, args: Record<string, unknown>): Promise<any> => {
      const { content, isError } = await client.call(name, args);
      const value = JSON.parse(content[0]?.text ?? 'null');
      assert(!isError, JSON.stringify(value));
      return value;
    };
    before(async () => {
      client = await (clients[1] as (typeof clients)[number])[1](gateway.mcpUrl, token);
      const other = { integration_name: 'Other', create_if_missing: true };
      await call('write_integration', { ...other, integration: { before_hook: "output.payload = 'the other one'" } });
    });
    after(() => client.close());

    for (const [id, { given, want }] of sets) {
      it(`${id} is written as it is, and runs`, async () => {
        const integration_name = `Set ${id}`;
        const asked = { endpoint: 'get_field_mappings', field_mapping_set_id: id };
        const { servicerequest, field_mapping_set } = await call('query_buildhelper', asked);
        const { system, formula_variable } = servicerequest;
        const request = system === 'CALLINT' ? { ...servicerequest, service_name: 'Other' } : servicerequest;
        const on_success_hook = `output.payload = { answered: ${formula_variable}.response.payload }`;
        const written = await call('write_integration', {
          integration_name,
          create_if_missing: true,
          integration: { on_success_hook },
          servicerequests: [request],
        });
        assert.equal(written.changes.fieldmapping.created.length, field_mapping_set.field_mappings);
        const plain = { host: '127.0.0.1', port: core.port, tls: false };
        if (system === 'HTTP' || system === 'MOCKCORE') await gateway.bind(integration_name, system, plain);
        const mail = { host: '127.0.0.1', port: mailServer.port, tls_encrypt: false };
        if (system === 'EMAIL_SMTP') await gateway.bind(integration_name, system, mail);
        const tool_definition = { name: `run_${id}`, description: 'Runs it.', input_schema: ANY };
        const ran = await call('execute_integration', { integration_name, payload: given, tool_definition });
        if ('failed' in want) assert.match(ran.message, want.failed);
        else assert.match(JSON.stringify(ran.result), want);
      });
    }

    it('are all of them', async () => {
      const { services } = await call('query_buildhelper', { endpoint: 'list_all_services' });
      const ids: number[] = [];
      for (const { id: service_id } of services) {
        const asked = { endpoint: 'get_field_mapping_sets', service_id };
        const { field_mapping_sets } = await call('query_buildhelper', asked);
        ids.push(...field_mapping_sets.map(({ id }: { id: number }) => id));
      }
      assert.deepEqual(
        ids.sort((a, b) => a - b),
        sets.map(([id]) => id),
      );
    });

    it('are written as the documentation shows it', async () => {
      const page = await readFile(new URL('../../../docs/build-helper.md', import.meta.url), 'utf8');
      const [, example = ''] = /```json\n([^`]*)```/.exec(page) ?? [];
      const given = JSON.parse(example);
      const { integration_name } = given;
      await call('write_integration', given);
      await gateway.bind(integration_name, 'MOCKCORE', { host: '127.0.0.1', port: core.port, tls: false });
      const tool_definition = { name: 'documented', description: 'Runs it.', input_schema: ANY };
      const ran = await call('execute_integration', { integration_name, payload: PERSON, tool_definition });
      assert.equal(ran.success, true, JSON.stringify(ran));
    });

    it('are joined by what the site puts beside them, while the gateway runs', async () => {
      const dir = join(gateway.env.GATEWAY_DATA_DIR as string, 'buildhelper');
      await mkdir(dir, { recursive: true });
      const count = async () => (await call('query_buildhelper', { endpoint: 'list_all_adapters' })).count;
      const file = (id: number) => JSON.stringify({ adapter: { id, name: 'CRM', system: 'HTTP' }, services: [] });
      await writeFile(join(dir, 'crm.json'), file(100_000));
      assert.equal(await count(), 8);
      await writeFile(join(dir, 'crm.json'), file(1));
      assert.equal(await count(), 7);
      assert(gateway.logged.some((line) => line.includes('crm.json:1:') && line.includes('ids below 100000')));
    });
  });
});
