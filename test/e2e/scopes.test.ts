import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createClient, signInWith } from '../oauth/flow.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { callTool, type Era, request, send } from './wire.js';

interface Declared {
  scopes: Record<string, { offered?: boolean }>;
  levels: Record<string, { scope: string }>;
  tools: Record<string, DeclaredTool>;
}

interface DeclaredOperation {
  permission?: string | { level: string; and?: string };
  examples?: { input?: Record<string, unknown> }[];
}

interface DeclaredTool extends DeclaredOperation {
  chosen_by?: string;
  actions?: Record<string, DeclaredOperation>;
}

const declared = parse(readFileSync(new URL('../../tools.yaml', import.meta.url), 'utf8')) as Declared;
const SCOPES = Object.keys(declared.scopes);
const OFFERED = SCOPES.filter((scope) => declared.scopes[scope]?.offered !== false);

const needsOf = (permission: DeclaredOperation['permission'] = 'staff'): string[] => {
  const { level, and = level } = typeof permission === 'string' ? { level: permission } : permission;
  return [level, and].map((each) => declared.levels[each]?.scope as string);
};

/** A call of a tool: of its first action, where it has several. What any of them takes decides whether it is listed. */
const TOOLS = [
  ...Object.entries(declared.tools).map(([name, { permission, examples, actions, chosen_by = 'action' }]) => {
    const [[action, first] = []] = Object.entries(actions ?? {});
    const args = (first ?? { examples }).examples?.[0]?.input ?? {};
    const all = Object.values(actions ?? { only: {} }).map((each) => needsOf(each.permission ?? permission));
    return {
      name,
      args: action === undefined ? args : { [chosen_by]: action, ...args },
      needs: all[0] as string[],
      anyOf: all,
    };
  }),
  { name: 'book_loan', args: {}, needs: ['execute'], anyOf: [['execute']] },
];

/** Each scope, those that are offered, and all. */
const SETS = [...SCOPES.map((scope) => [scope]), OFFERED, SCOPES];

