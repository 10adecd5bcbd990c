import type { GrantRow } from '../../../queries/permissions.js';
import { Table } from '../../parts/table.js';
import { RightsBadges } from './rights-badges.js';

/** What a user holds through groups. */
export const GroupGrants = ({ grants }: { grants: readonly GrantRow[] }) => (
  <section aria-labelledby="through-groups">
    <h2 id="through-groups">Through groups</h2>
    <Table label="Integration permissions through groups" heads={['Integration', 'Rights', 'Group']}>
      {grants.map((grant) => (
        <tr key={`${grant.holder_id} ${grant.integration_id}`}>
          <th scope="row">{grant.path_name}</th>
          <td>
            <RightsBadges rights={grant} />
          </td>
          <td>
            <a href={`/groups/${grant.holder_id}`}>{grant.holder}</a>
          </td>
        </tr>
      ))}
    </Table>
  </section>
);
