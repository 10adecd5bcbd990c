import type { GroupMember } from '../../../queries/groups.js';
import { Entries } from './entries.js';
import { StateBadge } from './kind-badge.js';

interface MembersProps {
  /** `/groups/7/members`, where the forms go; null for those who may look only. */
  readonly action: string | null;
  readonly members: readonly GroupMember[];
  /** Names of users, as suggestions. */
  readonly offered: readonly string[];
  readonly typed: { readonly name: string; readonly problem: string } | undefined;
}

/** The members of a group. */
export const Members = ({ members, ...rest }: MembersProps) => (
  <Entries
    {...rest}
    title="Members"
    nothing="Nobody is in it yet."
    field={{ name: 'user', label: 'Add a member' }}
    entries={members.map(({ id, username, active }) => ({
      id,
      removal: `Remove ${username}`,
      shown: (
        <>
          <a href={`/users/${id}`}>{username}</a> {!active && <StateBadge active={false} />}
        </>
      ),
    }))}
  />
);
