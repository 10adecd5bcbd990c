import { type UserPermission, type UserPermissionRow, userPermissions } from '../../../queries/user-permissions.js';
import { Empty } from '../../parts/empty.js';
import { Checkbox } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Moment } from '../../parts/moment.js';

/** What the permissions are called where people read them (domain.md 2.1). */
export const RIGHT_NAMES: Readonly<Record<UserPermission, string>> = {
  run_history: 'Can use MCP Run History tool',
  adapter_configs: 'Can use Adapter Configs',
  custom_adapters: 'Can use Custom Adapters',
  shared_modules: 'Can use Shared Modules',
  frontends: 'Can use Frontends',
  invite: 'Can invite (staff)',
};

interface SpecialRightsProps {
  readonly held: readonly UserPermissionRow[];
  /** Where the form goes; null for those who may look only. */
  readonly action: string | null;
}

/** What a user or a group holds as such, and not on one integration. */
export function SpecialRights({ held, action }: SpecialRightsProps) {
  const rowOf = (permission: UserPermission) => held.find((row) => row.permission === permission);
  return (
    <section class="card" aria-labelledby="special-rights">
      <h2 id="special-rights">Special rights</h2>
      {action === null ? (
        held.length === 0 ? (
          <Empty>None. A superuser grants them.</Empty>
        ) : (
          <ul>
            {held.map((row) => (
              <li key={row.permission}>
                <Name row={row} permission={row.permission} />
              </li>
            ))}
          </ul>
        )
      ) : (
        <Form action={action}>
          {userPermissions.map((permission) => (
            <Checkbox
              key={permission}
              name="permission"
              value={permission}
              checked={rowOf(permission) !== undefined}
              label={<Name row={rowOf(permission)} permission={permission} />}
            />
          ))}
          <button type="submit">Save special rights</button>
        </Form>
      )}
    </section>
  );
}

const Name = ({ permission, row }: { permission: UserPermission; row: UserPermissionRow | undefined }) => (
  <>
    {RIGHT_NAMES[permission]}
    {row && (
      <span class="soft">
        {' '}
        · by {row.granted_by ?? 'the command line'} on <Moment at={row.granted_at} />
      </span>
    )}
  </>
);
