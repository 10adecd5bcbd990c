import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { APPLICATION_LIMITS } from '../../src/auth/application-draft.js';
import { SESSION_IDLE_MS, SESSION_LIFETIME_MS } from '../../src/auth/web-sessions.js';
import { catalog } from '../../src/catalog.js';
import { applicationCommand } from '../../src/cli/application.js';
import { permissionCommand } from '../../src/cli/permission.js';
import { userCommand } from '../../src/cli/user.js';
import { readConfig } from '../../src/config.js';
import { MOST_REGISTERED, REGISTERED_FOR_MS, UNUSED_FOR_MS } from '../../src/oauth/client-registration.js';
import { runCommand } from '../cli/command-run.js';
import { startTestGateway, type TestGateway } from '../e2e/gateway.js';
import { type Block, blocksOf, sectionOf } from './blocks.js';
import { sendCurl } from './curl.js';
import { differenceOf } from './printed.js';

const PAGE = readFileSync('docs/oauth.md', 'utf8');
const HOUR = 3_600_000;

describe('docs/oauth.md', () => {
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway();
    const { id } = await gateway.user('ann', 'superuser');
    await gateway.queries.components.write(
      { integration: { http_api: true } },
      { integrationId: null, name: 'new_customer', userId: id, now: new Date(), signal: new AbortController().signal },
    );
  });
  after(() => gateway.stop());

  /** Says a command line of the page to the commands themselves; answers with what it prints. */
  const command = (line: string): Promise<string> => {
    const [, , name = '', ...args] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    const known = { application: applicationCommand, permission: permissionCommand, user: userCommand }[name];
    assert.ok(known, line);
    return runCommand(
      known(() => readConfig(gateway.env)),
      args,
    );
  };

  /** Does what a part of the page does, and compares what it says that is answered. */
  async function follow(section: string): Promise<void> {
    const variables: Record<string, string> = {};
    let response: Response | null = null;
    let answer: unknown;
    const shell = async ({ text }: Block) => {
      for (const line of text.replaceAll('\\\n', '').trim().split('\n')) {
        if (line.startsWith('curl ')) {
          response = await sendCurl(line, gateway.url, variables);
          const body = await response.text();
          answer = body.startsWith('{') ? JSON.parse(body) : body;
          const { access_token } = answer as { access_token?: string };
          if (access_token) variables.ACCESS_TOKEN = access_token;
          assert.ok(response.status < 500 && (response.ok || line.includes(' -i ')), `${line}: ${body}`);
        } else {
          const printed = await command(line);
          const [, id, secret] = /client id: (\S+)\n.*: (\S+)/.exec(printed) ?? [];
          if (id && secret) Object.assign(variables, { CLIENT_ID: id, CLIENT_SECRET: secret });
        }
      }
    };
    for (const block of blocksOf(section)) {
      const here = block.text.replaceAll('http://localhost:3000', gateway.url);
      if (block.language === 'sh') await shell(block);
      else if (block.language === 'json') assert.equal(differenceOf(JSON.parse(here), answer), null, block.text);
      else {
        const [status, header = ''] = here.split('\n');
        const { status: code, statusText, headers } = response as unknown as Response;
        assert.equal(`HTTP/1.1 ${code} ${statusText}`, status);
        const [name = '', value] = header.split(/: (.*)/, 2);
        assert.equal(headers.get(name), value);
      }
    }
  }

  for (const heading of ['Addresses', 'Applications', 'Service accounts']) {
    it(`does what it says under “${heading}”`, () => follow(sectionOf(PAGE, heading)));
  }

  it('names every scope with its meaning', () => {
    const { scopes } = catalog.registry;
    const rows = [...sectionOf(PAGE, 'Scopes').matchAll(/^\| `(\w+)` \| ([^|;,]+)/gm)];
    assert.deepEqual(
      rows.map(([, name]) => name),
      Object.keys(scopes),
    );
    for (const [, name = '', means = ''] of rows) assert.ok(scopes[name]?.means.startsWith(means.trim()), name);
  });

  it('names the lifetimes and limits as they are', () => {
    const limits = sectionOf(PAGE, 'Lifetimes');
    const said = [
      `${readConfig({}).accessTokenSeconds} if not set`,
      `${SESSION_LIFETIME_MS / HOUR} hours, or ${SESSION_IDLE_MS / HOUR} hours without`,
      `${UNUSED_FOR_MS / 24 / HOUR} day; after it last got a token ${REGISTERED_FOR_MS / 24 / HOUR} days; ${MOST_REGISTERED.toLocaleString('en')} of them`,
      `applications of one person | ${APPLICATION_LIMITS.applications} |`,
    ];
    for (const text of said) assert.ok(limits.includes(text), text);
  });
});
