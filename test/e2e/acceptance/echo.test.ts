import assert from 'node:assert/strict';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { Assistant, type Step, titles } from './assistant.js';
import { basic, postJson } from './caller.js';

const MASK = 'XXXXXXXXXXXX';

const ECHO = {
  sequence: 10,
  system: 'ECHO',
  service_name: 'N/A',
  formula_variable: 'msg_echo',
  fieldmappings: [
    { field: 'value', value: 'input.payload.data' },
    { field: 'nested.value', value: 'input.payload.data' },
    { field: 'data', value: 'Array(3).fill(input.payload.data)', value_type: 'list' },
  ],
};
const TWICE = {
  sequence: 20,
  system: 'ECHO',
  service_name: 'N/A',
  formula_variable: 'msg_twice_echo',
  call_for_each: 'msg_echo.response.payload.data',
  call_if: "typeof sritem === 'string'",
  fieldmappings: [{ field: 'value', value: 'sritem' }],
};

describe('echoes, masks and hooks (domain.md 10.7)', () => {
  let gateway: TestGateway;
  let ann: Assistant;
  let count = 0;
  let name: string;
  before(async () => {
    gateway = await startTestGateway();
    ann = await Assistant.at(gateway, '2026-07-28', 'ann', 'a pass phrase');
  });
  beforeEach(() => {
    name = `echo_${++count}`;
  });
  after(() => gateway.stop());

  const requests = (steps: readonly Step[], label: string) =>
    steps.filter((step) => step.type === 'REQUEST' && step.label === label);

  it('calls once, and then once for each text', async () => {
    await ann.write(name, { servicerequests: [ECHO, TWICE] });
    const { steps } = await ann.runAndLook(name, { data: 'some text' });
    const [one] = requests(steps, 'msg_echo');
    const sent = { value: 'some text', nested: { value: 'some text' }, data: Array(3).fill('some text') };
    assert.deepEqual(one?.request, { service_name: 'N/A', payload: sent, sub_requests: {} });
    assert.deepEqual(one?.response, { success: true, payload: sent, messages: [] });
    assert.deepEqual(
      requests(steps, 'msg_twice_echo').map(({ response }) => response.payload),
      Array(3).fill({ value: 'some text' }),
    );
    assert.deepEqual(titles(steps), [
      'INPUT',
      'REQUEST msg_echo',
      ...Array(3).fill('REQUEST msg_twice_echo'),
      'OUTPUT',
    ]);
  });

  it('calls for no item that is no text', async () => {
    await ann.write(name, { servicerequests: [ECHO, TWICE] });
    const { answer, steps } = await ann.runAndLook(name, { data: 7 });
    assert.equal(answer.success, true);
    assert.deepEqual(titles(steps), ['INPUT', 'REQUEST msg_echo', 'OUTPUT']);
  });

  describe('with a mask, a rule and hooks', () => {
    const masked = {
      integration: {
        http_api: true,
        on_success_hook: 'output.payload = { said: msg_echo.response.payload.value, times: msg_twice_echo.length }',
        on_failure_hook: "debug('it has failed', 'on_failure')",
        finally_hook: "debug('it is over', 'finally')",
      },
      masks: [{ type: 'INPUT', field: 'data', abort_if_not_applied_x_times: 1 }],
      validationrules: [{ type: 'INPUT', field: 'data', rule: '_.includes("text")' }],
      servicerequests: [ECHO, TWICE],
    };
    const debugs = (steps: readonly Step[]) =>
      steps.filter(({ type }) => type === 'DEBUG').map(({ label, content }) => [label, content]);

    it('hides the text in the history, and not from the integration, nor from its caller', async () => {
      await ann.write(name, masked);
      const payload = { data: 'secret text' };
      const { status, body, runHistoryId } = await postJson(gateway, name, payload, basic('ann', 'a pass phrase'));
      assert.deepEqual([status, body], [200, { said: 'secret text', times: 3 }]);
      const { run, steps } = await ann.history(runHistoryId as number);
      assert.equal(run.input_masked, true);
      assert.deepEqual(steps[0]?.content.payload, { data: MASK });
      const [one] = requests(steps, 'msg_echo');
      assert.deepEqual(one?.request.payload, { value: MASK, nested: { value: MASK }, data: Array(3).fill(MASK) });
      assert.deepEqual(steps.at(-1)?.content.payload, { said: MASK, times: 3 });
      assert.deepEqual(debugs(steps), [['finally', 'it is over']]);

      const { answer } = await ann.runAndLook(name, payload);
      assert.deepEqual([answer.success, answer.result], [true, { said: MASK, times: 3 }]);
    });

    it('runs both hooks at the end when a rule is not passed, and calls nothing', async () => {
      await ann.write(name, masked);
      const { answer, steps } = await ann.runAndLook(name, { data: 'a word' });
      assert.deepEqual([answer.success, answer.error_type], [false, 'validation_failed']);
      assert.deepEqual(titles(steps), [
        'INPUT',
        'VALIDATION FAILURE data',
        'FAILURE',
        'DEBUG on_failure',
        'DEBUG finally',
        'OUTPUT',
      ]);
      assert.deepEqual(debugs(steps), [
        ['on_failure', 'it has failed'],
        ['finally', 'it is over'],
      ]);
    });

    it('fails when the mask finds nothing to hide', async () => {
      await ann.write(name, masked);
      const { answer, steps } = await ann.runAndLook(name, { other: 'text' });
      assert.deepEqual([answer.success, answer.error_type], [false, 'mask_not_applied']);
      assert.deepEqual(titles(steps), ['INPUT', 'FAILURE field', 'DEBUG on_failure', 'DEBUG finally', 'OUTPUT']);
    });
  });

  for (const abort of [true, false]) {
    it(`a field that must not be null ${abort ? 'fails the run' : 'fails the call alone when the abort flag is off'}`, async () => {
      const hooks = {
        after_prepare_request_failure_hook: "debug('no request', 'prepare')",
        after_overall_failure_hook: "debug('no answer', 'overall')",
      };
      const last = { ...ECHO, sequence: 30, formula_variable: 'last', fieldmappings: [] };
      await ann.write(name, {
        integration: { on_failure_hook: "debug('it has failed', 'on_failure')" },
        servicerequests: [{ ...ECHO, ...hooks, abort_after_execute_request_failure: abort }, last],
      });
      const { answer, steps } = await ann.runAndLook(name, {});
      assert.equal(answer.success, !abort);
      const ended = ['INPUT', 'DEBUG prepare', 'REQUEST msg_echo', 'DEBUG overall'];
      if (abort) assert.match(answer.message, /field mapping value.*null.*not nullable/);
      const after = abort ? ['FAILURE value', 'DEBUG on_failure', 'OUTPUT'] : ['REQUEST last', 'OUTPUT'];
      assert.deepEqual(titles(steps), [...ended, ...after]);
      assert.equal(steps.find(({ label }) => label === 'msg_echo')?.failed, true);
    });
  }

  describe('the sample of masks (domain.md 10.8)', () => {
    const payload = {
      people: [
        { name: 'Ann', private_info: 'born in Bern' },
        { name: 'Bob', private_info: 'likes cheese', 'key:12': { special: true } },
      ],
      'top:level:colon': true,
    };
    const masks = [
      { type: 'INPUT', field: '["top:level:colon"]', abort_if_not_applied_x_times: 1 },
      {
        type: 'INPUT',
        field: 'private_info',
        apply_to_each: 'input.payload.people',
        abort_if_not_applied_x_times: 2,
      },
      {
        type: 'INPUT',
        field: '["key:12"].special',
        apply_to_each: 'input.payload.people',
        apply_if: '["key:12"]',
        abort_if_not_applied_x_times: 1,
      },
    ];
    const shown = {
      people: [
        { name: 'Ann', private_info: MASK },
        { name: 'Bob', private_info: MASK, 'key:12': { special: MASK } },
      ],
      'top:level:colon': MASK,
    };

    for (const engine_version of ['1.0.0', '1.1.0', '1.2.0']) {
      it(`are all applied by engine ${engine_version}`, async () => {
        await ann.write(name, { integration: { config: { engine_version } }, masks });
        const { answer, steps } = await ann.runAndLook(name, payload);
        assert.equal(answer.success, true, answer.message);
        assert.deepEqual(steps[0]?.content.payload, shown);
      });

      const applies = engine_version !== '1.0.0';
      it(`engine ${engine_version} ${applies ? 'heeds' : 'ignores'} their conditions`, async () => {
        const never = { ...masks[1], apply_if: "mitem.name === 'Bob'", abort_if_not_applied_x_times: 0 };
        await ann.write(name, { integration: { config: { engine_version } }, masks: [never] });
        const { steps } = await ann.runAndLook(name, payload);
        assert.deepEqual(
          steps[0]?.content.payload.people.map((one: { private_info: string }) => one.private_info),
          applies ? ['born in Bern', MASK] : [MASK, MASK],
        );
      });
    }

    it('fail the run when one was not applied often enough', async () => {
      await ann.write(name, { masks });
      const { answer, steps } = await ann.runAndLook(name, { ...payload, people: payload.people.slice(1) });
      assert.deepEqual([answer.success, answer.error_type], [false, 'mask_not_applied']);
      assert.match(answer.message, /private_info/);
      assert(!JSON.stringify([answer, steps]).includes('cheese'));
    });
  });
});
