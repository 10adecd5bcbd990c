import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { LONGEST_LABEL } from './label-name.js';

/** A name that was typed, and why it cannot be taken. */
export interface TypedLabel {
  readonly name: string;
  readonly problem: string;
}

interface NewLabelProps {
  /** With its article: `a group` */
  readonly what: `${'a' | 'an'} ${string}`;
  readonly action: string;
  readonly typed: TypedLabel | null;
}

/** Adds a group or an organization, which have nothing but a name at first. */
export const NewLabel = ({ what, action, typed }: NewLabelProps) => (
  <section class="card" aria-labelledby="add">
    <h2 id="add">Add {what}</h2>
    <Form action={action}>
      <TextField
        name="name"
        label="Name"
        value={typed?.name ?? ''}
        problem={typed?.problem}
        maxLength={LONGEST_LABEL}
        autocomplete="off"
        required
      />
      <button type="submit">Add {what.replace(/^\w+ /, '')}</button>
    </Form>
  </section>
);
