import type { ComponentChildren } from 'preact';
import { Choices } from '../../parts/choices.js';
import { Empty } from '../../parts/empty.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';

interface Entry {
  readonly id: number;
  readonly shown: ComponentChildren;
  /** What its button does, for those who do not see where it stands: `Remove ann` */
  readonly removal: string;
}

interface EntriesProps {
  /** `/groups/7/members`, where the forms go; null for those who may look only. */
  readonly action: string | null;
  readonly title: string;
  /** What stands where there is no entry. */
  readonly nothing: string;
  readonly entries: readonly Entry[];
  /** The field that names a further one. */
  readonly field: { readonly name: string; readonly label: string };
  /** What it suggests. */
  readonly offered: readonly string[];
  readonly typed?: { readonly name: string; readonly problem: string } | undefined;
}

/** What belongs to a user or a group, one a line; superusers take away from it and add to it. */
export const Entries = ({ action, title, nothing, entries, field, offered, typed }: EntriesProps) => (
  <section class="card" aria-labelledby={`${field.name}-entries`}>
    <h2 id={`${field.name}-entries`}>{title}</h2>
    {entries.length === 0 ? (
      <Empty>{nothing}</Empty>
    ) : (
      <ul class="entries">
        {entries.map(({ id, shown, removal }) => (
          <li key={id}>
            <span>{shown}</span>
            {action && (
              <Form action={`${action}/${id}/remove`}>
                <button type="submit" class="quiet small" aria-label={removal}>
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
          {...field}
          list={`offered-${field.name}s`}
          value={typed?.name ?? ''}
          problem={typed?.problem}
          autocomplete="off"
          required
        />
        <Choices id={`offered-${field.name}s`} values={offered} />
        <button type="submit">Add</button>
      </Form>
    )}
  </section>
);
