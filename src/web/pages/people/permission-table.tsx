import type { GrantRow } from '../../../queries/permissions.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { RightsBadges } from './rights-badges.js';

/** Who may do what with each integration. */
export const PermissionTable = ({ grants }: { grants: readonly GrantRow[] }) => (
  <Table
    label="Permissions by integration"
    heads={['Integration', 'User or group', 'Rights', 'Granted by', 'On (UTC)']}
  >
    {grants.map((grant) => (
      <tr key={`${grant.integration_id} ${grant.type} ${grant.holder_id}`}>
        <th scope="row">{grant.path_name}</th>
        <td>
          <a href={`/${grant.type}s/${grant.holder_id}`}>{grant.holder}</a>
          {grant.type === 'group' && <span class="soft"> (group)</span>}
        </td>
        <td>
          <RightsBadges rights={grant} />
        </td>
        <td>{grant.granted_by ?? 'command line'}</td>
        <td>
          <Moment at={grant.granted_at} />
        </td>
      </tr>
    ))}
  </Table>
);
