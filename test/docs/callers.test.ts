import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { callTool, request, send } from '../e2e/wire.js';
import { type Block, blocksOf, sectionOf } from './blocks.js';
import { sendCurl } from './curl.js';

const page = (name: string): string => readFileSync(`docs/${name}.md`, 'utf8');

/** The first call of curl in a block. */
const curlIn = (blocks: readonly Block[]): string => {
  const text = blocks.find((block) => block.text.includes('curl '))?.text ?? '';
  return text.slice(text.indexOf('curl ')).trim();
};

describe('docs: what callers send', () => {
  let gateway: TestGateway;
  let token: string;
  before(async () => {
    gateway = await startTestGateway();
    const root = await gateway.user('root', 'superuser');
    token = root.token;
    const write = (name: string, integration: object) =>
      gateway.queries.components.write(
        { integration },
        { integrationId: null, name, userId: root.id, now: new Date(), signal: new AbortController().signal },
      );
    await write('new_customer', { http_api: true, on_success_hook: 'output.payload = input.payload' });
    await write('hackernews_email_digest', { on_success_hook: 'output.payload = input.payload.limit' });
  });
  after(() => gateway.stop());

  it('http-api.md shows how an integration is run', async () => {
    const response = await sendCurl(curlIn(blocksOf(page('http-api'))), gateway.url, { TOKEN: token });
    assert.equal(response.status, 200);
    assert.equal(((await response.json()) as { first: string }).first, 'grace');
    assert.match(response.headers.get('X-Run-History-Id') ?? '', /^\d+$/);
  });

  it('connect.md shows how a script asks for the tools', async () => {
    const scripts = sectionOf(page('connect'), 'Scripts: API tokens');
    const response = await sendCurl(curlIn(blocksOf(scripts)), gateway.url, { TOKEN: token });
    assert.equal(response.status, 200);
    assert.match(await response.text(), /"name":"list_integrations"/);
  });

  it('user-defined-tools.md shows how an integration is given its tool', async () => {
    const [definition] = blocksOf(page('user-defined-tools'));
    const given = JSON.parse(definition?.text ?? '');
    const answer = await callTool(gateway.mcpUrl, '2026-07-28', token, 'execute_integration', given);
    assert.deepEqual([answer.registered_tool, answer.result], ['mail_digest', 5]);
    const call = request('2026-07-28', token, 'tools/call', { name: 'mail_digest', arguments: { limit: 3 } });
    assert.equal((await send(gateway.mcpUrl, call)).body.result.content[0].text, '3');
  });
});
