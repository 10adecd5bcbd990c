import { deepEqual } from 'node:assert/strict';
import type { Components } from '../../../src/queries/structure.js';
import { type Flow, type FlowStage, flowOf } from '../../../src/web/pages/integrations/flow.js';
import { type FlowPicture, flowSizes, layoutFlow } from '../../../src/web/pages/integrations/flow-layout.js';

type Given = {
  [K in keyof Components]: Record<string, unknown>[];
};

/** An integration of these parts, with what every row has. */
const componentsOf = ({ integration = [{}], servicerequest = [], validationrule = [], mask = [], ...rest }: Given) =>
  ({
    integration: integration.map((row) => ({ id: 1, path_name: 'Loans', ...row })),
    servicerequest: servicerequest.map((row) => ({
      active: true,
      system: 'ECHO',
      abort_after_execute_request_failure: true,
      ...row,
    })),
    validationrule: validationrule.map((row) => ({ active: true, type: 'INPUT', ...row })),
    mask: mask.map((row) => ({ type: 'INPUT', ...row })),
    ...rest,
  }) as unknown as Components;

/** A stage as one line: its place, title and detail, marks, and its children in brackets. */
const told = ({ place, title, detail, marks, warned, children }: FlowStage): string =>
  [
    `${place} ${title}: ${detail}`,
    ...marks.map((mark) => `<${mark}>`),
    ...(warned ? ['!'] : []),
    ...(children.length > 0 ? [`[${children.map(told).join('; ')}]`] : []),
  ].join(' ');

const toldFlow = ({ stages, success, failure, last }: Flow) => ({
  stages: stages.map(told),
  success: success && told(success),
  failure: failure && told(failure),
  last: last.map(told),
});

const INPUT = 'input Input: what the caller sends';
const OUTPUT = 'output Output: what the caller gets';
const nothing = { stages: [INPUT], success: null, failure: null, last: [OUTPUT] };

