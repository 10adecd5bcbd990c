import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { clients, type TestClient } from './clients.js';
import { startTestGateway, type TestGateway } from './gateway.js';

const ANY = { type: 'object' };

for (const [database, make] of Object.entries(freshDatabase)) {
  describe(`execute_integration and the engine, on ${database}`, function onDatabase() {
    this.timeout(60_000);
    let fresh: FreshDatabase;
    let gateway: TestGateway;
    let token: string;
    let client: TestClient;
    let count = 0;
    before(async () => {
      fresh = await make();
      gateway = await startTestGateway(fresh.url);
      ({ token } = await gateway.user('ann'));
    });
    after(async () => {
      await gateway.stop();
      await fresh.remove();
    });

    for (const [name, connect] of clients) {
      describe(name, () => {
        let integration_name: string;
        let tool: string;
        before(async () => {
          client = await connect(gateway.mcpUrl, token);
        });
        after(() => client.close());
        beforeEach(() => {
          integration_name = `Booking ${++count}`;
          tool = `book_${count}`;
        });

        // biome-ignore lint/suspicious/noExplicitAny: the tests read what they expect and fail on the rest
        const call = async (name: string, args: Record<string, unknown>, options = {}): Promise<any> => {
          const { content, isError } = await client.call(name, args, options);
          const value = JSON.parse(content[0]?.text ?? 'null');
          return isError ? { failed: value } : value;
        };
        const write = (args: Record<string, unknown>) =>
          call('write_integration', { integration_name, create_if_missing: true, ...args });
        const define = () => write({ mcp_tool: { name: tool, description: 'Books.', input_schema: ANY } });

        it('registers a tool, runs, and shows what is masked in the history as masked', async () => {
          await write({
            servicerequests: [
              {
                system: 'ECHO',
                formula_variable: 'echo',
                fieldmappings: [{ field: 'ssn', value: 'input.payload.ssn' }],
              },
            ],
            integration: { finally_hook: 'output.payload = { ssn: input.payload.ssn, kept: 1 }' },
            masks: [{ type: 'INPUT', field: 'ssn' }],
          });
          const stages: string[] = [];
          const answer = await call(
            'execute_integration',
            {
              integration_name,
              payload: { ssn: '123-45-6789' },
              tool_definition: { name: tool, description: 'Books.', input_schema: ANY },
            },
            { onprogress: ({ message }: { message: string }) => stages.push(message) },
          );
          assert.equal(answer.success, true, JSON.stringify(answer));
          assert.equal(answer.registered_tool, tool);
          assert(!JSON.stringify(answer).includes('123-45-6789'), JSON.stringify(answer));
          assert.equal(answer.result.kept, 1);
          assert(stages.includes('echo'), stages.join());
          assert.equal((await call(tool, { ssn: '123-45-6789' })).kept, 1);
          const { failed } = await call('execute_integration', {
            integration_name,
            run_history_id: answer.run_history_id,
          });
          assert.equal(failed.code, 'input_not_stored');
        });

        it('runs again with the input of an earlier run, and says why a run failed', async () => {
          await define();
          const hook = 'output.payload = { doubled: input.payload.n * 2 }';
          await write({ integration: { before_hook: hook, config: { store_payload_in_run_history: true } } });
          const first = await call('execute_integration', { integration_name, payload: { n: 21 } });
          assert.deepEqual(first.result, { doubled: 42 });
          await write({ integration: { before_hook: 'output.payload = input.payload.n.m.o' } });
          const again = await call('execute_integration', {
            integration_name,
            run_history_id: first.run_history_id,
          });
          assert.deepEqual([again.success, again.error_type], [false, 'formula_failed']);
          assert.match(again.message, /before_hook/);
          const { failed } = await call(tool, { n: 1 });
          assert.equal(failed.error, 'integration_failed');
        });

        it('refuses an integration that is switched off', async () => {
          await define();
          await write({ integration: { active: false } });
          const { failed } = await call('execute_integration', { integration_name, payload: {} });
          assert.equal(failed.code, 'inactive');
        });

        it('answers in time, and the run goes on', async () => {
          await define();
          await write({ integration: { before_hook: 'const end = Date.now() + 700; while (Date.now() < end);' } });
          const answer = await call('execute_integration', { integration_name, payload: {}, wait_seconds: 0 });
          assert.equal(answer.running, true);
          const statusOf = async () => (await gateway.queries.runHistory.run(answer.run_history_id))?.status;
          const seen = new Set<string | undefined>();
          for (let status = await statusOf(); ; status = await statusOf()) {
            seen.add(status);
            if (status !== 'queued' && status !== 'running') break;
            await delay(50);
          }
          // It may have begun before it was first looked at.
          seen.delete('queued');
          assert.deepEqual([...seen], ['running', 'success']);
        });

        it('is stopped when its client takes the call back', async () => {
          await define();
          await write({ integration: { before_hook: 'while (true);' } });
          const taken = new AbortController();
          const call = client.call('execute_integration', { integration_name, payload: {} }, { signal: taken.signal });
          setTimeout(() => taken.abort(), 300);
          await assert.rejects(call);
          let outcome: string | undefined;
          for (let i = 0; i < 100 && outcome !== 'cancelled'; i++) {
            await delay(50);
            [outcome] = (await gateway.queries.audit.latest(1)).map((row) => row.outcome);
          }
          assert.equal(outcome, 'cancelled');
        });
      });
    }
  });
}
