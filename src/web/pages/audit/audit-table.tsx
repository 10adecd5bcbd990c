import type { ListedCall } from '../../../queries/audit.js';
import { Badge } from '../../parts/badge.js';
import { dataSize } from '../../parts/data-size.js';
import { duration } from '../../parts/duration.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';

interface AuditTableProps {
  readonly label: string;
  readonly calls: readonly ShownCall[];
  /** Whether they are calls of several people. */
  readonly ofOthers: boolean;
}

/** A call, and what the visitor may know of its integration. */
export interface ShownCall extends ListedCall {
  /** Its name; null when there was none. */
  readonly integration: string | null;
}

export const AuditTable = ({ label, calls, ofOthers }: AuditTableProps) => (
  <Table
    label={label}
    heads={[
      'When',
      ofOthers && 'User',
      'Tool',
      'Integration',
      'Outcome',
      'Through',
      { number: 'Took' },
      { number: 'Got' },
      { number: 'Sent' },
    ]}
  >
    {calls.map((call) => (
      <tr key={call.id}>
        <td>
          <Moment at={call.at} />
        </td>
        {ofOthers && <td>{call.username}</td>}
        <th scope="row">
          <code>{call.tool}</code>
          {call.action && <span class="soft"> {call.action}</span>}
        </th>
        <td>{call.integration}</td>
        <td>
          <Badge kind={outcomeKind(call.outcome)}>{call.outcome}</Badge>
        </td>
        <td>{wayOf(call)}</td>
        <td class="number">{duration(call.milliseconds)}</td>
        <td class="number">{dataSize(call.request_bytes)}</td>
        <td class="number">{dataSize(call.response_bytes)}</td>
      </tr>
    ))}
  </Table>
);

export const outcomeKind = (outcome: string): 'good' | 'busy' | 'bad' =>
  outcome === 'ok' ? 'good' : outcome === 'input_required' ? 'busy' : 'bad';

/** By what the caller was let in. */
export function wayOf({ client, application, token_id, token_name }: ListedCall): string {
  if (client !== null) return application ?? `application ${client}`;
  if (token_id !== null) return `token ${token_name ?? token_id}`;
  return '';
}
