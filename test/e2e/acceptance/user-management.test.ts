import assert from 'node:assert/strict';
import { type RunningMockCore, startMockCore } from '../../../src/mockcore/start-mock-core.js';
import { type FreshDatabase, freshDatabase } from '../../database/harness.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { RANDOM_USER, startWebStub, type WebStub } from '../stubs/web-stub.js';
import { Assistant, titles, WORLDS } from './assistant.js';
import { basic, postJson } from './caller.js';

const FETCH = {
  system: 'HTTP',
  service_name: 'n/a',
  formula_variable: 'request_users',
  fieldmappings: [
    { field: 'method', value: '"GET"', value_type: 'str' },
    { field: 'url_path', value: '"/api/randomuser"', value_type: 'str' },
  ],
};

/** From where a customer's fields come: the first system, or the payload. */
const creating = (first: string, last: string, email: string, dob: string) => ({
  system: 'MOCKCORE',
  service_name: 'n/a',
  formula_variable: 'create_new_customer',
  fieldmappings: [
    { field: 'Name.FirstName', value: first, value_type: 'str' },
    { field: 'Name.LastName', value: last, value_type: 'str' },
    {
      field: 'EmailAddresses.EmailAddress[0].ElectronicAddressLines.ElectronicAddressLine[0].AddrLine',
      value: email,
      value_type: 'str',
    },
    { field: 'Identification.DateOfBirth', value: dob, value_type: 'str' },
    { field: 'PersTyps.PersTyp[0].PersonTypeCode', value: '"individual"', value_type: 'str' },
    { field: 'url_path', value: '"/api/integration/fiservdna/person_maintenance"', value_type: 'str' },
  ],
});

const PERSON = 'request_users.response.payload.results[0]';
const FROM_FIRST = creating(`${PERSON}.name.first`, `${PERSON}.name.last`, `${PERSON}.email`, `${PERSON}.dob.date`);
const FROM_PAYLOAD = creating(
  'input.payload.firstname',
  'input.payload.lastname',
  'input.payload.email',
  'input.payload.dob',
);
const CUSTOMER = {
  Name: { FirstName: 'Marte', LastName: 'Hanssen' },
  EmailAddresses: { EmailAddress: [{ ElectronicAddressLines: { ElectronicAddressLine: [{ AddrLine: 'm@x' }] } }] },
  Identification: { DateOfBirth: '1948-03-02T07:02:33.244Z' },
  PersTyps: { PersTyp: [{ PersonTypeCode: 'individual' }] },
};

