import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { parse } from 'yaml';
import { createApp, MCP_PATH } from '../../src/app.js';
import { catalog } from '../../src/catalog.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';
import type { AuditEntry } from '../../src/mcp/audit-entry.js';
import { RateLimit } from '../../src/mcp/rate-limit.js';
import type { Registry } from '../../src/mcp/registry.js';
import { registry as actions } from '../codegen/cases/action-permissions/expected/generated/registry.js';
import { Comparison } from '../mcp/comparison.js';
import { type Era, request, send } from './wire.js';

/** What the catalog's own text says of an operation: the matrix does not trust the generator. */
interface Declared {
  permission:
    | string
    | {
        level: string;
        of?: string | Record<string, string>;
        and?: string;
        create?: { level: string; when: string };
      };
  examples: { input: Record<string, unknown> }[];
  /** The argument that chooses the action. */
  chosen_by?: string;
  actions?: Record<string, Partial<Declared>>;
}

interface Written {
  scopes: Record<string, { offered?: boolean }>;
  levels: Record<string, { per?: string; scope: string }>;
  tools: Record<string, Declared>;
}

/** The gateway's own catalog, and one with actions that ask for permissions of their own. */
const catalogs: [string, { yaml: string; registry: Registry }][] = [
  ['the catalog', { yaml: '../../tools.yaml', registry: catalog.registry }],
  ['actions', { yaml: '../codegen/cases/action-permissions/tools.yaml', registry: actions as Registry }],
];

for (const [name, { yaml, registry }] of catalogs) {
  for (const era of ['2026-07-28', '2025-06-18'] as const) permissionMatrix(`${name}, ${era}`, yaml, registry, era);
}

