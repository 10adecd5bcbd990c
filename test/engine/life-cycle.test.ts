import assert from 'node:assert/strict';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { onEachDatabase } from '../database/harness.js';
import { hooksOf } from '../queries/hooks.js';
import { type Ran, type Running, runningOn } from './running.js';

type ServiceRequest = NonNullable<WriteRequest['servicerequests']>[number];

const say = (label: string) => `debug(null, '${label}')`;
/** All hooks, each of which says its name. */
const allHooks = (kind: 'integration' | 'servicerequest') =>
  Object.fromEntries(hooksOf(kind).map((name) => [name, say(name)]));
const requestHooks = allHooks('servicerequest');
const integrationHooks = allHooks('integration');

/** A request that echoes, with a mapping. */
const echo = (more: Partial<ServiceRequest> = {}): ServiceRequest => ({
  system: 'ECHO',
  formula_variable: 'echo',
  fieldmappings: [{ field: 'value', value: '1' }],
  ...more,
});
/** A request to a system that is not bound, so its execution fails. */
const failing = (more: Partial<ServiceRequest> = {}): ServiceRequest => echo({ system: 'HTTP', ...more });

/** The steps in short: a debug step by its label. */
const course = ({ steps }: Ran): string[] =>
  steps.map(({ type, label }) => (type === 'DEBUG' ? String(label) : label ? `${type} ${label}` : type));

const success = ['before_prepare_request_hook', 'after_prepare_request_success_hook', 'before_execute_request_hook'];
const done = ['after_execute_request_success_hook', 'after_overall_success_hook'];

