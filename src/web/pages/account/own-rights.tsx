import type { GrantRow } from '../../../queries/permissions.js';
import { Empty } from '../../parts/empty.js';
import { Table } from '../../parts/table.js';
import { RightsBadges } from '../people/rights-badges.js';

interface OwnRightsProps {
  readonly superuser: boolean;
  readonly grants: readonly GrantRow[];
}

/** What the visitor may do with integrations, and where that comes from. */
export const OwnRights = ({ superuser, grants }: OwnRightsProps) => (
  <section aria-labelledby="own-rights">
    <h2 id="own-rights">Your rights on integrations</h2>
    {superuser && <p class="soft">You are a superuser: you may do everything with every integration.</p>}
    {!superuser && grants.length === 0 && (
      <Empty>You hold none yet. Ask somebody on the staff who holds them, or a superuser.</Empty>
    )}
    {grants.length > 0 && (
      <Table label="Your rights on integrations" heads={['Integration', 'Rights', 'Comes from']}>
        {grants.map((grant) => (
          <tr key={`${grant.type} ${grant.holder_id} ${grant.integration_id}`}>
            <th scope="row">{grant.path_name}</th>
            <td>
              <RightsBadges rights={grant} />
            </td>
            <td>
              {grant.type === 'group'
                ? `the group ${grant.holder}`
                : `granted by ${grant.granted_by ?? 'the command line'}`}
            </td>
          </tr>
        ))}
      </Table>
    )}
  </section>
);
