import assert from 'node:assert/strict';
import { adapters } from '../../src/adapters/adapters.js';
import { type RunningMockCore, startMockCore } from '../../src/mockcore/start-mock-core.js';
import type { Outlet } from '../../src/network/outlet.js';
import { assertFailed, call, openOutlet } from './calling.js';

const adapter = (system: string) => {
  const found = adapters.get(system);
  assert(found, system);
  return found;
};

describe('the adapters', () => {
  let outlet: Outlet;
  before(() => {
    outlet = openOutlet();
  });
  after(() => outlet.close());

  it('are known by the names that service requests give them', () => {
    assert.deepEqual([...adapters.keys()], ['HTTP', 'EMAIL_SMTP', 'ECHO', 'TRANSFORM', 'MOCKCORE']);
    for (const [system, found] of adapters) assert.equal(found.system, system);
  });

  for (const system of ['ECHO', 'TRANSFORM']) {
    it(`${system} answers with what it was asked, and needs no configuration`, async () => {
      assert.equal(adapter(system).fields, null);
      const payload = { a: { b: [1, null, new Uint8Array([1])] } };
      assert.deepEqual(await call(adapter(system), payload, { settings: {}, outlet }), {
        success: true,
        payload,
        messages: [],
      });
    });
  }

  it('answer with a failure to a host that is none, wherever it came from', async () => {
    const settings = { host: 'x y', port: 1, tls: true, timeout_seconds: 1 };
    for (const system of ['HTTP', 'MOCKCORE', 'EMAIL_SMTP']) {
      const payload = {
        url_path: '/',
        method: 'GET',
        subject: '',
        from_address: 'a@b.c',
        to_addresses: ['a@b.c'],
        body: '',
      };
      const response = await adapter(system).execute(
        { service_name: null, payload, sub_requests: {} },
        { settings, outlet, signal: new AbortController().signal, session: new Map() },
      );
      assert.equal(response.success, false);
      assert.match(response.messages[0]?.text ?? '', /"x y" must be a name|unknown/);
    }
  });

  describe('MOCKCORE', () => {
    let core: RunningMockCore;
    before(async () => {
      core = await startMockCore({ port: 0 });
    });
    beforeEach(() => core.core.clear());
    after(() => core.stop());
    const create = (payload: Record<string, unknown>) =>
      call(adapter('MOCKCORE'), payload, { settings: { host: '127.0.0.1', port: core.port, tls: false }, outlet });
    const url_path = '/api/integration/fiservdna/person_maintenance';

    it('posts everything but the path', async () => {
      const body = { Name: { FirstName: 'Marte', LastName: 'Hanssen' }, Identification: { DateOfBirth: '1948-03-02' } };
      const response = await create({ url_path, method: 'GET', ...body });
      assert.deepEqual(response, { success: true, payload: { id: 100_001, status: 'created' }, messages: [] });
      assert.deepEqual(core.core.customers[0]?.received, body);
    });

    it('fails with what the core says', async () => {
      assertFailed(
        await create({ url_path, Name: {} }),
        'CLIENT_ERROR',
        /400 Bad Request: .*Name\.FirstName is required/,
      );
      assertFailed(await create({ Name: {} }), 'INVALID_REQUEST', /^url_path is required/);
      assertFailed(await create({ url_path: '/elsewhere' }), 'CLIENT_ERROR', /404/);
    });
  });
});
