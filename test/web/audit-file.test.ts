import assert from 'node:assert/strict';
import { AUDIT_LIMITS } from '../../src/web/pages/audit/audit.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { signedIn } from './signed-in.js';

describe('The file of the audit log', () => {
  const { ...limits } = AUDIT_LIMITS;
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway();
  });
  after(async () => {
    Object.assign(AUDIT_LIMITS, limits);
    await gateway.stop();
  });

  it('holds the newest calls, and no more than so many', async () => {
    const root = await gateway.user('root', 'superuser');
    const call = { user_id: root.id, username: 'root', token_id: null, client: null, action: null };
    const sizes = { integration_id: null, outcome: 'ok', request_bytes: 1, response_bytes: 2, milliseconds: 3 };
    for (const tool of ['first', 'second', 'third']) {
      await gateway.queries.audit.record({ ...call, ...sizes, tool, at: new Date().toISOString() });
    }
    Object.assign(AUDIT_LIMITS, { csv: 2 });
    const file = await (await (await signedIn(gateway, root.id)).get('/audit.csv')).text();
    assert.deepEqual(
      file.split('\r\n').map((line) => line.split(',')[2]),
      ['tool', 'third', 'second', undefined],
    );
  });
});
