import type { OrganizationRow } from '../../../queries/organizations.js';
import { Form } from '../../parts/form.js';
import { type UserFacts, UserFields } from './user-form.js';

interface UserFactsFormProps {
  readonly action: string;
  readonly facts: UserFacts;
  readonly problems: { readonly email?: string; readonly kind?: string };
  readonly organizations: readonly OrganizationRow[];
}

/** Folded, unless something in it is to be mended. */
export const UserFactsForm = ({ action, facts, problems, organizations }: UserFactsFormProps) => (
  <details class="card fold" open={Object.keys(problems).length > 0}>
    <summary>Change e-mail, kind or organization…</summary>
    <Form action={action}>
      <UserFields facts={facts} organizations={organizations} problems={problems} />
      <button type="submit">Save</button>
    </Form>
  </details>
);
