import type { GroupRow } from '../../../queries/groups.js';
import type { UserPermission } from '../../../queries/user-permissions.js';
import { kindOf, type UserRow } from '../../../queries/users.js';
import { Moment } from '../../parts/moment.js';
import { RIGHT_NAMES } from '../people/special-rights.js';

interface AccountFactsProps {
  readonly user: UserRow;
  readonly groups: readonly GroupRow[];
  readonly permissions: readonly UserPermission[];
}

/** Who the visitor is here. */
export const AccountFacts = ({ user, groups, permissions }: AccountFactsProps) => (
  <section class="card" aria-label="Who you are">
    <dl class="facts">
      <dt>Name</dt>
      <dd>{user.username}</dd>
      <dt>E-mail</dt>
      <dd>{user.email ?? <span class="none">none</span>}</dd>
      <dt>Kind</dt>
      <dd>{kindOf(user)}</dd>
      <dt>Organization</dt>
      <dd>{user.organization ?? <span class="none">none</span>}</dd>
      <dt>Groups</dt>
      <dd>{groups.map(({ name }) => name).join(', ') || <span class="none">none</span>}</dd>
      <dt>Special rights</dt>
      <dd>
        {user.is_superuser
          ? 'all of them'
          : permissions.map((permission) => RIGHT_NAMES[permission]).join(', ') || <span class="none">none</span>}
      </dd>
      <dt>Last sign-in</dt>
      <dd>
        <Moment at={user.signed_in_at} />
      </dd>
    </dl>
  </section>
);
