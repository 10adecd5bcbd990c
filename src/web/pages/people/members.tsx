import type { GroupMember } from '../../../queries/groups.js';
import { Empty } from '../../parts/empty.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { StateBadge } from './kind-badge.js';

interface MembersProps {
  /** `/groups/7/members`, where the forms go; null for those who may look only. */
  readonly action: string | null;
  readonly members: readonly GroupMember[];
  /** Names of users, as suggestions. */
  readonly offered: readonly string[];
  readonly typed?: { readonly name: string; readonly problem: string };
}

/** The members of a group. */
export const Members = ({ action, members, offered, typed }: MembersProps) => (
  <section class="card" aria-labelledby="members">
    <h2 id="members">Members</h2>
    {members.length === 0 ? (
      <Empty>Nobody is in it yet.</Empty>
    ) : (
      <ul class="entries">
        {members.map(({ id, username, active }) => (
          <li key={id}>
            <span>
              <a href={`/users/${id}`}>{username}</a> {!active && <StateBadge active={false} />}
            </span>
            {action && (
              <Form action={`${action}/${id}/remove`}>
                <button type="submit" class="quiet small" aria-label={`Remove ${username}`}>
                  Remove
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    )}
    {action && (
      <Form action={action}>
        <TextField
          name="user"
          label="Add a member"
          list="offered-users"
          value={typed?.name ?? ''}
          problem={typed?.problem}
          autocomplete="off"
          required
        />
        <datalist id="offered-users">
          {offered.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <button type="submit">Add</button>
      </Form>
    )}
  </section>
);
