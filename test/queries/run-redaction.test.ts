import { deepEqual, equal } from 'node:assert/strict';
import { redactPayloads } from '../../src/queries/run-redaction.js';
import type { NewRunItem, RunItemType } from '../../src/queries/runs.js';

const item = (type: RunItemType, parts: Partial<NewRunItem>): NewRunItem => ({
  sequence: 1,
  type,
  label: 'a label',
  at: '2026-11-22T09:30:00.000Z',
  milliseconds: 1,
  failed: false,
  request: null,
  response: null,
  content: null,
  stack_trace: 'Error: at line 1',
  messages: '[{"type":"error","text":"no such customer"}]',
  component_kind: 'servicerequest',
  component_id: 3,
  component_field: null,
  ...parts,
});

const R = '*REDACTED*';
const text = JSON.stringify;

type Case = { type: RunItemType; given: Partial<NewRunItem>; want: Partial<NewRunItem> };
const cases: [string, Case][] = [
  [
    'of an INPUT, who asked for what stays',
    {
      type: 'INPUT',
      given: {
        content: text({
          payload: { ssn: 1 },
          files: { a: 'x' },
          params: { q: 1 },
          path: { id: 7 },
          headers: { HOST: 'h' },
          method: 'POST',
          fullpath: '/integrations/execute/loans',
          user: { id: 1 },
          external: true,
        }),
      },
      want: {
        content: text({
          payload: R,
          files: R,
          params: R,
          path: R,
          headers: R,
          method: 'POST',
          fullpath: '/integrations/execute/loans',
          user: { id: 1 },
          external: true,
        }),
      },
    },
  ],
  [
    'of a REQUEST, the service and what went wrong stay',
    {
      type: 'REQUEST',
      given: {
        request: text({
          service_name: 'n/a',
          payload: { a: 1 },
          sub_requests: {
            one: { service_name: 's', payload: 1, sub_requests: { two: { payload: 2 } } },
            each: [{ service_name: 't', payload: 3 }],
          },
        }),
        response: text({ success: false, payload: { secret: 1 }, messages: [{ type: 'error', text: 'no' }] }),
      },
      want: {
        request: text({
          service_name: 'n/a',
          payload: R,
          sub_requests: {
            one: { service_name: 's', payload: R, sub_requests: { two: { payload: R } } },
            each: [{ service_name: 't', payload: R }],
          },
        }),
        response: text({ success: false, payload: R, messages: [{ type: 'error', text: 'no' }] }),
      },
    },
  ],
  [
    'of an OUTPUT, the status stays',
    {
      type: 'OUTPUT',
      given: { content: text({ payload: 'x', headers: { A: 'b' }, status: 200 }) },
      want: { content: text({ payload: R, headers: R, status: 200 }) },
    },
  ],
  ['of a DEBUG, nothing stays', { type: 'DEBUG', given: { content: text([1]) }, want: { content: text(R) } }],
  ['of an INFO, nothing stays', { type: 'INFO', given: { content: '5' }, want: { content: text(R) } }],
  [
    'a member nobody thought of goes',
    {
      type: 'REQUEST',
      given: { request: '{"extra":1}', response: '{"extra":1}' },
      want: { request: text({ extra: R }), response: text({ extra: R }) },
    },
  ],
  [
    'a member called __proto__ goes',
    {
      type: 'OUTPUT',
      given: { content: '{"__proto__":{"a":1},"status":200}' },
      want: { content: '{"__proto__":"*REDACTED*","status":200}' },
    },
  ],
  ['what is no object goes whole', { type: 'OUTPUT', given: { content: '"x"' }, want: { content: text(R) } }],
  ['what is no JSON goes whole', { type: 'INPUT', given: { content: '{' }, want: { content: text(R) } }],
  ['nothing stays nothing', { type: 'FAILURE', given: {}, want: {} }],
];

describe('redactPayloads', () => {
  for (const [name, { type, given, want }] of cases) {
    it(name, () => deepEqual(redactPayloads(item(type, given)), item(type, want)));
  }

  it('is done once and for all', () => {
    const [, { type, given }] = cases[1] as [string, Case];
    const once = redactPayloads(item(type, given));
    deepEqual(redactPayloads(once), once);
  });

  it('takes sub-requests of any depth', () => {
    const deep = `${'{"payload":"secret","sub_requests":{"a":'.repeat(1_000)}{}${'}}'.repeat(1_000)}`;
    equal(redactPayloads(item('REQUEST', { request: deep })).request?.includes('secret'), false);
  });
});