const courses: [string, { given: WriteRequest; want: string[]; status: 'success' | 'failure' }][] = [
  [
    'all goes well',
    {
      given: { integration: integrationHooks, servicerequests: [echo(requestHooks)] },
      want: ['INPUT', 'before_hook', ...success, 'REQUEST echo', ...done, 'on_success_hook', 'finally_hook', 'OUTPUT'],
      status: 'success',
    },
  ],
  [
    'preparing fails, and the run with it',
    {
      given: {
        integration: integrationHooks,
        servicerequests: [echo({ ...requestHooks, fieldmappings: [{ field: 'a', value: 'null' }] })],
      },
      want: [
        'INPUT',
        'before_hook',
        'before_prepare_request_hook',
        'after_prepare_request_failure_hook',
        'REQUEST echo',
        'after_overall_failure_hook',
        'FAILURE value',
        'on_failure_hook',
        'finally_hook',
        'OUTPUT',
      ],
      status: 'failure',
    },
  ],
  [
    'preparing fails, and the run goes on',
    {
      given: {
        integration: integrationHooks,
        servicerequests: [
          echo({
            ...requestHooks,
            abort_after_execute_request_failure: false,
            fieldmappings: [{ field: 'a', value: 'null' }],
          }),
          echo({ formula_variable: 'next' }),
        ],
      },
      want: [
        'INPUT',
        'before_hook',
        'before_prepare_request_hook',
        'after_prepare_request_failure_hook',
        'REQUEST echo',
        'after_overall_failure_hook',
        'REQUEST next',
        'on_success_hook',
        'finally_hook',
        'OUTPUT',
      ],
      status: 'success',
    },
  ],
  [
    'executing fails',
    {
      given: { integration: integrationHooks, servicerequests: [failing(requestHooks)] },
      want: [
        'INPUT',
        'before_hook',
        ...success,
        'REQUEST echo',
        'after_execute_request_failure_hook',
        'after_overall_failure_hook',
        'FAILURE',
        'on_failure_hook',
        'finally_hook',
        'OUTPUT',
      ],
      status: 'failure',
    },
  ],
  [
    'executing fails, and the run goes on',
    {
      given: {
        servicerequests: [failing({ abort_after_execute_request_failure: false }), echo({ formula_variable: 'next' })],
      },
      want: ['INPUT', 'REQUEST echo', 'REQUEST next', 'OUTPUT'],
      status: 'success',
    },
  ],
  ...hooksOf('servicerequest')
    .filter((name) => /success|before/.test(name))
    .map((name): (typeof courses)[number] => [
      `${name} throws, and the run goes on`,
      {
        given: {
          servicerequests: [
            echo({ [name]: 'throw new Error("no")', abort_after_execute_request_failure: false }),
            echo({ formula_variable: 'next' }),
          ],
        },
        want: [
          'INPUT',
          'REQUEST echo',
          ...(/after_execute|after_overall/.test(name) ? ['FAILURE echo'] : []),
          'REQUEST next',
          'OUTPUT',
        ],
        status: 'success',
      },
    ]),
  [
    'before_hook throws',
    {
      given: { integration: { ...integrationHooks, before_hook: 'throw new Error("no")' }, servicerequests: [echo()] },
      want: ['INPUT', 'FAILURE before_hook', 'on_failure_hook', 'finally_hook', 'OUTPUT'],
      status: 'failure',
    },
  ],
  [
    'on_success_hook throws',
    {
      given: { integration: { ...integrationHooks, on_success_hook: 'throw new Error("no")' } },
      want: ['INPUT', 'before_hook', 'FAILURE on_success_hook', 'on_failure_hook', 'finally_hook', 'OUTPUT'],
      status: 'failure',
    },
  ],
  [
    'on_failure_hook throws as well',
    {
      given: {
        integration: {
          ...integrationHooks,
          before_hook: 'throw new Error("a")',
          on_failure_hook: 'throw new Error("b")',
        },
      },
      want: ['INPUT', 'FAILURE before_hook', 'FAILURE on_failure_hook', 'finally_hook', 'OUTPUT'],
      status: 'failure',
    },
  ],
  [
    'finally_hook throws',
    {
      given: { integration: { ...integrationHooks, finally_hook: 'throw new Error("no")' } },
      want: ['INPUT', 'before_hook', 'on_success_hook', 'FAILURE finally_hook', 'OUTPUT'],
      status: 'failure',
    },
  ],
  [
    'the integration ends itself',
    {
      given: { integration: { ...integrationHooks, before_hook: 'end({ why: "x" }, 422); debug(1, "still here")' } },
      want: ['INPUT', 'still here', 'FAILURE', 'on_failure_hook', 'finally_hook', 'OUTPUT'],
      status: 'failure',
    },
  ],
  [
    'call_if does not hold',
    {
      given: { servicerequests: [echo({ ...requestHooks, call_if: 'false' }), echo({ formula_variable: 'next' })] },
      want: ['INPUT', 'REQUEST next', 'OUTPUT'],
      status: 'success',
    },
  ],
  [
    'what is switched off is left out',
    {
      given: { servicerequests: [echo({ active: false }), echo({ formula_variable: 'next' })] },
      want: ['INPUT', 'REQUEST next', 'OUTPUT'],
      status: 'success',
    },
  ],
  [
    'there are no sub requests',
    {
      given: { servicerequests: [failing({ ...requestHooks, skip_execute_if_no_sub_requests: true })] },
      want: ['INPUT', ...success.slice(0, 2), 'REQUEST echo', 'after_overall_success_hook', 'OUTPUT'],
      status: 'success',
    },
  ],
  [
    'INPUT rules fail, all of them',
    {
      given: {
        integration: integrationHooks,
        validationrules: [
          { type: 'INPUT', field: 'input.payload.a', rule: '_ === 1', message_substitution_name: 'A' },
          { type: 'INPUT', field: 'input.payload.b', rule: '_.c.d', message_substitution_name: 'B' },
          { type: 'INPUT', field: '1', rule: '_ === 1' },
        ],
      },
      want: [
        'INPUT',
        'VALIDATION FAILURE A',
        'VALIDATION FAILURE B',
        'FAILURE',
        'on_failure_hook',
        'finally_hook',
        'OUTPUT',
      ],
      status: 'failure',
    },
  ],
  [
    'a rule that does not abort fails',
    {
      given: {
        validationrules: [
          { type: 'INPUT', field: '1', rule: 'false', abort_on_failure: false, fail_hook: 'debug(vrmsg, "hook")' },
        ],
        servicerequests: [echo()],
      },
      want: ['INPUT', 'hook', 'VALIDATION FAILURE 1', 'REQUEST echo', 'OUTPUT'],
      status: 'success',
    },
  ],
  [
    'a formula cannot be read',
    {
      given: { integration: integrationHooks, servicerequests: [echo({ call_if: 'a b' })] },
      want: ['INPUT', 'FAILURE', 'on_failure_hook', 'finally_hook', 'OUTPUT'],
      status: 'failure',
    },
  ],
];

