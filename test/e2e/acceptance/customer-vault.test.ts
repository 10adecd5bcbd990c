import assert from 'node:assert/strict';
import { type FreshDatabase, freshDatabase } from '../../database/harness.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { Assistant, titles } from './assistant.js';
import { basic, type Called, callJson } from './caller.js';

const EVERYTHING = ['firstname', 'lastname', 'birthdate', 'ssn'];
const AUTHORIZATION = basic('ann', 'a pass phrase');

const mapping = (field: string, more: object = {}) => ({
  field,
  value: `input.payload.${field}`,
  value_type: 'str',
  ...more,
});

const NOT_FOUND = '`There are no customers with an id of: ${input.path.id}`';

/** Each as it is written: its hooks work on the customers that the vault keeps. */
const integrations: Record<string, Record<string, unknown>> = {
  get_all_customers: {
    integration: {
      before_hook: `
        output.payload = await open_vault('data', async (vault) => {
          const customers = await vault.get('customers')
          return customers.length > 0 ? customers : 'There are no customers in the data vault.'
        })`,
    },
  },
  get_customer: {
    integration: {
      before_hook: `
        const vault = await open_vault('data')
        const customers = await vault.get('customers')
        await vault.close()
        output.payload = customers.find(({ id }) => id === input.path.id) ?? ${NOT_FOUND}`,
    },
  },
  add_customer: {
    integration: {
      on_success_hook: `
        const customer = insert_customer.response.payload
        await open_vault('data', async (vault) => {
          const customers = await vault.get('customers')
          customers.push(customer)
          await vault.update('customers', customers)
        })
        output.payload = { id: customer.id }`,
    },
    servicerequests: [
      {
        system: 'ECHO',
        service_name: 'N/A',
        sequence: 1,
        formula_variable: 'insert_customer',
        fieldmappings: [
          { field: 'id', value: 'uuid()', value_type: 'str' },
          ...EVERYTHING.map((field) => mapping(field)),
        ],
      },
    ],
  },
  update_customer: {
    integration: {
      on_success_hook: `
        await open_vault('data', async (vault) => {
          const customers = await vault.get('customers')
          const found = customers.find(({ id }) => id === input.path.id)
          if (!found) {
            output.payload = ${NOT_FOUND}
            return
          }
          Object.assign(found, modify_customer.response.payload)
          await vault.update('customers', customers)
          output.payload = found
        })`,
    },
    servicerequests: [
      {
        system: 'ECHO',
        service_name: 'N/A',
        formula_variable: 'modify_customer',
        fieldmappings: EVERYTHING.map((field) =>
          mapping(field, { include_if: `input.payload.${field}`, nullable: true }),
        ),
      },
    ],
  },
  delete_customer: {
    integration: {
      before_hook: `
        await open_vault('data', async (vault) => {
          const customers = await vault.get('customers')
          const kept = customers.filter(({ id }) => id !== input.path.id)
          if (kept.length === customers.length) {
            output.payload = ${NOT_FOUND}
            return
          }
          await vault.update('customers', kept)
          output.payload = \`The customer with an id of \${input.path.id} has been deleted.\`
        })`,
    },
  },
};

const ADDRESSES = [
  ['GET', 'get_all_customers', ''],
  ['GET', 'get_customer', '/{id}'],
  ['POST', 'add_customer', ''],
  ['PUT', 'update_customer', '/{id}'],
  ['DELETE', 'delete_customer', '/{id}'],
] as const;

const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const JOHN = { firstname: 'John', lastname: 'Doe', birthdate: '1993-07-29', ssn: '0788499479' };

