import type { AdminChanges } from '../../../queries/admin-log.js';

/** How many fields are shown at once, and how much of a value, in characters. */
const SHOWN_AT_ONCE = 4;
const LONGEST_SHOWN = 160;

interface FieldChangesProps {
  readonly changes: AdminChanges;
}

/** What became of each field. */
export function FieldChanges({ changes }: FieldChangesProps) {
  const fields = Object.entries(changes);
  return (
    <>
      <List fields={fields.slice(0, SHOWN_AT_ONCE)} />
      {fields.length > SHOWN_AT_ONCE && (
        <details class="folded">
          <summary>{fields.length - SHOWN_AT_ONCE} more</summary>
          <List fields={fields.slice(SHOWN_AT_ONCE)} />
        </details>
      )}
    </>
  );
}

const List = ({ fields }: { fields: readonly [string, AdminChanges[string]][] }) => (
  <ul class="field-changes">
    {fields.map(([name, { old, new: next }]) => (
      <li key={name}>
        <code>{name}</code>{' '}
        {old !== null && (
          <del>
            <span class="visually-hidden">was </span>
            {shown(old)}
          </del>
        )}{' '}
        {next !== null && (
          <ins>
            <span class="visually-hidden">is </span>
            {shown(next)}
          </ins>
        )}
      </li>
    ))}
  </ul>
);

/** A value as people read it. */
function shown(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (value === '' || (Array.isArray(value) && value.length === 0)) return 'empty';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const characters = [...text];
  return characters.length > LONGEST_SHOWN ? `${characters.slice(0, LONGEST_SHOWN).join('')}…` : text;
}
