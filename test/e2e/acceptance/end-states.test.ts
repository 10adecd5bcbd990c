import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hooksOf } from '../../queries/hooks.js';
import { startTestGateway, type TestGateway } from '../gateway.js';
import { startWebStub, type WebStub } from '../stubs/web-stub.js';
import { Assistant } from './assistant.js';

const HOOKS = hooksOf('servicerequest');
const INTEGRATION_HOOKS = hooksOf('integration');
const RULE = ['field', 'rule', 'apply_if', 'apply_to_each', 'pass_hook', 'fail_hook'];
const MAPPING = ['value', 'field', 'include_for_each', 'include_if'];

/** Every place of an integration where a formula may stand. */
const places: string[] = [
  ...INTEGRATION_HOOKS.map((field) => `integration.${field}`),
  ...['request', 'parent', 'child'].flatMap((name) =>
    ['call_for_each', 'call_if', ...HOOKS].map((field) => `${name}.${field}`),
  ),
  ...['request', 'child'].flatMap((name) => MAPPING.map((field) => `${name} mapping.${field}`)),
  ...['INPUT', 'REQUEST', 'RESPONSE'].flatMap((type) => RULE.map((field) => `${type} rule.${field}`)),
  ...['INPUT', 'RESPONSE'].flatMap((type) =>
    ['field', 'apply_if', 'apply_to_each'].map((field) => `${type} mask.${field}`),
  ),
];

/** What a formula may do to the run. Each is an expression, and a statement. */
const mischief: Record<string, string> = {
  'throws an error': '(() => { throw new Error("it broke") })()',
  'throws a text': '(() => { throw "it broke" })()',
  'throws null': '(() => { throw null })()',
  'throws what cannot be shown': '(() => { throw { get message() { throw 1 }, toString() { throw 2 } } })()',
  'throws what has no prototype': '(() => { throw Object.create(null) })()',
  'reads from null': 'null.x',
  'uses a name that there is not': 'no_such_name',
  'calls itself for ever': '(function f() { return 1 + f() })()',
  'rejects later': 'Promise.reject(new Error("it broke"))',
  'ends the run': 'end("over", 418)',
  'wants all memory': '(() => { const all = []; for (;;) all.push("x".repeat(1e6) + all.length) })()',
  'gives what is no JSON': '(() => { const a = { b: 1n, s: Symbol("s") }; a.a = a; return a })()',
  'spoils the output': '(() => { const a = []; a[0] = a; output.payload = a; return 1 })()',
  'takes the output away': '(() => { output = null; return 1 })()',
  'spoils the input': '(() => { input.payload.self = input; return 1 })()',
  'spoils all objects': '(() => { Object.prototype.toJSON = () => { throw 1 }; return 1 })()',
  'spoils all lists': '(() => { Array.prototype[Symbol.iterator] = null; Array.prototype.push = null; return [1] })()',
  'spoils promises': '(() => { Promise.prototype.then = () => { throw 1 }; return 1 })()',
};