for (const database of ['SQLite', 'PostgreSQL'] as const) {
  describe(`customers in a vault, over plain HTTP, on ${database} (domain.md 10.5)`, function customers() {
    this.timeout(60_000);
    let fresh: FreshDatabase;
    let gateway: TestGateway;
    let ann: Assistant;
    before(async () => {
      fresh = await freshDatabase[database]();
      gateway = await startTestGateway(fresh.url);
      ann = await Assistant.at(gateway, '2026-07-28', 'ann', 'a pass phrase');
      for (const [name, { integration, ...parts }] of Object.entries(integrations)) {
        const config = { store_payload_in_run_history: true };
        const { warnings } = await ann.write(name, {
          integration: { ...(integration as object), http_api: true, config },
          ...parts,
        });
        assert.deepEqual(warnings, [], name);
      }
      await gateway.vault('data', { customers: [] }, Object.keys(integrations));
      for (const prefix of ['api', 'rest'] as const) {
        for (const [method, name, rest] of ADDRESSES)
          await gateway.endpoint(name, { prefix, method, path: name + rest });
      }
    });
    after(async () => {
      await gateway.stop();
      await fresh.remove();
    });

    for (const prefix of ['api', 'rest']) {
      describe(`below /${prefix}`, () => {
        const ask = (method: string, path: string, payload?: unknown): Promise<Called> =>
          callJson(gateway, method, `/${prefix}/${path}`, payload, AUTHORIZATION);
        let id: string;

        it('has none at first, and says so as a JSON text', async () => {
          const { status, body, headers, runHistoryId } = await ask('GET', 'get_all_customers');
          assert.deepEqual([status, body], [200, 'There are no customers in the data vault.']);
          assert.match(headers.get('content-type') ?? '', /^application\/json/);
          const { steps } = await ann.history(runHistoryId as number);
          assert.deepEqual(titles(steps), ['INPUT', 'OUTPUT']);
          const { method, fullpath, external, path, payload } = steps[0]?.content ?? {};
          assert.deepEqual(
            { method, fullpath, external, path, payload },
            { method: 'GET', fullpath: `/${prefix}/get_all_customers`, external: true, path: {}, payload: {} },
          );
        });

        it('adds one, and gives it an id', async () => {
          const { status, body } = await ask('POST', 'add_customer', JOHN);
          assert.equal(status, 200);
          assert.deepEqual(Object.keys(body), ['id']);
          assert.match(body.id, UUID);
          id = body.id;
        });

        it('adds none of whom something is missing', async () => {
          const { status, body, runHistoryId } = await ask('POST', 'add_customer', { firstname: 'John' });
          assert.deepEqual([status, body], [500, 'Error']);
          const { run } = await ann.history(runHistoryId as number);
          assert.match(run.error_message, /field mapping lastname.*the value is null, and the field is not nullable/);
          assert.equal((await ask('GET', 'get_all_customers')).body.length, 1);
        });

        it('shows one, and all of them', async () => {
          assert.deepEqual((await ask('GET', `get_customer/${id}`)).body, { id, ...JOHN });
          assert.deepEqual((await ask('GET', 'get_all_customers')).body, [{ id, ...JOHN }]);
        });

        it('changes what is sent, and keeps the rest', async () => {
          const { status, body, runHistoryId } = await ask('PUT', `update_customer/${id}`, {
            firstname: 'James',
            lastname: 'Williams',
          });
          const changed = { id, ...JOHN, firstname: 'James', lastname: 'Williams' };
          assert.deepEqual([status, body], [200, changed]);
          assert.deepEqual((await ask('GET', `get_customer/${id}`)).body, changed);
          const { steps } = await ann.history(runHistoryId as number);
          assert.deepEqual(steps[0]?.content.path, { id });
          assert.deepEqual(steps[1]?.request.payload, { firstname: 'James', lastname: 'Williams' });
        });

        it('keeps all of those that come at once', async () => {
          const names = Array.from({ length: 8 }, (_, at) => `Customer ${at}`);
          const added = await Promise.all(
            names.map((firstname) => ask('POST', 'add_customer', { ...JOHN, firstname })),
          );
          assert.deepEqual(new Set(added.map(({ status }) => status)), new Set([200]));
          const { body } = await ask('GET', 'get_all_customers');
          const others = (body as { id: string; firstname: string }[]).filter((one) => one.id !== id);
          assert.deepEqual(others.map(({ firstname }) => firstname).toSorted(), names);
          for (const other of others) await ask('DELETE', `delete_customer/${other.id}`);
        });

        it('deletes one, once', async () => {
          const gone = await ask('DELETE', `delete_customer/${id}`);
          assert.deepEqual([gone.status, gone.body], [200, `The customer with an id of ${id} has been deleted.`]);
          const missing = `There are no customers with an id of: ${id}`;
          for (const [method, name, payload] of [
            ['DELETE', 'delete_customer'],
            ['GET', 'get_customer'],
            ['PUT', 'update_customer', { firstname: 'James' }],
          ] as const) {
            assert.deepEqual((await ask(method, `${name}/${id}`, payload)).body, missing, name);
          }
          assert.equal((await ask('GET', 'get_all_customers')).body, 'There are no customers in the data vault.');
        });
      });
    }

    it('is not there for other methods, and not for strangers', async () => {
      const { status, headers } = await callJson(gateway, 'PATCH', '/api/update_customer/7', {}, AUTHORIZATION);
      assert.deepEqual([status, headers.get('allow')], [405, 'PUT']);
      await gateway.user('bob', 'standard', 'another phrase');
      const bob = await callJson(gateway, 'GET', '/api/get_all_customers', undefined, basic('bob', 'another phrase'));
      assert.equal(bob.status, 404);
      assert.equal((await fetch(`${gateway.url}/rest/get_all_customers`)).status, 401);
    });

    it('opens a vault for those integrations only that may', async () => {
      const hook = integrations.get_all_customers?.integration as object;
      await ann.write('curious', { integration: hook });
      const { answer } = await ann.runAndLook('curious');
      assert.deepEqual([answer.success, answer.error_type], [false, 'formula_failed']);
      assert.match(answer.message, /vault/i);
    });
  });
}
