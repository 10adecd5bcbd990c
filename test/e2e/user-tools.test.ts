import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { RunRefused } from '../../src/engine/runner.js';
import { PAGE_LIMITS } from '../../src/tools/user-tools.js';
import { onEachDatabase } from '../database/harness.js';
import { echo } from '../tools/scripted-runner.js';
import { clients } from './clients.js';
import { startToolServer, type ToolServer } from './tool-server.js';
import { callTool, type Era, request, send } from './wire.js';

const ERAS: Era[] = ['2026-07-28', '2025-06-18'];
const SCHEMA = { type: 'object', required: ['amount'], properties: { amount: { type: 'integer' } } };

describe('tools that users define', () => {
  onEachDatabase((database, open) => {
    let server: ToolServer;
    let integration: number;
    let token: string;
    before(async () => {
      server = await startToolServer(await open());
      integration = await server.scene.create('Loan Booking');
      await define('book_loan', integration);
      ({ token } = await server.user('teller', { on: integration, rights: { execute: true } }));
    });
    after(() => server.stop());
    beforeEach(() => {
      server.runner.script = echo;
      server.runner.runs.length = 0;
    });

    const define = (name: string, on: number, tool: Record<string, unknown> = {}) =>
      server.scene.update(on, {
        mcp_tool: { name, description: 'Books.', input_schema: SCHEMA, active: true, ...tool },
      });
    const call = async (era: Era, bearer: string, name: string, args: unknown) => {
      const { body } = await send(server.url, request(era, bearer, 'tools/call', { name, arguments: args }));
      if (body.error) return body.error;
      return { ...body.result, json: JSON.parse(body.result.content[0].text) };
    };
    const audited = async () => (await server.scene.queries.audit.latest(1))[0];

    for (const era of ERAS) {
      describe(era, () => {
        it('are listed after the gateway’s own, as they were defined', async () => {
          const { body } = await send(server.url, request(era, token, 'tools/list'));
          assert.deepEqual(body.result.tools.at(-1), {
            name: 'book_loan',
            title: 'book_loan',
            description: 'Books.',
            inputSchema: SCHEMA,
            annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
          });
        });

        it('take their arguments as the payload, and answer with the result', async () => {
          const answer = await call(era, token, 'book_loan', { amount: 3, note: 'x' });
          assert.deepEqual([answer.isError, answer.json], [undefined, { echo: { amount: 3, note: 'x' } }]);
          assert.equal(server.runner.runs[0]?.request.integrationId, integration);
          const { tool, outcome, integration_id } = (await audited()) ?? {};
          assert.deepEqual([tool, outcome, integration_id], ['book_loan', 'ok', integration]);
        });

        const results = [null, 'text', [1, [2]], 7, false, { a: 1 }];
        for (const shownPayload of results) {
          it(`may answer ${JSON.stringify(shownPayload)}`, async () => {
            server.runner.script = (run) => run.end({ shownPayload });
            assert.deepEqual((await call(era, token, 'book_loan', { amount: 1 })).json, shownPayload);
          });
        }

        it('say what does not fit, and run nothing', async () => {
          const { isError, json } = await call(era, token, 'book_loan', { amount: '3' });
          assert.deepEqual(
            [isError, json.code, json.problems],
            [true, 'invalid_arguments', [{ path: 'amount', message: 'must be integer' }]],
          );
          assert.equal(server.runner.runs.length, 0);
        });

        it('say that the integration failed, and where to look', async () => {
          server.runner.script = (run) =>
            run.end({ error: { type: 'ended', message: 'No funds.' }, shownPayload: { a: 1 } });
          const { isError, json } = await call(era, token, 'book_loan', { amount: 1 });
          assert.deepEqual(
            [isError, json.error, json.error_type, json.message, json.run_history_id, json.result],
            [true, 'integration_failed', 'ended', 'No funds.', 1, { a: 1 }],
          );
        });

        it('say why the gateway did not run it', async () => {
          const { start } = server.runner;
          server.runner.start = async () => {
            throw new RunRefused('busy', 'Enough is running.');
          };
          try {
            const { isError, json } = await call(era, token, 'book_loan', { amount: 1 });
            assert.deepEqual([isError, json.code, json.message], [true, 'busy', 'Enough is running.']);
            assert.match(json.hint, /Try again/);
          } finally {
            server.runner.start = start;
          }
        });

        it('are forbidden to whoever sees the integration and may not execute it', async () => {
          const rights = { read: true, write: true, debug: true };
          const { token: reader } = await server.user(`reader ${era}`, { on: integration, rights });
          const { json } = await call(era, reader, 'book_loan', { amount: 1 });
          assert.deepEqual([json.code, json.permission], ['forbidden', 'execute']);
        });

        it('are unknown to whoever does not see the integration, whatever the arguments', async () => {
          const { token: stranger } = await server.user(`stranger ${era}`);
          for (const args of [{ amount: 1 }, { amount: 'x' }]) {
            const answer = await call(era, stranger, 'book_loan', args);
            assert.deepEqual([answer.code, answer.message], [-32602, 'Unknown tool: book_loan']);
          }
          assert.equal((await audited())?.outcome, 'unknown_tool');
        });

        it('are unknown under a name in other capitals, and one that nothing can have', async () => {
          // A header cannot hold a NUL, and clients of 2026-07-28 repeat the name in one.
          const odd = era === '2026-07-28' ? [] : ['a\0b'];
          for (const name of ['Book_loan', ...odd, "'; drop table mcp_tools; --"]) {
            assert.equal((await call(era, token, name, { amount: 1 })).code, -32602);
          }
        });

        it('are unknown when they are switched off', async () => {
          const id = await server.scene.create(`Off ${era}`);
          await define(`off_${era.slice(0, 4)}`, id, { active: false });
          const { token: boss } = await server.user(`boss ${era}`, { on: id, rights: { execute: true } });
          const { body } = await send(server.url, request(era, boss, 'tools/list'));
          assert(!JSON.stringify(body).includes('off_'));
          assert.equal((await call(era, boss, `off_${era.slice(0, 4)}`, { amount: 1 })).code, -32602);
        });

        it('refuse a request and an answer that are too large', async () => {
          const large = await call(era, token, 'book_loan', { amount: 1, note: 'x'.repeat(1_050_000) });
          assert.equal(large.json.code, 'request_too_large');
          server.runner.script = (run) => run.end({ shownPayload: 'x'.repeat(850 * 1024) });
          const { json } = await call(era, token, 'book_loan', { amount: 1 });
          assert.deepEqual([json.success, json.result_bytes, json.run_history_id], [true, 850 * 1024 + 2, 1]);
        });
      });
    }

    for (const [name, connect] of clients) {
      describe(name, () => {
        it('is told every stage when it asks', async () => {
          const client = await connect(server.url, token);
          const told: unknown[] = [];
          server.runner.script = (run) => {
            for (const [done, stage] of ['before_hook', 'get_customer', 'output'].entries()) {
              run.watch?.({ name: stage, done, total: 3 });
            }
            setTimeout(() => run.end({ shownPayload: 'done' }), 50);
          };
          const onprogress = (progress: unknown) => void told.push(progress);
          await client.call('book_loan', { amount: 1 }, { onprogress });
          await client.close();
          assert.deepEqual(
            told.map((progress) => JSON.parse(JSON.stringify(progress))),
            [
              { progress: 0, total: 3, message: 'before_hook' },
              { progress: 1, total: 3, message: 'get_customer' },
              { progress: 2, total: 3, message: 'output' },
            ],
          );
        });

        it('stops its run, and nobody else’s, when it takes the call back', async () => {
          server.runner.script = () => {};
          // The same person, and calls of the same number.
          const [one, other] = [await connect(server.url, token), await connect(server.url, token)];
          const taken = new AbortController();
          const calls = [
            one.call('book_loan', { amount: 1 }, { signal: taken.signal }).catch(() => 'taken back'),
            other.call('book_loan', { amount: 2 }),
          ];
          while (server.runner.runs.length < 2) await delay(5);
          const runOf = (amount: number) =>
            server.runner.runs.find(({ request }) => (request.input.payload as { amount: number }).amount === amount);
          taken.abort();
          while (!runOf(1)?.cancelled) await delay(5);
          await delay(50);
          assert.equal(runOf(2)?.cancelled, false);
          runOf(2)?.end({ shownPayload: 'done' });
          assert.equal(await calls[0], 'taken back');
          assert.equal(((await calls[1]) as { content: { text: string }[] }).content[0]?.text, '"done"');
          await one.close();
          await other.close();
        });

        it('stops its run when it goes away', async () => {
          server.runner.script = () => {};
          const client = await connect(server.url, token);
          const call = client.call('book_loan', { amount: 1 }).catch(() => 'gone');
          while (server.runner.runs.length === 0) await delay(5);
          await client.close();
          while (!server.runner.runs[0]?.cancelled) await delay(5);
          assert.equal(await call, 'gone');
        });
      });
    }

    it('count against their own rate', async () => {
      const { token: busy } = await server.user('busy', { on: integration, rights: { execute: true } });
      // The bucket refills while it is emptied.
      let code: string | undefined;
      for (let i = 0; i < 300 && code !== 'rate_limited'; i++) {
        code = (await call('2026-07-28', busy, 'book_loan', { amount: 1 })).json.code;
      }
      assert.equal(code, 'rate_limited');
      assert.equal((await callTool(server.url, '2026-07-28', busy, 'list_integrations', {})).total, 1);
    });

    describe('when there are a great many', () => {
      it('come in pages, however many they are', async function many() {
        this.timeout(60_000);
        const count = database === 'SQLite' ? 10_000 : 1_000;
        const { db, now } = server.scene;
        const at = now.toISOString();
        const numbers = Array.from({ length: count }, (_, i) => String(i).padStart(5, '0'));
        await db.batchInsert(
          'integrations',
          numbers.map((i) => ({ path_name: `Mass ${i}`, last_saved: at })),
          50,
        );
        const ids = await db('integrations').where('path_name', 'like', 'Mass %').orderBy('path_name').pluck('id');
        await db.batchInsert(
          'mcp_tools',
          ids.map((integration_id: number, i: number) => ({
            integration_id,
            name: `mass_${numbers[i]}`,
            lower_name: `mass_${numbers[i]}`,
            description: 'x'.repeat(i < 30 ? 50_000 : 100),
            input_schema: JSON.stringify(SCHEMA),
            active: true,
            created_at: at,
            updated_at: at,
          })),
          50,
        );
        await db('users').where({ username: 'teller' }).update({ is_superuser: true });
        const names: string[] = [];
        let cursor: string | undefined;
        let pages = 0;
        do {
          const began = performance.now();
          const answer = await send(server.url, request('2026-07-28', token, 'tools/list', cursor ? { cursor } : {}));
          assert(performance.now() - began < 1_000);
          const { tools, nextCursor } = answer.body.result;
          assert(tools.length <= PAGE_LIMITS.tools + 30);
          assert(JSON.stringify(tools).length < PAGE_LIMITS.characters + 100_000);
          names.push(...tools.map((tool: { name: string }) => tool.name));
          cursor = nextCursor;
          pages++;
        } while (cursor);
        const mass = names.filter((name) => name.startsWith('mass_'));
        assert.deepEqual(
          mass,
          numbers.map((i) => `mass_${i}`),
        );
        assert.equal(new Set(names).size, names.length);
        assert(pages >= count / PAGE_LIMITS.tools);
      });
    });
  });
});
