import type { ComponentRow } from '../../../queries/component-row.js';
import type { Kind } from '../../../queries/kind.js';
import type { Components } from '../../../queries/structure.js';
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
      ...requestsBelow(null, components, isWarned),
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

function requestsBelow(parent: number | null, components: Components, isWarned: IsWarned): FlowStage[] {
  const requests = components.servicerequest ?? [];
  return requests
    .filter(({ parent_servicerequest_id = null }) => parent_servicerequest_id === parent)
    .map((request) =>
      stage({
        place: placeOf('servicerequest', request.id),
        kind: 'request',
        title: request.formula_variable ?? `service request ${request.id}`,
        detail: detailOf(request, components),
        marks: marksOf(request),
        warned:
          isWarned('servicerequest', request.id) ||
          partsOf(request, components).some(([kind, id]) => isWarned(kind, id)),
        children: requestsBelow(request.id, components, isWarned),
      }),
    );
}

function partsOf({ id }: ServiceRequest, { fieldmapping = [], validationrule = [], mask = [] }: Components) {
  const own = (kind: Kind, rows: readonly { id: number; servicerequest_id?: number }[]) =>
    rows.filter(({ servicerequest_id }) => servicerequest_id === id).map((row): [Kind, number] => [kind, row.id]);
  return [...own('fieldmapping', fieldmapping), ...own('validationrule', validationrule), ...own('mask', mask)];
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

function detailOf(request: ServiceRequest, components: Components): string {
  const { system, service_name = 'n/a' } = request;
  const service = /^n\/a$/i.test(service_name) ? [] : [service_name];
  const parts = partsOf(request, components);
  const count = (kind: Kind) => parts.filter(([of]) => of === kind).length;
  const counts: [number, string][] = [
    [count('fieldmapping'), 'mapping'],
    [count('validationrule'), 'rule'],
    [count('mask'), 'mask'],
  ];
  return [system, ...service, ...counts.filter(([n]) => n > 0).map(([n, of]) => some(n, of))].join(' · ');
}

const some = (count: number, of: string): string => `${count} ${of}${count === 1 ? '' : 's'}`;
