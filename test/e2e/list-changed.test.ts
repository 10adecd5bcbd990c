import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { onEachDatabase } from '../database/harness.js';
import { clients, type TestClient } from './clients.js';
import { startToolServer, type ToolServer } from './tool-server.js';
import { callTool } from './wire.js';

const EXECUTE = { execute: true };
const ALL = { read: true, write: true, execute: true, debug: true };

/** How soon a connected client knows of a change. */
const AT_ONCE_MS = 1_000;

describe('a change of the tools reaches every connected client', () => {
  onEachDatabase((_name, open) => {
    let server: ToolServer;
    let count = 0;
    before(async () => {
      server = await startToolServer(await open());
    });
    after(() => server.stop());

    const definition = (name: string) => ({ name, description: 'Books.', input_schema: { type: 'object' } });

    for (const [client, connect] of clients) {
      describe(client, () => {
        let integration: number;
        let pathName: string;
        let tool: string;
        let author: string;
        let listener: TestClient;
        let outsider: TestClient;
        beforeEach(async () => {
          count++;
          [pathName, tool] = [`Booking ${count}`, `book_${count}`];
          integration = await server.scene.create(pathName);
          author = (await server.user(`author${count}`, { on: integration, rights: ALL })).token;
          const { token } = await server.user(`listener${count}`, { on: integration, rights: EXECUTE });
          listener = await connect(server.url, token);
          const { token: other } = await server.user(`outsider${count}`, { on: integration, rights: { read: true } });
          outsider = await connect(server.url, other);
        });
        afterEach(async () => {
          await listener.close();
          await outsider.close();
        });

        const write = (args: Record<string, unknown>) =>
          callTool(server.url, '2026-07-28', author, 'write_integration', { integration_name: pathName, ...args });

        /** Does something, and waits until both clients know. */
        async function noticed(act: () => Promise<unknown>) {
          const told = Promise.all([listener.changed(), outsider.changed()]);
          await act();
          const acted = performance.now();
          await Promise.race([told, delay(AT_ONCE_MS * 2)]);
          assert(performance.now() - acted < AT_ONCE_MS, 'they were not told at once');
        }

        const mine = async (peer: TestClient) => (await peer.tools()).filter((name) => name.startsWith('book'));

        it('registered by execute_integration, and by whom it may be called', async () => {
          assert.deepEqual(await mine(listener), []);
          await noticed(async () => {
            const answer = await callTool(server.url, '2026-07-28', author, 'execute_integration', {
              integration_name: pathName,
              payload: {},
              tool_definition: definition(tool),
            });
            assert.equal(answer.registered_tool, tool);
          });
          assert.deepEqual(await mine(listener), [tool]);
          assert.deepEqual(await mine(outsider), []);
          const answer = await listener.call(tool, { amount: 3 });
          assert.deepEqual(JSON.parse(answer.content[0]?.text ?? ''), { echo: { amount: 3 } });
          assert(!answer.isError);
        });

        it('written, switched off with its integration, renamed and removed by write_integration', async () => {
          await noticed(() => write({ mcp_tool: definition(tool) }));
          assert.deepEqual(await mine(listener), [tool]);
          await noticed(() => write({ integration: { active: false } }));
          assert.deepEqual(await mine(listener), []);
          await noticed(() => write({ integration: { active: true } }));
          assert.deepEqual(await mine(listener), [tool]);
          await noticed(() => write({ mcp_tool: { name: `${tool}_new` } }));
          assert.deepEqual(await mine(listener), [`${tool}_new`]);
          await noticed(() => write({ mcp_tool: null }));
          assert.deepEqual(await mine(listener), []);
        });

        it('deleted with its integration', async () => {
          await noticed(() => write({ mcp_tool: definition(tool) }));
          await noticed(() =>
            callTool(server.url, '2026-07-28', author, 'delete_integration_component', {
              integration_name: pathName,
              component_type: 'integration',
            }),
          );
          assert.deepEqual(await mine(listener), []);
          await assert.rejects(listener.call(tool, {}), /Unknown tool/);
        });
      });
    }
  });
});