onEachDatabase((_, open) => {
  describe('the life cycle', function cycles() {
    this.timeout(60_000);
    let world: Running;
    before(async () => {
      world = await runningOn(await open());
    });
    after(() => world.stop());

    for (const [name, { given, want, status }] of courses) {
      it(name, async () => {
        const ran = await world.run(given);
        assert.deepEqual(course(ran), want);
        assert.equal(ran.status, status);
        assert.equal(ran.steps.at(-1)?.failed, status === 'failure');
        for (const step of ran.steps) if (step.type === 'FAILURE') assert(step.stack_trace && step.messages);
      });
    }

    it('gives the value of an expression in parentheses', async () => {
      const ran = await world.run({
        integration: { on_success_hook: 'output.payload = echo.response.payload' },
        servicerequests: [
          echo({
            fieldmappings: [
              { field: 'a', value: '(input.payload.a || 5)' },
              { field: 'b', value: '("x")' },
            ],
          }),
        ],
      });
      assert.deepEqual([ran.error, ran.output.payload], [null, { a: 5, b: 'x' }]);
    });

    it('calls once for each item, with what it iterates over', async () => {
      const ran = await world.run(
        {
          integration: { on_success_hook: 'output.payload = echo.map((call) => call.response.payload)' },
          servicerequests: [
            echo({
              call_for_each: 'input.payload',
              call_if: 'sritem !== "b"',
              fieldmappings: [{ field: 'v', value: '[sritem, sridx, srindex, echo.request.payload.v ?? null]' }],
            }),
          ],
        },
        ['a', 'b', 'c'],
      );
      assert.deepEqual(ran.output.payload, [{ v: ['a', 0, 0, null] }, { v: ['c', 2, 2, null] }]);
      assert.deepEqual(course(ran), ['INPUT', 'REQUEST echo', 'REQUEST echo', 'OUTPUT']);
    });

    it('puts the requests of children into their parent', async () => {
      const id = await world.make({ servicerequests: [echo({ formula_variable: 'parent' })] });
      const { components } = await world.read(id);
      const parent = components.servicerequest?.[0]?.id as number;
      await world.update(id, {
        integration: { on_success_hook: 'output.payload = parent.request.sub_requests' },
        servicerequests: [
          { ...echo({ formula_variable: 'child', service_name: 'c' }), parent_servicerequest_id: parent },
          {
            ...echo({
              formula_variable: 'each',
              call_for_each: '[1, 2]',
              fieldmappings: [{ field: 'n', value: 'sritem' }],
            }),
            parent_servicerequest_id: parent,
          },
          { ...echo({ formula_variable: 'never', call_if: 'false' }), parent_servicerequest_id: parent },
        ],
      });
      const ran = await world.execute(id);
      const of = (service_name: string | null, payload: object) => ({ service_name, payload, sub_requests: {} });
      assert.equal(ran.error, null);
      assert.deepEqual(ran.output.payload, {
        child: of('c', { value: 1 }),
        each: [of(null, { n: 1 }), of(null, { n: 2 })],
      });
      assert.deepEqual(course(ran), ['INPUT', 'REQUEST parent', 'OUTPUT']);
    });

    it('hides masked values in the history, and not from the integration', async () => {
      const ran = await world.run(
        {
          integration: {
            on_success_hook:
              'output.payload = { got: echo.response.payload, ssn: input.payload.ssn }; debug("ssn " + input.payload.ssn, "x"); add_run_label("of:" + input.payload.ssn)',
          },
          masks: [{ type: 'INPUT', field: 'ssn', abort_if_not_applied_x_times: 1 }],
          servicerequests: [echo({ fieldmappings: [{ field: 'a', value: 'input.payload.ssn' }] })],
        },
        { ssn: '078-05-1120', name: 'A' },
      );
      assert.equal(ran.error, null);
      assert.deepEqual(ran.output.payload, { got: { a: '078-05-1120' }, ssn: '078-05-1120' });
      const mask = 'XXXXXXXXXXXX';
      assert.deepEqual(ran.shownPayload, { got: { a: mask }, ssn: mask });
      assert.deepEqual(ran.steps[0]?.content.payload, { ssn: mask, name: 'A' });
      assert.deepEqual(ran.labels, [`of:${mask}`]);
      assert(!JSON.stringify(ran.steps).includes('078-05-1120'));
      assert(JSON.stringify(ran.steps).includes(`ssn ${mask}`));
    });

    it('fails when a mask is not applied as often as it must be', async () => {
      const ran = await world.run({ masks: [{ type: 'INPUT', field: 'ssn', abort_if_not_applied_x_times: 1 }] }, {});
      assert.equal(ran.error?.type, 'mask_not_applied');
      assert.match(ran.error?.message ?? '', /mask ssn was applied 0 times, and must be 1/);
    });

    it('shows nothing of an input whose masks could not be applied', async () => {
      const ran = await world.run(
        {
          integration: { on_failure_hook: 'output.payload = { copy: input.payload.ssn }' },
          masks: [{ type: 'INPUT', field: 'ssn', apply_if: 'nothing.here' }],
        },
        { ssn: '078-05-1120' },
      );
      assert.equal(ran.error?.type, 'formula_failed');
      assert(!JSON.stringify(ran.steps).includes('078-05-1120'));
    });

    it('masks a response', async () => {
      const made = await world.make({
        servicerequests: [
          echo({ fieldmappings: [{ field: 'people', value: '[{ id: 1, key: "secret-1" }, { id: 2 }]' }] }),
        ],
      });
      const request = (await world.read(made)).components.servicerequest?.[0]?.id as number;
      await world.update(made, {
        masks: [
          {
            type: 'RESPONSE',
            servicerequest_id: request,
            field: 'key',
            apply_to_each: 'people',
            abort_if_not_applied_x_times: 1,
          },
        ],
      });
      const ran = await world.execute(made);
      assert.equal(ran.error, null);
      const step = ran.steps.find(({ type }) => type === 'REQUEST');
      assert.deepEqual(step?.response.payload.people, [{ id: 1, key: 'XXXXXXXXXXXX' }, { id: 2 }]);
      assert.deepEqual(step?.request.payload.people[0].key, 'XXXXXXXXXXXX');
    });

    it('tells those who watch of every stage', async () => {
      const ran = await world.run({
        integration: integrationHooks,
        servicerequests: [echo(), echo({ formula_variable: 'b' })],
      });
      assert.deepEqual(ran.stages, [
        'set-up',
        'INPUT masks',
        'INPUT rules',
        'before_hook',
        'echo',
        'b',
        'on_success_hook',
        'finally_hook',
        'OUTPUT',
      ]);
    });

    it('keeps no history when it must not, and no payloads', async () => {
      const none = await world.run({ integration: { config: { store_run_history: false } } });
      assert.equal(none.runHistoryId, null);
      assert.equal(none.status, 'success');
      const bare = await world.run(
        {
          integration: { config: { store_payload_in_run_history: false } },
          servicerequests: [echo({ fieldmappings: [{ field: 'a', value: 'input.payload.a' }] })],
        },
        { a: 'something private' },
      );
      assert(!JSON.stringify(bare.steps).includes('something private'));
      assert.equal(bare.steps[0]?.content.payload, '*REDACTED*');
    });

    it('calls another integration, and records both', async () => {
      await world.make({
        integration: {
          on_success_hook:
            'output.payload = [parentint.input.payload.x, input.payload, parentint.run_history_id]; output.status = 201',
        },
      });
      const child = world.name;
      const ran = await world.run(
        { integration: { before_hook: `const called = await callint('${child}', { y: 2 }); output.payload = called` } },
        { x: 1 },
      );
      assert.equal(ran.error, null);
      const { run_history_id, ...called } = ran.output.payload as { run_history_id: number };
      assert.deepEqual(called, { payload: [1, { y: 2 }, ran.runHistoryId], status: 201, headers: {} });
      assert.deepEqual(course(ran), ['INPUT', `CALLINT ${child}`, 'OUTPUT']);
      const row = await world.db('runs').where({ id: run_history_id }).first();
      assert.deepEqual([row.parent_run_id, row.status, row.started_by], [ran.runHistoryId, 'success', 'callint']);
    });

    it('does not let integrations call one another without end', async () => {
      world.next();
      const name = world.name;
      const id = await world.create(name, {
        integration: { before_hook: `output.payload = (await callint('${name}')).payload` },
      });
      const ran = await world.execute(id);
      const count = await world.db('runs').where({ integration_id: id }).count({ n: '*' }).first();
      assert.equal(Number(count?.n), 11);
      assert.equal(ran.output.payload, 'Error');
    });

    it('ends a run that is cancelled, with its last hooks', async () => {
      const id = await world.make({ integration: { ...integrationHooks, before_hook: 'for (;;) {}' } });
      const run = await world.runner.start({
        integrationId: id,
        actor: { id: world.userId, username: 'ann', email: null, superuser: false },
        startedBy: 'mcp',
        input: {
          payload: {},
          method: 'POST',
          params: {},
          path: null,
          fullpath: '/',
          headers: {},
          files: {},
          external: false,
        },
      });
      setTimeout(() => run.cancel(), 300);
      const result = await run.result;
      assert.equal(result.error?.type, 'cancelled');
      assert.equal(result.milliseconds < 1500, true);
      const steps = await world.history(run.runHistoryId as number);
      assert.deepEqual(
        steps.map(({ type, label }) => (type === 'DEBUG' ? label : type)),
        ['INPUT', 'FAILURE', 'on_failure_hook', 'finally_hook', 'OUTPUT'],
      );
    });
  });
});
