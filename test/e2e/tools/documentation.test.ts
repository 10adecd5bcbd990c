import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { clients, type TestClient } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';

const TOOL = 'ig_platform_documentation';

describe('the documentation over MCP', function overMcp() {
  this.timeout(30_000);
  let gateway: TestGateway;
  let staff: string;
  before(async () => {
    gateway = await startTestGateway();
    staff = (await gateway.user('ann')).token;
  });
  after(() => gateway.stop());

  for (const [name, connect] of clients) {
    describe(name, () => {
      let client: TestClient;
      before(async () => {
        client = await connect(gateway.mcpUrl, staff);
      });
      after(() => client.close());

      // biome-ignore lint/suspicious/noExplicitAny: the test reads what it expects and fails on the rest
      async function called(args: Record<string, unknown>): Promise<any> {
        return JSON.parse((await client.call(TOOL, args)).content[0]?.text ?? 'null');
      }

      it('answers a question with sections, whose addresses get_page takes', async () => {
        const { results } = await called({ action: 'ask', question: 'How do I call another integration from a hook?' });
        const found = results.find(
          ({ url }: { url: string }) => url === '/docs/formulas#calling-another-integration-or-a-system',
        );
        assert.deepEqual([found.title, found.section], ['Formulas', 'Calling another integration, or a system']);
        assert.match(found.excerpt, /calls another integration with callint/);
        assert(results.length > 1 && results.length <= 10);
        for (const { url } of results) {
          const page = await called({ action: 'get_page', url });
          assert.equal(page.url, url);
        }
      });

      it('takes a goal, and finds nothing in a question that says nothing', async () => {
        const goal = 'a nightly job for an accounting system';
        const { results } = await called({ action: 'ask', question: 'retry a failed run', goal });
        assert.equal(results[0].url, '/docs/running#retries');
        for (const question of ['', '  ', 'How do I do this?', '¿?!', 'xqzzyw'])
          assert.deepEqual(await called({ action: 'ask', question }), { results: [] }, question);
      });

      it('shows a page by every address of it, and one section', async () => {
        const given = ['/docs/formulas', 'docs/formulas.md', 'gateway://docs/formulas', `${gateway.url}/docs/formulas`];
        for (const url of given) {
          const page = await called({ action: 'get_page', url });
          assert.equal(page.content, readFileSync('docs/formulas.md', 'utf8'), url);
          assert.deepEqual([page.title, page.url, page.only_beginning], ['Formulas', '/docs/formulas', false]);
          assert(page.sections.some(({ url: of }: { url: string }) => of === '/docs/formulas#vaults'));
        }
        const vaults = await called({ action: 'get_page', url: '/docs/formulas#vaults' });
        assert.match(vaults.content, /^## Vaults\n/);
        assert.doesNotMatch(vaults.content, /\n## /);
      });

      it('shows how a long page begins, and its sections', async () => {
        const page = await called({ action: 'get_page', url: '/docs/tools' });
        assert.equal(page.only_beginning, true);
        assert(page.content.length < 5000, String(page.content.length));
        const { content } = await called({ action: 'get_page', url: '/docs/tools#search_integration' });
        assert.match(content, /^## search_integration\n[\s\S]*`case_sensitive`/);
      });

      it('says which pages there are for an address of none', async () => {
        for (const url of [
          '../README.md',
          '/docs/../tools.yaml',
          '/docs/nothing',
          'https://example.com/docs/formulas',
        ]) {
          const error = await called({ action: 'get_page', url });
          assert.equal(error.code, 'not_found', url);
          assert(error.pages.some((page: { url: string }) => page.url === '/docs/formulas'));
        }
      });

      it('lists every page as a resource, and reads it', async () => {
        const listed = await client.resources();
        const files = readdirSync('docs').filter((file) => file.endsWith('.md'));
        for (const file of files) {
          const uri = `gateway://docs/${file.replace('.md', '')}`;
          assert.equal(listed[uri]?.mimeType, 'text/markdown', uri);
          assert.equal(await client.read(uri), readFileSync(`docs/${file}`, 'utf8'));
        }
        const { 'gateway://docs/formulas': formulas } = listed;
        assert.deepEqual([formulas?.name, formulas?.title], ['docs/formulas', 'Formulas']);
        assert.match(formulas?.description ?? '', /^A formula is JavaScript/);
        assert.deepEqual(await client.templates(), ['gateway://docs/{page}']);
        assert.deepEqual(await client.completeResource('gateway://docs/{page}', 'page', 'run'), [
          'run-history',
          'running',
        ]);
        assert.deepEqual(await client.completeResource('gateway://others/{page}', 'page', 'run'), []);
        for (const uri of ['gateway://docs/nothing', 'gateway://docs/..%2FREADME', 'gateway://docs/'])
          await assert.rejects(client.read(uri), /not found/i, uri);
      });
    });
  }

  it('is for staff', async () => {
    const { token } = await gateway.user('bob', 'standard');
    for (const [, connect] of clients)
      await assert.rejects(async () =>
        (await connect(gateway.mcpUrl, token)).call(TOOL, { action: 'ask', question: 'runs' }),
      );
  });
});
