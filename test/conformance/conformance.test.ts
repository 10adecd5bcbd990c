import assert from 'node:assert/strict';
import { judgeAuthorization } from './authorization.js';
import { type ConformanceServer, startConformanceServer } from './server.js';
import { suite } from './suite.js';
import { judge, REVISIONS } from './verdict.js';

describe('the public conformance suite', function () {
  // The first run installs the suite.
  this.timeout(180_000);

  let server: ConformanceServer;
  before(async () => {
    await suite.install();
    server = await startConformanceServer();
  });
  after(() => server?.stop());

  for (const revision of REVISIONS) {
    it(`finds nothing that ${revision} requires and the gateway fails to do`, async () => {
      const { passed, text } = await judge(server.url, revision);
      assert(passed, text);
    });
  }

  it('compared what the direct path had a part in with what the SDK answers', () => {
    const { direct, told } = server.compared;
    assert(direct > 0 && told > 0, `${direct} and ${told}`);
  });

  it('gets a token from the authorization server as it asks for one', async () => {
    const { passed, text } = await judgeAuthorization();
    assert(passed, text);
  });
});