describe('flowOf', () => {
  const cases: [string, { given: Given; want: ReturnType<typeof toldFlow> }][] = [
    ['an integration of nothing', { given: {}, want: nothing }],
    [
      'all stages in their order',
      {
        given: {
          integration: [
            { before_hook: '1', on_success_hook: '2', on_failure_hook: '3', finally_hook: '4', swagger_request: '5' },
          ],
          mask: [{ id: 1 }],
          validationrule: [{ id: 1 }, { id: 2 }, { id: 3, active: false }],
          servicerequest: [{ id: 7, formula_variable: 'get', system: 'HTTP' }],
        },
        want: {
          stages: [
            INPUT,
            'input-masks Masks: 1 mask',
            'input-rules Validation: 2 rules',
            'integration-1-before_hook before_hook: before the service requests',
            'servicerequest-7 get: HTTP',
          ],
          success: 'integration-1-on_success_hook on_success_hook: all went well !',
          failure: 'integration-1-on_failure_hook on_failure_hook: something failed',
          last: ['integration-1-finally_hook finally_hook: always', OUTPUT],
        },
      },
    ],
    [
      'what a service request is, and what belongs to it',
      {
        given: {
          servicerequest: [
            { id: 7, system: 'CALLINT', service_name: 'other' },
            { id: 8, service_name: 'n/a', call_for_each: '1', call_if: '2', active: false },
            { id: 9, abort_after_execute_request_failure: false },
          ],
          fieldmapping: [{ id: 1, servicerequest_id: 7 }],
          validationrule: [
            { id: 1, servicerequest_id: 7, type: 'REQUEST' },
            { id: 2, servicerequest_id: 7, type: 'RESPONSE' },
          ],
          mask: [{ id: 1, servicerequest_id: 7, type: 'RESPONSE' }],
        },
        want: {
          ...nothing,
          stages: [
            INPUT,
            'servicerequest-7 service request 7: CALLINT · other · 1 mapping · 2 rules · 1 mask',
            'servicerequest-8 service request 8: ECHO <off> <for each> <if>',
            'servicerequest-9 service request 9: ECHO <may fail>',
          ],
        },
      },
    ],
    [
      'children within their parents',
      {
        given: {
          servicerequest: [
            { id: 1, formula_variable: 'a' },
            { id: 2, formula_variable: 'b', parent_servicerequest_id: 1 },
            { id: 3, formula_variable: 'c' },
            { id: 4, formula_variable: 'd', parent_servicerequest_id: 2 },
          ],
        },
        want: {
          ...nothing,
          stages: [
            INPUT,
            'servicerequest-1 a: ECHO [servicerequest-2 b: ECHO [servicerequest-4 d: ECHO]]',
            'servicerequest-3 c: ECHO',
          ],
        },
      },
    ],
    [
      'warnings where they are',
      {
        given: {
          integration: [{ before_hook: '1', on_success_hook: 'warned' }],
          servicerequest: [{ id: 1 }, { id: 2 }],
          fieldmapping: [{ id: 13, servicerequest_id: 2 }],
        },
        want: {
          stages: [
            INPUT,
            'integration-1-before_hook before_hook: before the service requests',
            'servicerequest-1 service request 1: ECHO',
            'servicerequest-2 service request 2: ECHO · 1 mapping !',
          ],
          success: 'integration-1-on_success_hook on_success_hook: all went well !',
          failure: null,
          last: [OUTPUT],
        },
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(`tells ${name}`, () => {
      const flow = flowOf(componentsOf(given), (_kind, id, field) => id === 13 || field === 'on_success_hook');
      deepEqual(toldFlow(flow), want);
    });
  }
});

const stage = (place: string, parts: Partial<FlowStage> = {}): FlowStage => ({
  place,
  kind: 'request',
  title: place,
  detail: '',
  marks: [],
  warned: false,
  children: [],
  ...parts,
});

const input = stage('input', { kind: 'end' });
const output = stage('output', { kind: 'end' });

/** Where the boxes are, and which way leads from where to where. */
const drawn = ({ boxes, edges, width, height }: FlowPicture) => ({
  size: [width, height],
  boxes: boxes.map(({ stage, x, y, width, outer }) => `${stage.place} ${x},${y} ${width}×${outer}`),
  edges: edges.map(({ kind, from, to }) => `${from} ${kind === 'then' ? '→' : '⇢'} ${to}`),
});

describe('layoutFlow', () => {
  const cases: [string, { given: Partial<Flow>; want: ReturnType<typeof drawn> }][] = [
    [
      'input and output alone',
      {
        given: {},
        want: { size: [340, 136], boxes: ['input 8,8 296×48', 'output 8,80 296×48'], edges: ['input → output'] },
      },
    ],
    [
      'a stage that can fail',
      {
        given: { stages: [input, stage('get', { marks: ['if'] })] },
        want: {
          size: [340, 232],
          boxes: ['input 8,8 296×48', 'get 8,80 296×72', 'output 8,176 296×48'],
          edges: ['input → get', 'get → output', 'get ⇢ output'],
        },
      },
    ],
    [
      'hooks for success and failure beside one another',
      {
        given: {
          stages: [input, stage('get')],
          success: stage('good'),
          failure: stage('bad'),
          last: [stage('finally'), output],
        },
        want: {
          size: [340, 352],
          boxes: [
            'input 8,8 296×48',
            'get 8,80 296×48',
            'good 8,152 140×48',
            'bad 164,152 140×48',
            'finally 8,224 296×48',
            'output 8,296 296×48',
          ],
          edges: [
            'input → get',
            'finally → output',
            'get → good',
            'good → finally',
            'bad ⇢ finally',
            'good ⇢ bad',
            'get ⇢ bad',
          ],
        },
      },
    ],
    [
      'a hook for failure alone, which success goes past',
      {
        given: { stages: [input, stage('get')], failure: stage('bad') },
        want: {
          size: [340, 280],
          boxes: ['input 8,8 296×48', 'get 8,80 296×48', 'bad 164,152 140×48', 'output 8,224 296×48'],
          edges: ['input → get', 'get → output', 'bad ⇢ output', 'get ⇢ bad'],
        },
      },
    ],
    [
      'children within their parent, which is as high as they are',
      {
        given: {
          stages: [input, stage('a', { children: [stage('b', { children: [stage('c')] }), stage('d')] })],
        },
        want: {
          size: [340, 388],
          boxes: [
            'input 8,8 296×48',
            'a 8,80 296×228',
            'b 20,128 272×108',
            'c 32,176 248×48',
            'd 20,248 272×48',
            'output 8,332 296×48',
          ],
          edges: ['input → a', 'a → output', 'a ⇢ output'],
        },
      },
    ],
  ];
  for (const [name, { given, want }] of cases) {
    it(`draws ${name}`, () => {
      const flow: Flow = { stages: [input], success: null, failure: null, last: [output], ...given };
      deepEqual(drawn(layoutFlow(flow)), want);
    });
  }

  it('draws every way within the picture, at right angles', () => {
    const stages = [input, stage('a', { children: [stage('b')] }), stage('c')];
    const picture = layoutFlow({ stages, success: stage('good'), failure: stage('bad'), last: [output] });
    for (const { points } of picture.edges) {
      for (const [x, y] of points)
        deepEqual([x >= 0 && x <= flowSizes.width, y >= 0 && y <= picture.height], [true, true]);
      const turns = points.slice(1).map(([x, y], at) => x === points[at]?.[0] || y === points[at]?.[1]);
      deepEqual(new Set(turns), new Set([true]), 'a way is not at right angles');
    }
  });
});
