import assert from 'node:assert/strict';
import { Client as ModernClient, StreamableHTTPClientTransport as ModernTransport } from '@modelcontextprotocol/client';
import { Client as LegacyClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as LegacyTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { catalog } from '../../src/catalog.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { startTestGateway, type TestGateway } from './gateway.js';
import { callTool, type Era, request, send } from './wire.js';

// biome-ignore lint/suspicious/noExplicitAny: the conversation reads what it expects and fails on the rest
type Call = (tool: string, args: Record<string, unknown>) => Promise<any>;

interface Peer {
  call: Call;
  tools(): Promise<string[]>;
  close(): Promise<void>;
}

/** Both clients describe a result more loosely than the protocol does. */
function structured(result: unknown) {
  const { isError, content, structuredContent } = result as CallToolResult;
  if (isError) return { error: JSON.parse((content[0] as { text: string }).text) };
  return structuredContent;
}

async function version1(url: string, token: string): Promise<Peer> {
  const client = new LegacyClient({ name: 'version 1', version: '1' });
  const requestInit = { headers: { authorization: `Bearer ${token}` } };
  // The SDK's own types disagree under strict optional properties.
  await client.connect(new LegacyTransport(new URL(url), { requestInit }) as never);
  return {
    call: async (name, args) => structured(await client.callTool({ name, arguments: args })),
    tools: async () => (await client.listTools()).tools.map((tool) => tool.name),
    close: () => client.close(),
  };
}

async function version2(url: string, token: string): Promise<Peer> {
  const client = new ModernClient(
    { name: 'version 2', version: '1' },
    { versionNegotiation: { mode: { pin: '2026-07-28' } } },
  );
  await client.connect(
    new ModernTransport(new URL(url), { requestInit: { headers: { authorization: `Bearer ${token}` } } }),
  );
  return {
    call: async (name, args) => structured(await client.callTool({ name, arguments: args })),
    tools: async () => (await client.listTools()).tools.map((tool) => tool.name),
    close: () => client.close(),
  };
}

const plain =
  (era: Era) =>
  async (url: string, token: string): Promise<Peer> => ({
    call: (name, args) => callTool(url, era, token, name, args),
    tools: async () => {
      const { body } = await send(url, request(era, token, 'tools/list'));
      return body.result.tools.map((tool: { name: string }) => tool.name);
    },
    close: async () => {},
  });

const peers: [string, (url: string, token: string) => Promise<Peer>][] = [
  ['the version 1 client', version1],
  ['the version 2 client, 2026-07-28', version2],
  ['plain HTTP, 2025-06-18', plain('2025-06-18')],
  ['plain HTTP, 2026-07-28', plain('2026-07-28')],
];

for (const [database, make] of Object.entries(freshDatabase)) {
  describe(`the whole conversation, on ${database}`, function onDatabase() {
    // The first one to ask PostgreSQL waits until it has started.
    this.timeout(60_000);
    let fresh: FreshDatabase;
    let gateway: TestGateway;
    before(async () => {
      fresh = await make();
      gateway = await startTestGateway(fresh.url);
    });
    after(async () => {
      await gateway.stop();
      await fresh.remove();
    });

    for (const [index, [name, connect]] of peers.entries()) {
      it(`with ${name}`, async () => {
        const { token } = await gateway.user(`person${index}`);
        const peer = await connect(gateway.mcpUrl, token);
        await converse(peer, `Loan Booking ${index}`);
        await peer.close();
      });
    }
  });
}

async function converse({ call, tools }: Peer, integration_name: string): Promise<void> {
  // Those of the run history, frontends and custom adapters need rights of their own.
  const special = /run_histor|frontend|custom_adapter/;
  const all = catalog.registry.tools.map((tool) => tool.name).filter((name) => !special.test(name));
  assert.deepEqual(await tools(), all);

  // create an integration
  const created = await call('write_integration', { integration_name, create_if_missing: true });
  assert.equal(created.success, true);
  assert.equal(created.created_integration, true);
  const { integrations } = await call('list_integrations', {});
  assert.deepEqual(
    integrations.map((one: { path_name: string; permissions: unknown }) => [one.path_name, one.permissions]),
    [[integration_name, { read: true, write: true, execute: true, debug: true }]],
  );

  // add a service request
  const request = await call('write_integration', {
    integration_name,
    servicerequests: [{ system: 'HTTP', service_name: 'n/a', formula_variable: 'get_customer' }],
  });
  const [{ id: servicerequest_id, sequence }] = request.changes.servicerequest.created;
  assert.equal(sequence, 10);

  // and two field mappings
  const mappings = await call('write_integration', {
    integration_name,
    fieldmappings: [
      { servicerequest_id, field: 'method', value: '"GET"', value_type: 'str' },
      {
        servicerequest_id,
        field: 'url_path',
        value: '`/customers/${input.payload.customerNumber}`',
        value_type: 'str',
      },
    ],
  });
  const [, urlPath] = mappings.changes.fieldmapping.created;

  // search it
  const found = await call('search_integration', {
    integration_name,
    pattern: 'CUSTOMERNUMBER',
    case_sensitive: false,
  });
  assert.equal(found.total, 1);
  assert.equal(found.matches.fieldmapping[0].id, urlPath.id);
  assert.equal(found.matches.fieldmapping[0].field, 'value');

  // change one with a stale last_saved
  const change = { integration_name, fieldmappings: [{ id: urlPath.id, nullable: true }] };
  const stale = await call('write_integration', { ...change, last_saved: request.integration.last_saved });
  assert.deepEqual(Object.keys(stale).sort(), [
    'current_last_saved',
    'error',
    'integration_name',
    'message',
    'success',
  ]);
  assert.equal(stale.error, 'merge_conflict');
  assert.match(stale.message, /^Your information is out of date/);
  assert.equal(stale.current_last_saved, mappings.integration.last_saved);
  const changed = await call('write_integration', { ...change, last_saved: stale.current_last_saved });
  assert.deepEqual(changed.changes.fieldmapping.updated, [
    { id: urlPath.id, old: { nullable: false }, new: { nullable: true } },
  ]);

  // read it back
  const read = await call('read_integration', { integration_name });
  assert.equal(read.last_saved, changed.integration.last_saved);
  assert.equal(read.servicerequests[0].formula_variable, 'get_customer');
  assert.deepEqual(
    read.fieldmappings.map((one: { field: string; nullable: boolean }) => [one.field, one.nullable]),
    [
      ['method', false],
      ['url_path', true],
    ],
  );
  assert.deepEqual(
    read.warnings.map(({ code, component_id }: { code: string; component_id: number }) => [code, component_id]),
    [['no_adapter_bound', servicerequest_id]],
  );

  // delete it
  const deleted = await call('delete_integration_component', {
    integration_name,
    component_type: 'integration',
    last_saved: read.last_saved,
  });
  assert.equal(deleted.success, true);
  assert.deepEqual(deleted.deleted.with, { servicerequest: 1, fieldmapping: 2 });
  const gone = await call('read_integration', { integration_name });
  assert.equal(gone.error.code, 'not_found');
  assert.equal((await call('list_integrations', {})).total, 0);
}
