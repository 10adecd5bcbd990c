import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';
import { clients, type TestClient } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';
import { type Answer, Assistant, titles } from './assistant.js';

const fetching = (formula_variable: string, sequence: number) => ({
  sequence,
  system: 'HTTP',
  service_name: 'n/a',
  formula_variable,
  fieldmappings: [
    { field: 'method', value: '"GET"', value_type: 'str' },
    { field: 'url_path', value: `"/${formula_variable}"`, value_type: 'str' },
  ],
});

const tool_definition = {
  name: 'Look_up',
  description: 'Looks somebody up.',
  input_schema: { type: 'object', properties: { id: { type: 'integer', minimum: 1 } }, additionalProperties: false },
};

for (const [name, connect] of clients) {
  describe(`running an integration with ${name}`, function running() {
    this.timeout(60_000);
    let gateway: TestGateway;
    let web: WebStub;
    let ann: Assistant;
    let client: TestClient;
    let answered: () => void;
    let held: Promise<void>;
    before(async () => {
      gateway = await startTestGateway();
      // The second address answers when it is told to.
      web = await startWebStub(({ url }, response) => {
        if (url === '/first') return { name: 'Marte' };
        response.setHeader('Content-Type', 'application/json');
        held.then(() => response.end('{"name":"Hanssen"}'));
        return undefined;
      });
      ann = await Assistant.at(gateway);
      await ann.write('look up', {
        integration: {
          before_hook: 'keep({ began: true })',
          on_success_hook:
            'output.payload = { name: [first, second].map(({ response }) => response.payload.name).join(" ") }',
          finally_hook: "debug('over', 'finally')",
          on_failure_hook: "debug('failed', 'failure')",
        },
        servicerequests: [fetching('first', 10), fetching('second', 20)],
      });
      await gateway.bind('look up', 'HTTP', web.settings);
      client = await connect(gateway.mcpUrl, ann.token);
    });
    beforeEach(() => {
      held = new Promise((resolve) => {
        answered = resolve;
      });
      web.requests.length = 0;
    });
    after(async () => {
      await client.close();
      await gateway.stop();
      await web.stop();
    });

    const execute = async (args: object, options?: Parameters<TestClient['call']>[2]): Promise<Answer> => {
      const { content, isError } = await client.call(
        'execute_integration',
        { integration_name: 'look up', ...args },
        options,
      );
      const answer = JSON.parse(content[0]?.text ?? 'null');
      return isError ? { error: answer } : answer;
    };
    const runs = async () => (await ann.call('search_run_histories', {})).records;
    const untilAsked = async (times: number) => {
      while (web.requests.length < times) await delay(10);
    };

    it('asks for a tool definition first, and runs nothing', async () => {
      const answer = await execute({ payload: {} });
      assert.deepEqual(
        [answer.success, answer.error, answer.requires_tool_definition],
        [false, 'requires_tool_definition', true],
      );
      assert.match(answer.message, /tool_definition/);
      assert.deepEqual(await runs(), []);
    });

    it('says everything that is wrong with a payload, and runs nothing', async () => {
      const answer = await execute({ payload: { id: 0, name: 'x' }, tool_definition });
      assert.deepEqual([answer.success, answer.error], [false, 'invalid_payload']);
      assert.equal(answer.validation_errors.length, 2);
      assert.deepEqual(await runs(), []);
    });

    it('registers the tool and answers with the result', async () => {
      answered();
      const { milliseconds, run_history_id, integration, ...answer } = await execute({
        payload: { id: 7 },
        tool_definition,
      });
      assert.deepEqual(answer, {
        success: true,
        result: { name: 'Marte Hanssen' },
        status: 200,
        registered_tool: 'Look_up',
      });
      assert.equal(integration.path_name, 'look up');
      assert(milliseconds > 0);
      assert.equal((await runs())[0].run_history_id, run_history_id);
      assert((await client.tools()).includes('Look_up'));
      const { content } = await client.call('Look_up', { id: 8 });
      assert.deepEqual(JSON.parse(content[0]?.text ?? ''), { name: 'Marte Hanssen' });
    });

    it('tells of every stage to a client that asks for progress', async () => {
      answered();
      const told: { progress: number; total?: number; message?: string }[] = [];
      await execute({ payload: {} }, { onprogress: (progress) => told.push(progress) });
      assert.deepEqual(
        told.map(({ message }) => message),
        [
          'set-up',
          'INPUT masks',
          'INPUT rules',
          'before_hook',
          'first',
          'second',
          'on_success_hook',
          'finally_hook',
          'OUTPUT',
        ],
      );
      const numbers = told.map(({ progress }) => progress);
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
      assert.equal(new Set(numbers).size, numbers.length);
      for (const { progress, total } of told) assert(progress <= (total as number));
    });

    it('says that the run goes on when it takes too long, and which run it is', async () => {
      const answer = await execute({ payload: {}, wait_seconds: 1 });
      assert.equal(answer.running, true);
      assert.match(answer.message, /still running.*Do not run it again/);
      const { run } = await ann.history(answer.run_history_id);
      assert.equal(run.status, 'running');
      answered();
      for (let waited = 0; waited < 5_000 && (await runs())[0].status === 'running'; waited += 50) await delay(50);
      const { run: ended, steps } = await ann.history(answer.run_history_id);
      assert.equal(ended.status, 'success');
      assert.deepEqual(steps.at(-1)?.content.payload, { name: 'Marte Hanssen' });
    });

    it('stops the run when it cancels its call', async () => {
      const abort = new AbortController();
      const call = assert.rejects(execute({ payload: {} }, { signal: abort.signal }));
      await untilAsked(2);
      abort.abort();
      await call;
      for (let waited = 0; waited < 5_000 && (await runs())[0].status === 'running'; waited += 20) await delay(20);
      const [{ run_history_id }] = await runs();
      const { run, steps } = await ann.history(run_history_id);
      assert.deepEqual([run.status, run.error_type], ['failure', 'cancelled']);
      assert.deepEqual(titles(steps), [
        'INPUT',
        'REQUEST first',
        'REQUEST second',
        'FAILURE',
        'DEBUG failure',
        'DEBUG finally',
        'OUTPUT',
      ]);
      answered();
    });

    it('stops a run that computes, too', async () => {
      await ann.write('computing', { integration: { before_hook: "debug('begun', 'begun')\nfor (;;) {}" } });
      const abort = new AbortController();
      const began = Date.now();
      const call = assert.rejects(
        client.call(
          'execute_integration',
          {
            integration_name: 'computing',
            payload: {},
            tool_definition: { ...tool_definition, name: 'Compute' },
          },
          { signal: abort.signal },
        ),
      );
      await delay(300);
      abort.abort();
      await call;
      for (let waited = 0; waited < 5_000 && (await runs())[0].status === 'running'; waited += 20) await delay(20);
      const [{ error_type, status }] = await runs();
      assert.deepEqual([status, error_type], ['failure', 'cancelled']);
      assert(Date.now() - began < 1_900, 'it did not wait for the limit of the formula');
    });

    it('tells an integration that failed from a call that was refused', async () => {
      await ann.write('failing', { integration: { before_hook: "throw new Error('no luck')" } });
      const args = { payload: {}, tool_definition: { ...tool_definition, name: 'Fail' } };
      const failed = await client.call('execute_integration', { integration_name: 'failing', ...args });
      const { hint, milliseconds, integration, run_history_id, message, ...answer } = JSON.parse(
        failed.content[0]?.text ?? '',
      );
      assert.deepEqual(answer, {
        success: false,
        error: 'integration_failed',
        error_type: 'formula_failed',
        result: 'Error',
        status: 500,
        registered_tool: 'Fail',
      });
      assert.match(message, /integration failing, before_hook: no luck \(line 1, column \d+\)/);
      assert.notEqual(failed.isError, true);
      const refused = await execute({});
      assert.equal(refused.error.code, 'invalid_arguments');
    });

    it('runs again what an earlier run was given', async () => {
      answered();
      const first = await execute({ payload: { id: 9 } });
      const again = await execute({ run_history_id: first.run_history_id });
      assert.deepEqual([again.success, again.result], [true, first.result]);
      assert.notEqual(again.run_history_id, first.run_history_id);
      const { steps } = await ann.history(again.run_history_id);
      assert.deepEqual(steps[0]?.content.payload, { id: 9 });
    });
  });
}