/** An integration with a formula at each of those places; all of them do nothing but those in `bad`. */
function integrationWith(bad: ReadonlySet<string>, formula: string, abort: boolean, port: number) {
  const at = (owner: string, field: string, harmless: string) => (bad.has(`${owner}.${field}`) ? formula : harmless);
  const hooks = (owner: string) => Object.fromEntries(HOOKS.map((hook) => [hook, at(owner, hook, 'null')]));
  const mapping = (owner: string) => ({
    value: at(`${owner} mapping`, 'value', '"x"'),
    field: bad.has(`${owner} mapping.field`) ? `list[${formula}]` : 'list[fidx].name',
    include_for_each: at(`${owner} mapping`, 'include_for_each', '[1, 2]'),
    include_if: at(`${owner} mapping`, 'include_if', 'true'),
  });
  const rule = (type: string) => ({
    type,
    field: at(`${type} rule`, 'field', '"x"'),
    // So that the hook of a failure is run, too.
    rule: at(`${type} rule`, 'rule', bad.has(`${type} rule.fail_hook`) ? 'false' : 'true'),
    apply_if: at(`${type} rule`, 'apply_if', 'true'),
    apply_to_each: at(`${type} rule`, 'apply_to_each', '[1]'),
    pass_hook: at(`${type} rule`, 'pass_hook', 'null'),
    fail_hook: at(`${type} rule`, 'fail_hook', 'null'),
    abort_on_failure: abort,
  });
  const mask = (type: string) => ({
    type,
    field: bad.has(`${type} mask.field`) ? `secret[${formula}]` : 'secret',
    apply_if: at(`${type} mask`, 'apply_if', 'true'),
    apply_to_each: at(`${type} mask`, 'apply_to_each', '[{ secret: "abcdef" }]'),
  });
  const request = (owner: string) => ({
    system: 'ECHO',
    formula_variable: owner,
    call_for_each: at(owner, 'call_for_each', '[1]'),
    call_if: at(owner, 'call_if', 'true'),
    abort_after_execute_request_failure: abort,
    ...hooks(owner),
  });
  // The hooks of a failure are run when there is one.
  const failing = [...bad].some((place) => /^request\.after_execute_request_failure/.test(place));
  return {
    parts: {
      integration: {
        ...Object.fromEntries(INTEGRATION_HOOKS.map((hook) => [hook, at('integration', hook, 'null')])),
      },
      servicerequests: [
        {
          ...request('request'),
          sequence: 10,
          system: failing ? 'HTTP' : 'ECHO',
          fieldmappings: [
            mapping('request'),
            ...(failing
              ? [
                  { field: 'url_path', value: '"/"' },
                  { field: 'method', value: '"GET"' },
                ]
              : []),
          ],
          validationrules: [rule('REQUEST'), rule('RESPONSE')],
        },
        { ...request('parent'), sequence: 20, fieldmappings: [{ field: 'a', value: '1' }] },
      ],
      validationrules: [rule('INPUT')],
      masks: [mask('INPUT')],
    },
    child: { ...request('child'), sequence: 10, fieldmappings: [mapping('child')] },
    responseMask: mask('RESPONSE'),
    settings: { host: '127.0.0.1', port, tls: false },
    failing,
  };
}

describe('every run ends in exactly one of its end states', function endStates() {
  this.timeout(300_000);
  let gateway: TestGateway;
  let web: WebStub;
  let count = 0;
  before(async () => {
    gateway = await startTestGateway();
    web = await startWebStub((_, response) => void response.writeHead(500).end());
  });
  after(async () => {
    await gateway.stop();
    await web.stop();
  });

  async function check(bad: readonly string[], formula: string, abort: boolean): Promise<void> {
    const name = `ending_${++count}`;
    // Nobody may call as often as all of them together.
    const ann = await Assistant.at(gateway, '2026-07-28', `ann_${count}`);
    const made = integrationWith(new Set(bad), formula, abort, web.port);
    const { changes } = await ann.write(name, made.parts);
    const [request, parent] = changes.servicerequest.created;
    await ann.write(name, {
      servicerequests: [{ ...made.child, parent_servicerequest_id: parent.id }],
      masks: [{ ...made.responseMask, servicerequest_id: request.id }],
    });
    if (made.failing) await gateway.bind(name, 'HTTP', made.settings);

    const { answer, run, steps } = await ann.runAndLook(name, { secret: 'abcdef', list: [1] });
    const shown = () => JSON.stringify({ bad, formula, abort, answer, run, steps }, null, 1);
    const types = steps.map(({ type }) => type);
    assert.equal(types[0], 'INPUT', shown());
    assert.equal(types.at(-1), 'OUTPUT', shown());
    assert.equal(types.filter((type) => type === 'INPUT' || type === 'OUTPUT').length, 2, shown());
    assert.deepEqual(
      steps.map(({ sequence }) => sequence),
      steps.map((_, at) => at + 1),
      shown(),
    );
    assert(['success', 'failure'].includes(run.status), shown());
    assert(run.finished_at && run.milliseconds >= 0, shown());
    assert.equal(answer.success, run.status === 'success', shown());
    assert.equal(steps.at(-1)?.failed, run.status === 'failure', shown());
    assert.equal(answer.history_problem, undefined, shown());
    if (run.status === 'success') return;
    assert.notEqual(run.error_type, 'gateway_failed', shown());
    assert(run.error_message.length > 0, shown());
    assert.equal(types.includes('FAILURE'), true, shown());
    const failed = steps.filter((step) => step.failed && step.type !== 'OUTPUT');
    for (const step of failed) assert(step.stack_trace || (step.messages ?? []).length > 0, shown());
  }

  describe('when a formula throws', () => {
    for (const place of places) {
      it(`at ${place}`, () => check([place], mischief['throws an error'] as string, true));
    }
  });

  it('whatever a formula does, wherever', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.constantFrom(...places), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(...Object.values(mischief)),
        fc.boolean(),
        check,
      ),
      { numRuns: 50 },
    );
  });
});
