import { allRights, type Right } from '../../../queries/permissions.js';
import { Choices } from '../../parts/choices.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { RightsChoice } from './rights-choice.js';

/** What was typed into the form, and why it could not be done. */
export interface TypedGrant {
  readonly integration: string;
  readonly rights: readonly Right[];
  readonly problem: string;
}

export interface GrantFormProps {
  readonly action: string;
  /** The names of integrations, as suggestions. */
  readonly offered: readonly string[];
  /** What was typed before, when it could not be done. */
  readonly typed?: TypedGrant;
}

/** Grants rights on a further integration. */
export const GrantForm = ({ action, offered, typed }: GrantFormProps) => (
  <section class="card" aria-labelledby="grant">
    <h3 id="grant">Grant rights</h3>
    <Form action={action}>
      <TextField
        name="integration"
        label="Integration"
        list="offered-integrations"
        value={typed?.integration ?? ''}
        problem={typed?.problem}
        autocomplete="off"
        required
      />
      <Choices id="offered-integrations" values={offered} />
      <RightsChoice legend="Rights" checked={typed?.rights ?? ['read']} grantable={allRights} />
      <button type="submit">Grant</button>
    </Form>
  </section>
);
