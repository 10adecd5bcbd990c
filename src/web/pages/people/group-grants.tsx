import type { GrantRow } from '../../../queries/permissions.js';
import { Scrolled } from '../../parts/scrolled.js';
import { RightsBadges } from './rights-badges.js';

/** What a user holds through groups. */
export const GroupGrants = ({ grants }: { grants: readonly GrantRow[] }) => (
  <section aria-labelledby="through-groups">
    <h2 id="through-groups">Through groups</h2>
    <Scrolled label="Integration permissions through groups">
      <table>
        <thead>
          <tr>
            <th scope="col">Integration</th>
            <th scope="col">Rights</th>
            <th scope="col">Group</th>
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </Scrolled>
  </section>
);