for (const [era, database] of WORLDS) {
  describe(`user management, ${era} on ${database} (domain.md 10.1 to 10.3)`, function userManagement() {
    this.timeout(60_000);
    let fresh: FreshDatabase;
    let gateway: TestGateway;
    let web: WebStub;
    let core: RunningMockCore;
    let ann: Assistant;
    const name = 'User Management (Tutorial)';
    before(async () => {
      fresh = await freshDatabase[database]();
      gateway = await startTestGateway(fresh.url);
      web = await startWebStub(({ url }) => (url === '/api/randomuser' ? RANDOM_USER : { error: url }));
      core = await startMockCore({ port: 0 });
      ann = await Assistant.at(gateway, era, 'ann', 'a pass phrase');
    });
    after(async () => {
      await gateway.stop();
      await fresh.remove();
      await web.stop();
      await core.stop();
    });

    it('fetches a person in a single step', async () => {
      await ann.write(name, { servicerequests: [FETCH] });
      await gateway.bind(name, 'HTTP', web.settings, 'randomuser API');
      const { answer, run, steps } = await ann.runAndLook(name, {});

      const finished = `Integration ${name} completed successfully!`;
      assert.deepEqual([answer.success, answer.result, answer.status], [true, finished, 200]);
      assert.deepEqual([run.status, run.user, run.started_by], ['success', 'ann', 'mcp']);
      assert.deepEqual(titles(steps), ['INPUT', 'REQUEST request_users', 'OUTPUT']);
      const [input, request, output] = steps;
      assert.deepEqual(input?.content, {
        payload: {},
        files: {},
        params: {},
        path: null,
        headers: {},
        method: 'POST',
        fullpath: `/integrations/execute/${encodeURIComponent(name)}`,
        user: { id: ann.id, username: 'ann', email: null },
        external: true,
      });
      assert.deepEqual(request?.request, {
        service_name: 'n/a',
        payload: { method: 'GET', url_path: '/api/randomuser' },
        sub_requests: {},
      });
      assert.deepEqual(request?.response, { success: true, payload: RANDOM_USER, messages: [] });
      assert.deepEqual(output?.content, { payload: finished, headers: {}, status: 200 });
      assert.deepEqual(
        steps.map(({ failed }) => failed),
        [false, false, false],
      );
    });

    it('answers with what a hook says', async () => {
      const { servicerequests } = await ann.call('read_integration', { integration_name: name });
      const text = "`The new user's name is ${request_users.response.payload.results[0].name.first}.`";
      const hook = `output.payload = ${text}`;
      await ann.write(name, {
        servicerequests: [{ id: servicerequests[0].id, after_execute_request_success_hook: hook }],
      });
      const { answer, steps } = await ann.runAndLook(name);
      assert.equal(answer.result, "The new user's name is Marte.");
      assert.deepEqual(steps.at(-1)?.content, {
        payload: "The new user's name is Marte.",
        headers: {},
        status: 200,
      });
    });

    it('takes a person from one system to another, and makes lists within lists on the way', async () => {
      await ann.write(name, { servicerequests: [{ ...FROM_FIRST, sequence: 20 }] });
      await gateway.bind(name, 'MOCKCORE', { host: '127.0.0.1', port: core.port, tls: false });
      const { answer, steps } = await ann.runAndLook(name);
      assert.equal(answer.success, true);
      assert.deepEqual(titles(steps), ['INPUT', 'REQUEST request_users', 'REQUEST create_new_customer', 'OUTPUT']);
      assert.deepEqual(steps[2]?.request.payload, {
        ...CUSTOMER,
        url_path: '/api/integration/fiservdna/person_maintenance',
      });
      assert.equal(core.core.customers.length, 1);
      assert.deepEqual(core.core.customers[0]?.received, CUSTOMER);
    });

    describe('driven by events from outside', () => {
      const renamed = 'user_management_tutorial';
      const dob = '1948-03-02T07:02:33.244Z';
      const payload = { firstname: 'Marte', lastname: 'Hanssen', email: 'm@x', dob };
      const post = () => postJson(gateway, renamed, payload, basic('ann', 'a pass phrase'));
      before(async () => {
        core.core.clear();
        const { servicerequests } = await ann.call('read_integration', { integration_name: name });
        const [fetching] = servicerequests as { id: number }[];
        await ann.call('delete_integration_component', {
          integration_name: name,
          component_type: 'servicerequest',
          component_id: fetching?.id,
        });
        await ann.write(name, { integration: { path_name: renamed, http_api: true } });
      });

      it('fails with the old mapping, and its history says where', async () => {
        const { status, body, runHistoryId } = await post();
        assert.deepEqual([status, body], [500, 'Error']);
        const { run, steps } = await ann.history(runHistoryId as number);
        assert.deepEqual([run.status, run.error_type, run.started_by], ['failure', 'formula_failed', 'http']);
        assert.match(run.error_message, /request_users/);
        assert.deepEqual(
          steps.map(({ type, failed }) => [type, failed]),
          [
            ['INPUT', false],
            ['REQUEST', true],
            ['FAILURE', true],
            ['OUTPUT', true],
          ],
        );
        assert.equal(steps[1]?.label, 'create_new_customer');
        assert.match(
          steps[2]?.stack_trace ?? '',
          /'request_users' is not defined[\s\S]*field mapping Name\.FirstName, value, line 1, column 1/,
        );
        assert.deepEqual(steps[3]?.content, { payload: 'Error', headers: {}, status: 500 });
        assert.equal(core.core.customers.length, 0);
      });

      it('creates the customer that the caller sends', async () => {
        const { fieldmappings } = await ann.call('read_integration', { integration_name: renamed });
        const values = new Map(FROM_PAYLOAD.fieldmappings.map(({ field, value }) => [field, value]));
        const changed = fieldmappings.map((mapping: { id: number; field: string }) => ({
          id: mapping.id,
          value: values.get(mapping.field),
        }));
        await ann.write(renamed, { fieldmappings: changed });
        const { status, body, runHistoryId } = await post();
        assert.deepEqual([status, body], [200, `Integration ${renamed} completed successfully!`]);
        assert.deepEqual(
          core.core.customers.map(({ received }) => received),
          [CUSTOMER],
        );
        const { steps } = await ann.history(runHistoryId as number);
        assert.deepEqual(titles(steps), ['INPUT', 'REQUEST create_new_customer', 'OUTPUT']);
        assert.deepEqual(steps[0]?.content.payload, payload);
        assert.equal('AUTHORIZATION' in (steps[0]?.content.headers ?? {}), false);
        assert.equal(steps[0]?.content.headers.CONTENT_TYPE, 'application/json');
      });
    });
  });
}
