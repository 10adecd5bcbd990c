import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Running, runningOn } from './running.js';

const HOOK = (code: string) => ({ integration: { before_hook: code } });
const ECHO = { system: 'ECHO', formula_variable: 'echo' };

onEachDatabase((_, open) => {
  describe('a run', function runs() {
    this.timeout(60_000);
    let world: Running;
    before(async () => {
      world = await runningOn(await open());
    });
    after(() => world.stop());
    const types = (steps: { type: string }[]) => steps.map(({ type }) => type);

    it('goes from INPUT to OUTPUT', async () => {
      const ran = await world.run({}, { a: 1 });
      assert.equal(ran.status, 'success');
      assert.deepEqual(types(ran.steps), ['INPUT', 'OUTPUT']);
      const { user, ...content } = ran.steps[0]?.content ?? {};
      assert.deepEqual(content, {
        payload: { a: 1 },
        method: 'POST',
        params: {},
        path: null,
        fullpath: '/integrations/execute/x',
        headers: {},
        files: {},
        external: false,
      });
      assert.equal(user.username, 'ann');
      const output = { payload: `Integration ${world.name} completed successfully!`, status: 200, headers: {} };
      assert.deepEqual(ran.steps[1]?.content, output);
      assert.deepEqual(ran.output, output);
    });

    it('calls a service request', async () => {
      const ran = await world.run(
        {
          integration: { on_success_hook: 'output.payload = echo.response.payload' },
          servicerequests: [
            {
              ...ECHO,
              service_name: 'n/a',
              fieldmappings: [
                { field: 'value', value: 'input.payload.data' },
                { field: 'nested.value', value: 'input.payload.data' },
                { field: 'list[1].x', value: '2', value_type: 'str' },
              ],
            },
          ],
        },
        { data: 'hi' },
      );
      assert.equal(ran.error, null);
      assert.deepEqual(types(ran.steps), ['INPUT', 'REQUEST', 'OUTPUT']);
      const payload = { value: 'hi', nested: { value: 'hi' }, list: [null, { x: '2' }] };
      assert.deepEqual(ran.steps[1]?.request, { service_name: 'n/a', payload, sub_requests: {} });
      assert.deepEqual(ran.steps[1]?.response, { success: true, payload, messages: [] });
      assert.deepEqual(ran.output.payload, payload);
    });

    it('says where a formula failed', async () => {
      const ran = await world.run(HOOK('const a = 1\nreturn input.payload.nothing.more'));
      assert.deepEqual(types(ran.steps), ['INPUT', 'FAILURE', 'OUTPUT']);
      assert.equal(ran.error?.type, 'formula_failed');
      assert.match(
        ran.steps[1]?.stack_trace ?? '',
        /before_hook, line 2, column \d+\n {2}2 \| return input\.payload\.nothing\.more\n/,
      );
      assert.equal(ran.output.status, 500);
      assert.equal(ran.output.payload, 'Error');
    });
  });
});
