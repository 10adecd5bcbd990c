import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { startToolServer, type ToolServer } from './tool-server.js';
import { type Era, request, send } from './wire.js';

const RIGHTS = ['read', 'write', 'execute', 'debug'] as const;

/** Every combination of the four rights. */
const combinations = Array.from({ length: 16 }, (_, bits) => RIGHTS.filter((_right, i) => bits & (1 << i)));

describe('the permission matrix of a user-defined tool: listing and calling agree', () => {
  onEachDatabase((_name, open) => {
    let server: ToolServer;
    let integration: number;
    before(async () => {
      server = await startToolServer(await open());
      integration = await server.scene.create('Loan Booking');
      const mcp_tool = { name: 'book_loan', description: 'Books.', input_schema: { type: 'object' } };
      await server.scene.update(integration, { mcp_tool });
    });
    after(() => server.stop());

    /** Whether the tool is listed, and what a call of it comes to. */
    async function tried(era: Era, token: string): Promise<[listed: boolean, call: string]> {
      const { body } = await send(server.url, request(era, token, 'tools/list'));
      const listed = body.result.tools.some((tool: { name: string }) => tool.name === 'book_loan');
      const before = server.runner.runs.length;
      await send(server.url, request(era, token, 'tools/call', { name: 'book_loan', arguments: {} }));
      const [audited] = await server.scene.queries.audit.latest(1);
      return [listed, server.runner.runs.length > before ? 'reached' : (audited?.outcome ?? 'nothing')];
    }

    const wanted = (rights: readonly string[]): [boolean, string] => {
      if (rights.includes('execute')) return [true, 'reached'];
      return [false, rights.length > 0 ? 'forbidden' : 'unknown_tool'];
    };

    for (const era of ['2026-07-28', '2025-06-18'] as const) {
      for (const through of ['user', 'group'] as const) {
        for (const rights of combinations) {
          const title = `${rights.join('+') || 'nothing'}, through a ${through} (${era})`;
          it(title, async () => {
            const { id: user_id, token } = await server.user(title);
            const holder = through === 'user' ? { user_id } : { group_id: await server.scene.group(title, [user_id]) };
            await server.scene.grant(holder, integration, Object.fromEntries(rights.map((right) => [right, true])));
            // Rights on another integration are of no use here.
            const other = await server.scene.create(title);
            await server.scene.grant({ user_id }, other, { read: true, write: true, execute: true, debug: true });
            assert.deepEqual(await tried(era, token), wanted(rights));
          });
        }
      }

      it(`a superuser (${era})`, async () => {
        const { id, token } = await server.user(`root ${era}`);
        await server.scene.db('users').where({ id }).update({ is_superuser: true });
        assert.deepEqual(await tried(era, token), [true, 'reached']);
      });

      it(`a right that was taken away (${era})`, async () => {
        const grant = { on: integration, rights: { execute: true } };
        const { id, token } = await server.user(`former ${era}`, grant);
        assert.deepEqual(await tried(era, token), [true, 'reached']);
        await server.scene.db('integration_permissions').where({ user_id: id }).del();
        assert.deepEqual(await tried(era, token), [false, 'unknown_tool']);
      });
    }
  });
});
