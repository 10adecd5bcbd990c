import type { GroupRow } from '../../../queries/groups.js';
import { Empty } from '../../parts/empty.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';

interface MembershipsProps {
  /** `/users/7/groups`, where the forms go; null for those who may look only. */
  readonly action: string | null;
  readonly groups: readonly GroupRow[];
  /** The names of all groups. */
  readonly offered: readonly string[];
  readonly typed?: { readonly name: string; readonly problem: string };
}

/** The groups of a user. */
export const Memberships = ({ action, groups, offered, typed }: MembershipsProps) => (
  <section class="card" aria-labelledby="groups">
    <h2 id="groups">Groups</h2>
    {groups.length === 0 ? (
      <Empty>In no group.</Empty>
    ) : (
      <ul class="entries">
        {groups.map(({ id, name }) => (
          <li key={id}>
            <a href={`/groups/${id}`}>{name}</a>
            {action && (
              <Form action={`${action}/${id}/remove`}>
                <button type="submit" class="quiet small" aria-label={`Remove from ${name}`}>
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
          name="group"
          label="Add to a group"
          list="offered-groups"
          value={typed?.name ?? ''}
          problem={typed?.problem}
          autocomplete="off"
          required
        />
        <datalist id="offered-groups">
          {offered.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <button type="submit">Add</button>
      </Form>
    )}
  </section>
);
