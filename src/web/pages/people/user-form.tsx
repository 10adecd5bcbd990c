import type { NameProblems } from '../../../auth/user-names.js';
import type { OrganizationRow } from '../../../queries/organizations.js';
import { type UserKind, userKinds } from '../../../queries/users.js';
import { Select, TextField } from '../../parts/field.js';

/** What a superuser says of a user. */
export interface UserFacts {
  readonly email: string | null;
  readonly kind: UserKind;
  readonly organizationId: number | null;
}

interface UserFieldsProps {
  readonly facts: UserFacts;
  readonly organizations: readonly OrganizationRow[];
  readonly problems: NameProblems & { readonly kind?: string };
}

const MEANING: Readonly<Record<UserKind, string>> = {
  standard: 'Standard: uses the pages',
  staff: 'Staff: also MCP, and hands on the rights they hold',
  superuser: 'Superuser: may do everything',
  'service account': 'Service account: only calls integrations',
};

export const UserFields = ({ facts, organizations, problems }: UserFieldsProps) => (
  <div class="fields">
    <TextField
      name="email"
      label="E-mail address"
      type="email"
      value={facts.email ?? ''}
      problem={problems.email}
      hint="Can be used to sign in."
      autocomplete="off"
    />
    <Select
      name="kind"
      label="Kind"
      value={facts.kind}
      problem={problems.kind}
      options={userKinds.map((kind) => ({ value: kind, label: MEANING[kind] }))}
    />
    <Select
      name="organization"
      label="Organization"
      value={facts.organizationId === null ? '' : String(facts.organizationId)}
      hint="Its members see the runs of its members alone."
      options={[
        { value: '', label: 'None' },
        ...organizations.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
    />
  </div>
);