/** The matrix of test/e2e/matrix.test.ts asks for everything that can be; here it is asked of a whole gateway. */
describe('Tokens of every scope that the authorization server has given out', () => {
  let gateway: TestGateway;
  let ann: { id: number; token: string };
  const tokens = new Map<string, string>();
  before(async () => {
    gateway = await startTestGateway();
    ann = await gateway.user('ann');
    await makeLoans();
    const client = await createClient(gateway);
    for (const set of SETS) {
      const { scope, access_token } = await signInWith(gateway, client, ann.id, { scope: set.join(' ') });
      assert.equal(scope, set.join(' '));
      tokens.set(scope, access_token);
    }
  });
  after(() => gateway.stop());

  async function makeLoans(): Promise<void> {
    const { queries } = gateway;
    const mcp_tool = { name: 'book_loan', description: 'Books.', input_schema: { type: 'object' } };
    const context = { integrationId: null, name: 'loans', userId: ann.id, now: new Date() };
    await queries.components.write(
      { integration: { http_api: true }, mcp_tool },
      { ...context, signal: new AbortController().signal },
    );
    await gateway.grant(ann.id, 'loans', 'read', 'write', 'execute', 'debug');
    for (const permission of ['run_history', 'frontends', 'custom_adapters'] as const) {
      await queries.userPermissions.grant({ user_id: ann.id, permission, by: null }, new Date());
    }
  }

  const challengeOf = ({ headers }: { headers: Headers }): string => headers.get('www-authenticate') ?? '';
  const metadata = (path = '') => `resource_metadata="${gateway.url}/.well-known/oauth-protected-resource${path}"`;
  const call = (era: Era, token: string, { name, args }: (typeof TOOLS)[number]) =>
    send(gateway.mcpUrl, request(era, token, 'tools/call', { name, arguments: args }));

  for (const set of SETS) {
    const scope = set.join(' ');
    const holds = (needs: readonly string[]) => needs.every((need) => set.includes(need));
    const allowed = TOOLS.filter(({ needs }) => holds(needs));
    const listed = TOOLS.filter(({ anyOf }) => anyOf.some(holds));

    for (const era of ['2026-07-28', '2025-06-18'] as const) {
      it(`list what they are good for: ${scope} (${era})`, async () => {
        const { body } = await send(gateway.mcpUrl, request(era, tokens.get(scope) as string, 'tools/list'));
        assert.deepEqual(
          body.result.tools.map(({ name }: { name: string }) => name),
          listed.map(({ name }) => name),
        );
      });

      for (const tool of TOOLS) {
        it(`call what they are good for: ${scope}, ${tool.name} (${era})`, async () => {
          const answer = await call(era, tokens.get(scope) as string, tool);
          const [audited] = await gateway.queries.audit.latest(1);
          assert.equal(audited?.tool, tool.name);
          const isAllowed = allowed.includes(tool);
          assert.deepEqual(
            [answer.status, audited?.outcome === 'insufficient_scope'],
            isAllowed ? [200, false] : [403, true],
          );
          if (isAllowed) return;
          const toAskFor = SCOPES.filter((each) => tool.needs.includes(each) || set.includes(each));
          assert.match(challengeOf(answer), /^Bearer realm="[^"]+", error="insufficient_scope", error_description="/);
          assert(challengeOf(answer).endsWith(`, ${metadata('/integrations/mcp/')}, scope="${toAskFor.join(' ')}"`));
        });
      }
    }

    it(`run integrations over HTTP, or not: ${scope}`, async () => {
      const authorization = `Bearer ${tokens.get(scope)}`;
      const answer = await fetch(`${gateway.url}/integrations/execute/loans`, {
        method: 'POST',
        headers: { authorization },
      });
      if (set.includes('execute')) return assert.equal(answer.status, 200);
      assert.equal(answer.status, 403);
      assert.equal(((await answer.json()) as { code: string }).code, 'forbidden');
      assert.match(challengeOf(answer), /^Bearer realm="[^"]+", error="insufficient_scope", error_description="/);
      assert(challengeOf(answer).endsWith(`, ${metadata()}, scope="${scope} execute"`));
    });
  }

  it('administer no more than the other scopes allow', async () => {
    const administering = (scope: string, args: object) =>
      callTool(gateway.mcpUrl, '2026-07-28', tokens.get(scope) as string, 'django_admin', args);
    const runs = { action: 'get-model', model: 'gateway.IntegrationRunHistory' };
    const [{ id }] = (await administering('administer', { action: 'get-model', model: 'gateway.Integration' }))
      .instances;
    const change = { action: 'patch-model', model: 'gateway.Integration', id, values: { description: 'Lends.' } };
    assert.equal((await administering('administer', runs)).error.code, 'insufficient_scope');
    assert.equal((await administering('administer', change)).error.code, 'insufficient_scope');
    const all = SCOPES.join(' ');
    assert.equal((await administering(all, change)).success, true);
    assert((await administering(all, runs)).total > 0);
  });

  it('cap nobody who comes with an API token', async () => {
    const { body } = await send(gateway.mcpUrl, request('2026-07-28', ann.token, 'tools/list'));
    assert.equal(body.result.tools.length, TOOLS.length);
  });

  const unknown: [string, { given: [path: string, token: string | null]; want: RegExp }][] = [
    ['without a token', { given: ['/integrations/mcp/', null], want: /^Bearer realm="[^"]+", resource_metadata=/ }],
    ['at the other address', { given: ['/mcp', null], want: /^Bearer realm="[^"]+", resource_metadata=/ }],
    [
      'with a token that is none',
      {
        given: ['/integrations/mcp/', 'none'],
        want: /^Bearer realm="[^"]+", error="invalid_token", error_description="[^"]+", resource_metadata=/,
      },
    ],
  ];
  for (const [name, { given, want }] of unknown) {
    for (const era of ['2026-07-28', '2025-06-18'] as const) {
      it(`tell where to get one, to whoever comes ${name} (${era})`, async () => {
        const [path, token] = given;
        const answer = await send(gateway.url + path, request(era, token, 'tools/list'));
        assert.equal(answer.status, 401);
        assert.match(challengeOf(answer), want);
        assert(challengeOf(answer).endsWith(`, ${metadata(path)}, scope="${OFFERED.join(' ')}"`));
        const described = await fetch(/resource_metadata="([^"]+)"/.exec(challengeOf(answer))?.[1] as string);
        assert.equal(((await described.json()) as { resource: string }).resource, gateway.url + path);
      });
    }
  }

  it('tell where to get one, to whoever runs an integration without', async () => {
    const answer = await fetch(`${gateway.url}/integrations/execute/loans`, { method: 'POST' });
    assert.equal(answer.status, 401);
    const [bearer, basic] = challengeOf(answer).split(', Basic');
    assert.match(bearer ?? '', new RegExp(`^Bearer realm="[^"]+", ${metadata()}, scope="execute"$`));
    assert.match(basic ?? '', / realm=/);
  });
});
