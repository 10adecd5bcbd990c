import type { GroupRow } from '../../../queries/groups.js';
import { Entries } from './entries.js';

interface MembershipsProps {
  /** `/users/7/groups`, where the forms go; null for those who may look only. */
  readonly action: string | null;
  readonly groups: readonly GroupRow[];
  /** The names of all groups. */
  readonly offered: readonly string[];
  readonly typed: { readonly name: string; readonly problem: string } | undefined;
}

/** The groups of a user. */
export const Memberships = ({ groups, ...rest }: MembershipsProps) => (
  <Entries
    {...rest}
    title="Groups"
    nothing="In no group."
    field={{ name: 'group', label: 'Add to a group' }}
    entries={groups.map(({ id, name }) => ({
      id,
      removal: `Remove from ${name}`,
      shown: <a href={`/groups/${id}`}>{name}</a>,
    }))}
  />
);
