import { allRights, type GrantRow, type Right } from '../../../queries/permissions.js';
import { Empty } from '../../parts/empty.js';
import { Form } from '../../parts/form.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { GrantForm, type GrantFormProps } from './grant-form.js';
import { RightsBadges } from './rights-badges.js';
import { RightsChoice } from './rights-choice.js';

/** A grant, and which of its rights the visitor may change. */
export interface ShownGrant {
  readonly grant: GrantRow;
  readonly grantable: readonly Right[];
}

interface GrantsProps {
  /** `/users/7/permissions`, where the forms go. */
  readonly action: string;
  /** What stands where there is no grant. */
  readonly nothing: string;
  readonly grants: readonly ShownGrant[];
  /** Null when the visitor can grant nothing here. */
  readonly form: Omit<GrantFormProps, 'action'> | null;
}

/** What a user or a group was granted on integrations, with the forms that change it. */
export const Grants = ({ action, grants, form, nothing }: GrantsProps) => (
  <section aria-labelledby="integration-permissions">
    <h2 id="integration-permissions">Integration permissions</h2>
    {grants.length === 0 ? <Empty>{nothing}</Empty> : <GrantTable action={action} grants={grants} />}
    {form && <GrantForm action={action} {...form} />}
  </section>
);

const GrantTable = ({ action, grants }: Pick<GrantsProps, 'action' | 'grants'>) => (
  <Table label="Integration permissions" heads={['Integration', 'Rights', 'Granted by', 'On (UTC)']} actions>
    {grants.map(({ grant, grantable }) => (
      <tr key={grant.integration_id}>
        <th scope="row">{grant.path_name}</th>
        <td>
          <RightsBadges rights={grant} />
        </td>
        <td>{grant.granted_by ?? 'command line'}</td>
        <td>
          <Moment at={grant.granted_at} />
        </td>
        <td>
          {grantable.length > 0 && (
            <details>
              <summary aria-label={`Change the rights on ${grant.path_name}`}>Change…</summary>
              <Form action={`${action}/${grant.integration_id}`}>
                <RightsChoice
                  legend={`Rights on ${grant.path_name}`}
                  checked={allRights.filter((right) => grant[right])}
                  grantable={grantable}
                />
                <button type="submit" class="small">
                  Save
                </button>
              </Form>
            </details>
          )}
        </td>
      </tr>
    ))}
  </Table>
);
