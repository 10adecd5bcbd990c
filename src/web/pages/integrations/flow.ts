import type { ComponentRow } from '../../../queries/component-row.js';
import type { Kind } from '../../../queries/kind.js';
import type { Components } from '../../../queries/structure.js';
import { OwnParts } from './own-parts.js';
import { placeOf } from './place.js';

/** A stage of a run (docs/running.md), as the picture shows it. */
export interface FlowStage {
  /** The place on the page that tells all of it; it is the only one of that place. */
  readonly place: string;
  readonly kind: 'end' | 'check' | 'hook' | 'request';
  readonly title: string;
  /** What it does, in a few words. */
  readonly detail: string;
  readonly marks: readonly FlowMark[];
  /** Whether the engine warns of something in it. */
  readonly warned: boolean;
  /** The children of a service request, which are prepared with it. */
  readonly children: readonly FlowStage[];
}

export type FlowMark = 'for each' | 'if' | 'off' | 'may fail';

/** What a run of an integration comes through. */
export interface Flow {
  /** From the input to the last service request. */
  readonly stages: readonly FlowStage[];
  /** When all of them went well. */
  readonly success: FlowStage | null;
  /** When one of them failed. */
  readonly failure: FlowStage | null;
  /** What comes in either case. */
  readonly last: readonly FlowStage[];
}

type ServiceRequest = ComponentRow<'servicerequest'>;

/** Whether there is a warning of a component, or of one field of it. */
export type IsWarned = (kind: Kind, id: number, field?: string) => boolean;

/** @param components all kinds of them */
export function flowOf(components: Components, isWarned: IsWarned): Flow {
  const { mask = [], validationrule = [], integration: [integration] = [] } = components;
  const masks = mask.filter(({ type }) => type === 'INPUT');
  const rules = validationrule.filter(({ type, active }) => type === 'INPUT' && active);
  const checks = (kind: 'mask' | 'validationrule', place: string, title: string, rows: readonly { id: number }[]) => {
    const warned = rows.some(({ id }) => isWarned(kind, id));
    const detail = some(rows.length, kind === 'mask' ? 'mask' : 'rule');
    return rows.length > 0 ? [stage({ place, kind: 'check', title, detail, warned })] : [];
  };
  const hook = (name: IntegrationHook, detail: string): FlowStage[] => {
    if (!integration?.[name]) return [];
    const place = placeOf('integration', integration.id, name);
    return [stage({ place, title: name, detail, warned: isWarned('integration', integration.id, name) })];
  };
  const [success = null] = hook('on_success_hook', 'all went well');
  const [failure = null] = hook('on_failure_hook', 'something failed');
  return {
    stages: [
      stage({ place: 'input', kind: 'end', title: 'Input', detail: 'what the caller sends' }),
      ...checks('mask', 'input-masks', 'Masks', masks),
      ...checks('validationrule', 'input-rules', 'Validation', rules),
      ...hook('before_hook', 'before the service requests'),
      ...requestsBelow(null, new OwnParts(components), isWarned),
    ],
    success,
    failure,
    last: [
      ...hook('finally_hook', 'always'),
      stage({ place: 'output', kind: 'end', title: 'Output', detail: 'what the caller gets' }),
    ],
  };
}

type IntegrationHook = 'before_hook' | 'on_success_hook' | 'on_failure_hook' | 'finally_hook';

const stage = (given: Partial<FlowStage> & Pick<FlowStage, 'place' | 'title' | 'detail'>): FlowStage => ({
  kind: 'hook',
  marks: [],
  warned: false,
  children: [],
  ...given,
});

function requestsBelow(parent: number | null, parts: OwnParts, isWarned: IsWarned): FlowStage[] {
  return parts.children(parent).map((request) => {
    const { id, formula_variable } = request;
    const own: [Kind, readonly { id: number }[], string][] = [
      ['fieldmapping', parts.mappings(id), 'mapping'],
      ['validationrule', parts.rules(id), 'rule'],
      ['mask', parts.masks(id), 'mask'],
    ];
    const counts = own.filter(([, rows]) => rows.length > 0).map(([, rows, of]) => some(rows.length, of));
    return stage({
      place: placeOf('servicerequest', id),
      kind: 'request',
      title: formula_variable ?? `service request ${id}`,
      detail: [...systemOf(request), ...counts].join(' · '),
      marks: marksOf(request),
      warned: isWarned('servicerequest', id) || own.some(([kind, rows]) => rows.some((row) => isWarned(kind, row.id))),
      children: requestsBelow(id, parts, isWarned),
    });
  });
}

function marksOf(request: ServiceRequest): FlowMark[] {
  const marks: [FlowMark, boolean][] = [
    ['off', !request.active],
    ['for each', request.call_for_each !== undefined],
    ['if', request.call_if !== undefined],
    ['may fail', !request.abort_after_execute_request_failure],
  ];
  return marks.filter(([, is]) => is).map(([mark]) => mark);
}

const systemOf = ({ system, service_name = 'n/a' }: ServiceRequest): string[] =>
  /^n\/a$/i.test(service_name) ? [system] : [system, service_name];

const some = (count: number, of: string): string => `${count} ${of}${count === 1 ? '' : 's'}`;
