import assert from 'node:assert/strict';
import type { DynamicTools } from '../../src/mcp/dynamic-tools.js';
import type { Registry, ToolDefinition } from '../../src/mcp/registry.js';
import { ToolPages } from '../../src/mcp/tool-pages.js';

const definition = (name: string): ToolDefinition => ({
  name,
  title: name,
  description: '',
  inputSchema: { type: 'object' },
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
});

const registry = {
  levels: { staff: { means: '', per: null } },
  tools: [
    {
      name: 'own',
      definition: definition('own'),
      operations: [{ permission: { level: 'staff', of: null, create: null } }],
    },
  ],
} as unknown as Registry;

const access = {
  own: () => new Set(['staff']),
  granted: async () => new Set<string>(),
  integration: async () => null,
  names: async () => [],
  owner: async () => null,
};

/** Two on a page. */
const dynamic = (names: string[]): DynamicTools => ({
  level: 'execute',
  list: async (_principal, after) => {
    const rest = names.filter((name) => name > after);
    return { definitions: rest.slice(0, 2).map(definition), next: rest.length > 2 ? (rest[1] as string) : null };
  },
  find: async () => null,
});

const cursor = (name: string) => Buffer.from(name).toString('base64url');

describe('the pages of tools/list', () => {
  const pages = (dynamicTools: DynamicTools | null) => {
    const made = new ToolPages({ registry, access, dynamicTools });
    return async (cursor?: string) => {
      const { tools, nextCursor } = await made.page({ id: 1, username: 'ann', scopes: null }, cursor);
      return [tools.map(({ name }) => name), nextCursor];
    };
  };

  const cases: [string, { given: [tools: string[] | null, cursor?: string]; want: unknown }][] = [
    ['the registry alone', { given: [null], want: [['own'], undefined] }],
    ['the registry first, the others after it', { given: [['a', 'z']], want: [['own', 'a', 'z'], undefined] }],
    ['a first page of several', { given: [['a', 'b', 'c']], want: [['own', 'a', 'b'], cursor('b')] }],
    ['the next page', { given: [['a', 'b', 'c'], cursor('b')], want: [['c'], undefined] }],
    ['no second tool of a name', { given: [['a', 'own']], want: [['own', 'a'], undefined] }],
  ];
  for (const [name, { given, want }] of cases) {
    it(`hold ${name}`, async () => {
      const [tools, from] = given;
      assert.deepEqual(await pages(tools && dynamic(tools))(from), want);
    });
  }

  for (const wrong of ['', 'x', '%%', cursor("a'; drop table users; --"), cursor('x'.repeat(65))]) {
    it(`refuse the cursor "${wrong}"`, () => assert.rejects(pages(dynamic(['a']))(wrong), /Unknown cursor/));
  }

  it('refuse every cursor where there is one page', () => assert.rejects(pages(null)(cursor('a')), /Unknown cursor/));
});
