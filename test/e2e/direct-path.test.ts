import assert from 'node:assert/strict';
import { clients } from './clients.js';
import { startTestGateway, type TestGateway } from './gateway.js';

describe('the direct path, with real clients', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway();
  });
  // Fails when an answer of the direct path is not the SDK's; so does the end of every gateway in these tests.
  after(() => gateway.stop());

  for (const [client, connect] of clients) {
    it(`is taken by the lists and the calls of ${client}`, async () => {
      const { token } = await gateway.user(client.replaceAll(/\W/g, ''));
      const { tools, call, close } = await connect(gateway.mcpUrl, token);
      await tools();
      const { direct } = gateway.compared;
      await tools();
      for (const page of [1, 2, 3]) await call('list_integrations', { page });
      assert.equal(gateway.compared.direct, direct + 4);
      await close();
    });
  }
});
