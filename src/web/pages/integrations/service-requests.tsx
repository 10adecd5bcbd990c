import type { ComponentRow } from '../../../queries/component-row.js';
import type { BoundConfig } from '../../../queries/integration-views.js';
import type { Kind } from '../../../queries/kind.js';
import { Badge } from '../../parts/badge.js';
import { Fact } from '../../parts/fact.js';
import { Annotations } from './annotations.js';
import { FieldMappings } from './field-mappings.js';
import { formulaFields } from './formula-fields.js';
import { Formulas } from './formulas.js';
import { Masks } from './masks.js';
import type { OwnParts } from './own-parts.js';
import { placeOf } from './place.js';
import type { PlacedWarnings } from './placed-warnings.js';
import { Rules } from './rules.js';
import { SystemBinding } from './system-binding.js';
import { WarningList } from './warning-list.js';

type ServiceRequest = ComponentRow<'servicerequest'>;

interface ServiceRequestsProps {
  /** Whose children; null for those that have no parent. */
  readonly parent: number | null;
  readonly parts: OwnParts;
  readonly bound: readonly BoundConfig[];
  /** The systems of custom adapters. */
  readonly custom: ReadonlySet<string>;
  readonly sets: ReadonlyMap<number, string>;
  readonly warnings: PlacedWarnings;
  /** Whether they are shown at once. */
  readonly open: boolean;
}

const BEFORE_MAPPINGS = ['call_for_each', 'call_if', 'before_prepare_request_hook'];
const BEFORE_RULES = ['after_prepare_request_failure_hook', 'after_prepare_request_success_hook'];
const BEFORE_CALL = ['before_execute_request_hook'];
const AFTER_CALL = [
  'after_execute_request_failure_hook',
  'after_execute_request_success_hook',
  'after_overall_success_hook',
  'after_overall_failure_hook',
];

/** Service requests in their order, each with all that happens while it is made, in the order in which it does. */
export function ServiceRequests(props: ServiceRequestsProps) {
  const requests = props.parts.children(props.parent);
  if (requests.length === 0) return null;
  return (
    <ol class="service-requests">
      {requests.map((request) => (
        <li key={request.id}>
          <details class="card component" open={props.open}>
            <Summary request={request} count={warningsIn(request, props)} />
            <div id={placeOf('servicerequest', request.id)} class="body">
              <Body {...props} request={request} />
            </div>
          </details>
        </li>
      ))}
    </ol>
  );
}

/** How many warnings there are of a service request and of what belongs to it. */
function warningsIn({ id }: ServiceRequest, { parts, warnings }: ServiceRequestsProps): number {
  const own: [Kind, readonly { id: number }[]][] = [
    ['servicerequest', [{ id }]],
    ['fieldmapping', parts.mappings(id)],
    ['validationrule', parts.rules(id)],
    ['mask', parts.masks(id)],
  ];
  return own.flatMap(([kind, rows]) => rows.flatMap((row) => warnings.of(kind, row.id))).length;
}

const nameOf = ({ formula_variable, id }: ServiceRequest): string => formula_variable ?? `service request ${id}`;

const Summary = ({ request, count }: { request: ServiceRequest; count: number }) => (
  <summary>
    <h3>
      <code>{nameOf(request)}</code>
    </h3>{' '}
    <span class="soft">{request.system}</span> {!request.active && <Badge kind="plain">off</Badge>}{' '}
    {request.call_for_each !== undefined && <Badge kind="plain">for each</Badge>}{' '}
    {request.call_if !== undefined && <Badge kind="plain">if</Badge>}{' '}
    {count > 0 && <Badge kind="busy">{count === 1 ? '1 warning' : `${count} warnings`}</Badge>}
  </summary>
);

function Body({ request, ...props }: ServiceRequestsProps & { request: ServiceRequest }) {
  const { parts, sets, warnings, bound, custom } = props;
  const mappings = parts.mappings(request.id);
  const rules = (of: string) => parts.rules(request.id).filter(({ type }) => type === of);
  const masks = parts.masks(request.id).filter(({ type }) => type === 'RESPONSE');
  const [before, after] = [rules('REQUEST'), rules('RESPONSE')];
  const formulas = (fields: readonly string[]) => (
    <Formulas kind="servicerequest" row={request} fields={fields} warnings={warnings} />
  );
  return (
    <>
      <WarningList warnings={warnings.besides('servicerequest', request.id, formulaFields('servicerequest'))} />
      <Facts request={request} bound={bound} custom={custom} />
      <Annotations {...request} />
      {formulas(BEFORE_MAPPINGS)}
      {mappings.length > 0 && <FieldMappings of={nameOf(request)} {...{ mappings, sets, warnings }} />}
      <ServiceRequests {...props} parent={request.id} />
      {formulas(BEFORE_RULES)}
      {before.length > 0 && <h4>Rules for the request</h4>}
      {before.length > 0 && <Rules rules={before} sets={sets} warnings={warnings} />}
      {formulas(BEFORE_CALL)}
      {masks.length > 0 && <h4>Masks of the response</h4>}
      {masks.length > 0 && <Masks masks={masks} warnings={warnings} />}
      {after.length > 0 && <h4>Rules for the response</h4>}
      {after.length > 0 && <Rules rules={after} sets={sets} warnings={warnings} />}
      {formulas(AFTER_CALL)}
    </>
  );
}

const Facts = ({
  request,
  bound,
  custom,
}: { request: ServiceRequest } & Pick<ServiceRequestsProps, 'bound' | 'custom'>) => (
  <dl class="facts">
    <Fact name="System">
      {request.system} <SystemBinding system={request.system} bound={bound} custom={custom} />
    </Fact>
    {request.service_name && <Fact name="Service">{request.service_name}</Fact>}
    <Fact name="Sequence">{request.sequence}</Fact>
    <Fact name="When it fails">
      {request.abort_after_execute_request_failure ? 'the run has failed' : 'the run goes on with the next one'}
    </Fact>
    {request.skip_execute_if_no_sub_requests && <Fact name="Without sub-requests">the system is not called</Fact>}
    {request.message_substitution_name && <Fact name="In messages">{request.message_substitution_name}</Fact>}
  </dl>
);
