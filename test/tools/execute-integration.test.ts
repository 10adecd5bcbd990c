import assert from 'node:assert/strict';
import { RunRefused } from '../../src/engine/runner.js';
import type { GatewayEvent } from '../../src/events/event-bus.js';
import { LocalEventBus } from '../../src/events/local-event-bus.js';
import { LARGEST_RESULT } from '../../src/tools/run-answer.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';
import { type Beside, callTool } from './calling.js';
import { type ScriptedRun, ScriptedRunner } from './scripted-runner.js';

const SCHEMA = {
  type: 'object',
  required: ['amount'],
  properties: { amount: { type: 'integer' }, items: { type: 'array', items: { type: 'string' } } },
  additionalProperties: false,
};

describe('execute_integration', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let runner: ScriptedRunner;
    let events: GatewayEvent[];
    let bus: LocalEventBus;
    let id: number;
    let tool: { name: string; description: string; input_schema: Record<string, unknown> };
    before(async () => {
      scene = await sceneOn(await open());
    });
    let count = 0;
    beforeEach(async () => {
      scene.next();
      id = await scene.create(scene.name);
      runner = new ScriptedRunner();
      events = [];
      bus = new LocalEventBus(() => {});
      bus.subscribe((event) => void events.push(event));
      tool = { name: `Book_${++count}`, description: 'Books.', input_schema: SCHEMA };
    });

    const execute = (args: Record<string, unknown>, beside: Beside = {}) =>
      callTool(
        scene,
        'execute_integration',
        { integration_name: scene.name, ...args },
        { runner, events: bus, ...beside },
      );
    const registered = () => execute({ payload: { amount: 1 }, tool_definition: tool });

    it('asks for a tool definition when there is no tool, and runs nothing', async () => {
      const answer = await execute({ payload: { amount: 1 } });
      assert.deepEqual(
        [answer.success, answer.error, answer.requires_tool_definition],
        [false, 'requires_tool_definition', true],
      );
      assert.match(answer.message, /input_schema/);
      assert.equal(runner.runs.length, 0);
    });

    it('registers the tool, tells everyone, and runs', async () => {
      assert.deepEqual(await registered(), {
        success: true,
        integration: { id, path_name: scene.name },
        result: { echo: { amount: 1 } },
        status: 200,
        run_history_id: 1,
        milliseconds: 1.5,
        registered_tool: tool.name,
      });
      assert.deepEqual(events, [{ type: 'tools_changed' }]);
      const { request } = runner.runs[0] as ScriptedRun;
      assert.deepEqual(request, {
        integrationId: id,
        actor: { id: scene.userId, username: 'ann', email: null, superuser: false },
        startedBy: 'mcp',
        input: {
          payload: { amount: 1 },
          method: 'POST',
          params: {},
          path: null,
          fullpath: `/integrations/execute/${encodeURIComponent(scene.name)}`,
          headers: {},
          files: {},
          external: true,
        },
      });
      const again = await execute({ payload: { amount: 2 } });
      assert.deepEqual([again.success, again.registered_tool], [true, undefined]);
      assert.equal(events.length, 1);
    });

    it('says what of the payload does not fit, and registers and runs nothing', async () => {
      const answer = await execute({ payload: { amount: 'x', items: ['a', 1], b: 1 }, tool_definition: tool });
      assert.deepEqual([answer.success, answer.error], [false, 'invalid_payload']);
      assert.deepEqual(
        answer.validation_errors.map(({ path }: { path: string }) => path),
        ['', 'amount', 'items[1]'],
      );
      assert.equal(runner.runs.length, 0);
      assert.deepEqual(events, []);
      assert((await execute({ payload: {} })).requires_tool_definition);
    });

    it('takes the same definition again, and refuses another one', async () => {
      await registered();
      const same = { ...tool, input_schema: { ...SCHEMA, properties: { ...SCHEMA.properties } } };
      assert.equal((await execute({ payload: { amount: 1 }, tool_definition: same })).success, true);
      const other = { ...tool, description: 'Books more.' };
      await assert.rejects(execute({ payload: { amount: 1 }, tool_definition: other }), { code: 'tool_exists' });
      assert.equal(runner.runs.length, 2);
    });

    const bad: [string, { given: (tool: object) => Record<string, unknown>; want: RegExp }][] = [
      ['a built-in’s name', { given: () => ({ name: 'list_integrations' }), want: /tool of the gateway/ }],
      [
        'a built-in’s name in capitals',
        { given: () => ({ name: 'EXECUTE_integration' }), want: /tool of the gateway/ },
      ],
      ['a schema that is not of an object', { given: () => ({ input_schema: { type: 'array' } }), want: /"object"/ }],
      [
        'a schema that Ajv does not know',
        { given: () => ({ input_schema: { type: 'object', propertys: {} } }), want: /unknown keyword/ },
      ],
    ];
    for (const [name, { given, want }] of bad) {
      it(`refuses a definition with ${name}`, async () => {
        const tool_definition = { ...tool, ...given(tool) };
        await assert.rejects(execute({ payload: {}, tool_definition }), (error: { code: string; message: string }) => {
          assert.equal(error.code, 'bad_tool_definition');
          assert.match(error.message, want);
          return true;
        });
        assert.equal(runner.runs.length, 0);
      });
    }

    it('refuses a name that another integration’s tool has, in other capitals too', async () => {
      await registered();
      scene.next();
      await scene.create(scene.name);
      for (const name of [tool.name, tool.name.toUpperCase()]) {
        const tool_definition = { ...tool, name };
        await assert.rejects(execute({ payload: { amount: 1 }, tool_definition }), { code: 'bad_tool_definition' });
      }
      assert.equal(runner.runs.length, 1);
    });

    it('lets one of two win who race for a name', async () => {
      const first = scene.name;
      scene.next();
      await scene.create(scene.name);
      const both = await Promise.allSettled(
        [first, scene.name].map((integration_name) =>
          execute({ integration_name, payload: { amount: 1 }, tool_definition: tool }),
        ),
      );
      assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
      assert.equal(runner.runs.length, 1);
    });

    it('lets both of two run who race to register the same tool', async () => {
      const both = await Promise.all([registered(), registered()]);
      assert.deepEqual(
        both.map(({ success }) => success),
        [true, true],
      );
    });

    it('shows the result as the run history does, and says what of the history is missing', async () => {
      runner.script = (run) =>
        run.end({
          output: { payload: { ssn: '123' }, status: 201, headers: {} },
          shownPayload: { ssn: 'XXXXXXXXXXXX' },
          historyProblem: 'The disk is full.',
        });
      const answer = await registered();
      assert.deepEqual(
        [answer.result, answer.status, answer.history_problem],
        [{ ssn: 'XXXXXXXXXXXX' }, 201, 'The disk is full.'],
      );
    });

    it('leaves out a result that is too large, and says how large it is', async () => {
      runner.script = (run) => run.end({ shownPayload: 'x'.repeat(LARGEST_RESULT) });
      const answer = await registered();
      assert.deepEqual([answer.success, answer.result, answer.result_bytes], [true, undefined, LARGEST_RESULT + 2]);
    });

    it('has no run to name when the integration stores no history', async () => {
      runner.script = (run) => run.end({ runHistoryId: null });
      assert(!('run_history_id' in (await registered())));
    });

    it('tells a failed integration from one that was not run', async () => {
      runner.script = (run) =>
        run.end({ error: { type: 'formula_failed', message: 'x is not defined' }, shownPayload: 'Error' });
      const answer = await registered();
      assert.deepEqual(
        [answer.success, answer.error, answer.error_type, answer.message, answer.run_history_id, answer.result],
        [false, 'integration_failed', 'formula_failed', 'x is not defined', 1, 'Error'],
      );
      assert.match(answer.hint, /get_run_history/);
    });

    it('tells a gateway that failed from an integration that did', async () => {
      runner.script = (run) => run.end({ error: { type: 'gateway_failed', message: 'A thread died.' } });
      await assert.rejects(registered(), { code: 'gateway_failed', details: { run_history_id: 1 } });
    });

    const refusals: [RunRefused['code'], string][] = [
      ['inactive', 'inactive'],
      ['busy', 'busy'],
      ['stopping', 'unavailable'],
      ['not_found', 'not_found'],
    ];
    for (const [given, want] of refusals) {
      it(`answers ${want} when the runner says ${given}`, async () => {
        runner.start = async () => {
          throw new RunRefused(given, 'No.');
        };
        await assert.rejects(registered(), { code: want, message: 'No.' });
      });
    }

    it('lets what the runner throws by mistake through, for the log', async () => {
      runner.start = () => Promise.reject(new Error('a mistake'));
      await assert.rejects(registered(), /a mistake/);
    });

    it('does not wait longer than it was told, and lets the run go on', async () => {
      runner.script = () => {};
      const answer = await execute({ payload: { amount: 1 }, tool_definition: tool, wait_seconds: 1 });
      assert.deepEqual(
        [answer.running, answer.run_history_id, answer.registered_tool, 'success' in answer],
        [true, 1, tool.name, false],
      );
      assert.match(answer.message, /^After 1 s it is still running.*get_run_history/);
      assert.equal(runner.runs[0]?.cancelled, false);
    });

    it('queues a run for which nobody waits at all', async () => {
      const answer = await execute({ payload: { amount: 1 }, tool_definition: tool, wait_seconds: 0 });
      assert.deepEqual(
        [answer.running, answer.run_history_id, answer.registered_tool, 'success' in answer],
        [true, 1, tool.name, false],
      );
      assert.match(answer.message, /^It is queued.*get_run_history/);
      assert.deepEqual([runner.runs.length, runner.queued[0]?.input.payload], [0, { amount: 1 }]);
    });

    it('lets the run go on when the time of the call is up', async () => {
      runner.script = () => {};
      const answer = await execute(
        { payload: { amount: 1 }, tool_definition: tool },
        { signal: AbortSignal.timeout(20) },
      );
      assert.equal(answer.running, true);
      assert.equal(runner.runs[0]?.cancelled, false);
    });

    it('stops the run of a client that takes its call back, even before the run began', async () => {
      runner.script = () => {};
      const client = new AbortController();
      const call = execute({ payload: { amount: 1 }, tool_definition: tool }, { signal: client.signal });
      setTimeout(() => client.abort(), 20);
      await assert.rejects(call, { code: 'cancelled' });
      assert.equal(runner.runs[0]?.cancelled, true);
      await assert.rejects(execute({ payload: { amount: 1 } }, { signal: AbortSignal.abort() }), { code: 'cancelled' });
      assert.equal(runner.runs[1]?.cancelled, true);
    });

    it('reports every stage, with numbers that grow', async () => {
      const told: unknown[] = [];
      runner.script = (run) => {
        for (const [name, done, total] of [
          ['set-up', 0, 3],
          ['get', 0, 3],
          ['put', 1, 3],
          ['put', 1, 1],
          ['output', 5, 5],
        ] as const) {
          run.watch?.({ name, done, total });
        }
        run.end();
      };
      // A client that does not listen holds nobody up.
      const progress = (...args: unknown[]) => {
        told.push(args);
        return new Promise<void>(() => {});
      };
      await execute({ payload: { amount: 1 }, tool_definition: tool }, { progress });
      assert.deepEqual(told, [
        [0, 3, 'set-up'],
        [1, 3, 'get'],
        [2, 3, 'put'],
        [3, 3, 'put'],
        [5, 5, 'output'],
      ]);
    });

    it('reports nothing any more once it has answered', async () => {
      runner.script = (run) => run.watch?.({ name: 'get', done: 0, total: 2 });
      const told: unknown[] = [];
      const progress = async (...args: unknown[]) => void told.push(args);
      await execute({ payload: { amount: 1 }, tool_definition: tool }, { progress, signal: AbortSignal.timeout(20) });
      runner.runs[0]?.watch?.({ name: 'put', done: 1, total: 2 });
      assert.deepEqual(told, [[0, 2, 'get']]);
    });

    it('wants either a payload or a run, and takes null for a payload', async () => {
      for (const args of [{}, { payload: {}, run_history_id: 1 }]) {
        await assert.rejects(execute({ ...args, tool_definition: tool }), { code: 'invalid_arguments' });
      }
      const answer = await execute({ payload: null, tool_definition: tool });
      assert.equal(answer.error, 'invalid_payload');
    });

    describe('with the input of an earlier run', () => {
      const CONTENT = { payload: { amount: 7 }, files: {}, params: { a: '1' }, path: null, method: 'POST' };

      async function ranBefore(run: Record<string, unknown> = {}, content: unknown = CONTENT): Promise<number> {
        const [{ id: run_id }] = await scene.db('runs').insert(
          {
            integration_id: id,
            user_id: scene.userId,
            username: 'ann',
            started_by: 'mcp',
            status: 'failure',
            started_at: scene.now.toISOString(),
            payloads_stored: true,
            input_masked: false,
            ...run,
          },
          ['id'],
        );
        await scene.db('run_items').insert({
          run_id,
          sequence: 1,
          type: 'INPUT',
          at: scene.now.toISOString(),
          milliseconds: 0,
          failed: false,
          content: JSON.stringify(content),
        });
        return run_id;
      }

      it('runs it again', async () => {
        const run_history_id = await ranBefore();
        const answer = await execute({ run_history_id, tool_definition: tool });
        assert.deepEqual(answer.result, { echo: { amount: 7 } });
        assert.deepEqual(runner.runs[0]?.request.input.params, { a: '1' });
      });

      const unusable: [string, { given: () => Promise<number>; want: RegExp }][] = [
        ['was masked', { given: () => ranBefore({ input_masked: true }), want: /masked/ }],
        ['is not over', { given: () => ranBefore({ status: 'running' }), want: /once it is over/ }],
        ['was not stored', { given: () => ranBefore({ payloads_stored: false }), want: /not stored/ }],
        ['was redacted', { given: () => ranBefore({}, { ...CONTENT, payload: '*REDACTED*' }), want: /not stored/ }],
        ['had files', { given: () => ranBefore({}, { ...CONTENT, files: { a: {} } }), want: /files/ }],
      ];
      for (const [name, { given, want }] of unusable) {
        it(`asks for a payload when it ${name}`, async () => {
          const run_history_id = await given();
          await assert.rejects(
            execute({ run_history_id, tool_definition: tool }),
            (error: Error & { code: string }) => {
              assert.equal(error.code, 'input_not_stored');
              assert.match(error.message, want);
              return true;
            },
          );
        });
      }

      it('validates it, as any payload', async () => {
        const run_history_id = await ranBefore({}, { ...CONTENT, payload: { amount: 'x' } });
        const answer = await execute({ run_history_id, tool_definition: tool });
        assert.deepEqual([answer.error, runner.runs.length], ['invalid_payload', 0]);
      });

      it('finds no run of another integration, and none of somebody else without debug', async () => {
        const of = async (username: string, rights = {}) => {
          const name = `${username}${count}`;
          const principal = { id: await scene.user(name), username: name, scopes: null };
          await scene.grant({ user_id: principal.id }, id, { execute: true, ...rights });
          return principal;
        };
        const run_history_id = await ranBefore();
        const [eve, bob] = [await of('eve'), await of('bob', { debug: true })];
        const again = { run_history_id, tool_definition: tool };
        await assert.rejects(execute(again, { principal: eve }), { code: 'not_found' });
        const bobByApplication = { ...bob, scopes: new Set(['read', 'write', 'execute']) };
        await assert.rejects(execute(again, { principal: bobByApplication }), { code: 'not_found' });
        assert.equal((await execute(again, { principal: bob })).success, true);
        scene.next();
        await scene.create(scene.name);
        await assert.rejects(execute({ ...again, tool_definition: { ...tool, name: `Other_${count}` } }), {
          code: 'not_found',
        });
      });
    });
  });
});
