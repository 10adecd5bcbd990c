import type { OrganizationRow } from '../../../queries/organizations.js';
import { userKinds } from '../../../queries/users.js';
import { Select, TextField } from '../../parts/field.js';
import { FilterForm } from '../../parts/filter-form.js';

interface UserFilterFormProps {
  readonly query: URLSearchParams;
  readonly organizations: readonly OrganizationRow[];
}

const ANY = { value: '', label: 'Any' };

export const UserFilterForm = ({ query, organizations }: UserFilterFormProps) => (
  <FilterForm action="/users" label="Users">
    <div class="fields">
      <TextField name="text" label="Name or e-mail" type="search" value={query.get('text') ?? ''} autocomplete="off" />
      <Select
        name="kind"
        label="Kind"
        value={query.get('kind') ?? ''}
        options={[ANY, ...userKinds.map((kind) => ({ value: kind, label: kind }))]}
      />
      <Select
        name="state"
        label="State"
        value={query.get('state') ?? ''}
        options={[ANY, { value: 'active', label: 'active' }, { value: 'deactivated', label: 'deactivated' }]}
      />
      {organizations.length > 0 && (
        <Select
          name="organization"
          label="Organization"
          value={query.get('organization') ?? ''}
          options={[ANY, ...organizations.map(({ id, name }) => ({ value: String(id), label: name }))]}
        />
      )}
    </div>
  </FilterForm>
);