function permissionMatrix(title: string, yaml: string, registry: Registry, era: Era): void {
  const written = parse(readFileSync(new URL(yaml, import.meta.url), 'utf8')) as Written;
  const levels = Object.keys(written.levels);
  const scopes = Object.keys(written.scopes);
  const operations = Object.entries(written.tools).flatMap(([tool, declared]) =>
    Object.entries(declared.actions ?? { '': declared }).map(([action, operation]) => {
      const permission = operation.permission ?? declared.permission;
      const asked = typeof permission === 'string' ? { level: permission } : permission;
      const input = operation.examples?.[0]?.input ?? {};
      const chosen = action && { [declared.chosen_by ?? 'action']: action };
      return { name: `${tool} ${action}`.trim(), tool, asked, args: { ...chosen, ...input } };
    }),
  );
  /** Nothing, each level alone, and all but each. */
  const holdings = [[], ...levels.map((level) => [level]), ...levels.map((level) => levels.filter((l) => l !== level))];
  /** Tokens of every scope, of all and of none: of somebody who may do everything, and of somebody who may do nothing. */
  const caps = [...scopes.map((scope) => [scope]), scopes, []];
  const callers: { holding: string[]; cap: string[] | null }[] = [
    ...holdings.map((holding) => ({ holding, cap: null })),
    ...[levels, []].flatMap((holding) => caps.map((cap) => ({ holding, cap }))),
  ];
  const scopesOf = ({ level, and }: { level: string; and?: string }) =>
    [level, and].flatMap((name) => (name === undefined ? [] : (written.levels[name]?.scope ?? [])));

  describe(`the permission matrix: every tool and action, every level and scope, listing and calling (${title})`, () => {
    let held: string[] = [];
    let given: string[] | null = null;
    /** `seen`, or an integration that is not there for the caller. */
    let integration: 'seen' | 'missing' = 'seen';
    let reached = 0;
    const audit: AuditEntry[] = [];
    const found = async () =>
      integration === 'seen' ? { ref: { id: 1, path_name: 'Loans' }, granted: new Set(held) } : null;
    const stub = async () => {
      reached++;
      throw new Error('reached');
    };
    const comparison = new Comparison();
    const endpoint = comparison.createEndpoint({
      registry,
      handlers: Object.fromEntries(
        registry.tools.map((tool) => [
          tool.name,
          tool.operations[0]?.action == null
            ? stub
            : Object.fromEntries(tool.operations.map((operation) => [operation.action, stub])),
        ]),
      ),
      resourceHandlers: {},
      promptHandlers: {},
      events: new LocalEventBus(() => {}),
      dynamicTools: null,
      services: {},
      access: {
        own: () => new Set(held),
        granted: async () => new Set(held),
        integration: found,
        names: async () => [],
        owner: found,
      },
      authenticate: async () => ({ id: 1, username: 'ann', scopes: given && new Set(given) }),
      resourceMetadataUrl: (path) => `https://gateway.test/well-known${path}`,
      audit: async (entry) => void audit.push(entry),
      rateLimit: new RateLimit(() => (reached + audit.length) * 60_000),
      isUnavailable: () => false,
      stateKey: new Uint8Array(32),
      hostnames: ['127.0.0.1'],
      version: '0',
      log: pino({ level: 'silent' }),
      clock: () => 0,
    });
    const server = createServer(createApp({ mcp: endpoint }).callback());
    let url = '';
    before((done) => {
      server.listen(0, '127.0.0.1', () => {
        url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${MCP_PATH}`;
        done();
      });
    });
    after(async () => {
      server.close();
      await comparison.finish();
    });

    const call = async (tool: string, args: unknown) => {
      const before = [reached, audit.length] as const;
      const { status, headers } = await send(url, request(era, '', 'tools/call', { name: tool, arguments: args }));
      assert.equal(audit.length, before[1] + 1);
      const { outcome } = audit.at(-1) as AuditEntry;
      assert.equal(status, outcome === 'insufficient_scope' ? 403 : 200);
      assert.equal(headers.has('www-authenticate'), status === 403);
      if (status === 403) assert.equal(audit.at(-1)?.tool, tool);
      return reached > before[0] ? 'reached' : status === 403 ? (headers.get('www-authenticate') ?? '') : outcome;
    };

    it('covers the whole catalog', () => {
      assert.deepEqual(
        operations.map((operation) => operation.tool).filter((tool, i, all) => all.indexOf(tool) === i),
        registry.tools.map((tool) => tool.name),
      );
      assert.equal(operations.length, registry.tools.flatMap((tool) => tool.operations).length);
      for (const { asked } of operations) assert(levels.includes(asked.level));
    });

    for (const { holding, cap } of callers) {
      const scoped = cap && `, by a token for ${cap.join('+') || 'nothing'}`;
      const level = holding.length === levels.length ? 'everything' : holding.join('+') || 'nothing';
      const name = `${level}${scoped ?? ''}`;
      const missing = (asked: { level: string; and?: string }) =>
        cap === null ? [] : scopesOf(asked).filter((scope) => !cap.includes(scope));

      it(`listing shows whoever holds ${name} what is of use`, async () => {
        held = holding;
        given = cap;
        const { body } = await send(url, request(era, '', 'tools/list'));
        // Whoever may create an integration will hold all that is granted for one.
        const creates = operations.some(({ asked }) => asked.create && holding.includes(asked.create.level));
        const useful = operations.filter(
          ({ asked }) =>
            (holding.includes(asked.level) || (creates && written.levels[asked.level]?.per === 'integration')) &&
            (asked.and === undefined || holding.includes(asked.and)) &&
            missing(asked).length === 0,
        );
        assert.deepEqual(
          body.result.tools.map((tool: { name: string }) => tool.name),
          [...new Set(useful.map(({ tool }) => tool))],
        );
      });

      for (const { name: operation, tool, asked, args } of operations) {
        it(`${operation}, called by whoever holds ${name}`, async () => {
          held = holding;
          given = cap;
          integration = 'seen';
          const lacking = missing(asked);
          if (lacking.length > 0) {
            const challenge = await call(tool, args);
            assert.match(challenge, /^Bearer realm="[^"]+", error="insufficient_scope", error_description="[^"]+", /);
            assert.match(challenge, new RegExp(`resource_metadata="https://gateway.test/well-known${MCP_PATH}"`));
            const toAskFor = scopes.filter((scope) => lacking.includes(scope) || cap?.includes(scope));
            assert.match(challenge, new RegExp(`scope="${toAskFor.join(' ')}"$`));
            return;
          }
          const lacksOther = asked.and !== undefined && !holding.includes(asked.and);
          const allowed = holding.includes(asked.level) && !lacksOther;
          assert.equal(await call(tool, args), allowed ? 'reached' : 'forbidden');
          if (!asked.of) return;
          integration = 'missing';
          assert.equal(await call(tool, args), lacksOther ? 'forbidden' : 'not_found');
          if (!asked.create) return;
          const create = { ...args, [asked.create.when]: true };
          assert.equal(await call(tool, create), holding.includes(asked.create.level) ? 'reached' : 'forbidden');
        });
      }
    }
  });
}
