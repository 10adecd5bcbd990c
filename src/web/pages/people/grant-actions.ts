import { Granting } from '../../../auth/granting.js';
import type { Holder } from '../../../queries/permission-log.js';
import { allRights, type GrantRow, type Right } from '../../../queries/permissions.js';
import type { UserPermission } from '../../../queries/user-permissions.js';
import { userPermissions } from '../../../queries/user-permissions.js';
import type { Form } from '../../form.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound, WebError } from '../../web-error.js';
import type { TypedGrant } from './grant-form.js';
import type { ShownGrant } from './grants.js';
import { pathId } from './path-id.js';

/** How many integrations a form suggests; others can be typed. */
const MOST_OFFERED = 300;

/** What the forms of users and of groups do to rights, in the visitor's name. */
export class GrantActions {
  readonly #granting: Granting;

  constructor(private readonly services: SiteServices) {
    this.#granting = new Granting(services.queries);
  }

  /** Grants what the form asks for; null, or what was typed and why it cannot be done. */
  async grant(visit: Visit, holder: Holder): Promise<TypedGrant | null> {
    const { user, form } = visit;
    const [integration, rights] = [form.text('integration'), rightsIn(form)];
    const refused = (problem: string): TypedGrant => ({ integration, rights, problem });
    if (rights.length === 0) return refused('Choose at least one right.');
    const found = await this.services.access.integration(user, integration);
    if (!found) return refused('There is no integration of that name on which you hold a right.');
    const change = { holder, integrationId: found.ref.id, rights };
    const granted = await this.#granting.grant(user, change, this.services.now());
    if ('refused' in granted) return refused(granted.refused);
    this.#changed();
    return null;
  }

  /** Makes the rights on the path's integration those that are checked, as far as the visitor may change them. @throws WebError */
  async change(visit: Visit, holder: Holder): Promise<void> {
    const { user, form } = visit;
    const integrationId = pathId(visit, 'integration');
    const grantable = await this.#granting.grantable(user, integrationId);
    const [held] = await this.services.queries.permissions.list({ ...holderFilter(holder), integrationId });
    if (grantable.length === 0 || !held) throw notFound('permission');
    const checked = rightsIn(form);
    const added = grantable.filter((right) => checked.includes(right) && !held[right]);
    const taken = grantable.filter((right) => !checked.includes(right) && held[right]);
    const at = this.services.now();
    for (const [action, rights] of [
      ['grant', added],
      ['revoke', taken],
    ] as const) {
      if (rights.length === 0) continue;
      const outcome = await this.#granting[action](user, { holder, integrationId, rights }, at);
      if ('refused' in outcome) throw new WebError(403, 'Not allowed', outcome.refused);
    }
    this.#changed();
  }

  /** Makes the special rights those that are checked. Who may do so, the route says. */
  async changeSpecial({ user, form }: Visit, holder: Holder): Promise<void> {
    const { queries, now } = this.services;
    const checked = form.all('permission');
    const at = now();
    await queries.atomically(async (inside) => {
      const held = (await inside.userPermissions.list(holder)).map(({ permission }) => permission);
      for (const permission of userPermissions) {
        const action = changeOf(held, checked, permission);
        if (action) await inside.userPermissions[action]({ ...holder, permission, by: user.id }, at);
      }
    });
    this.#changed();
  }

  /** The grants of a holder, with what of them the visitor may change. */
  async shown({ user }: Visit, grants: readonly GrantRow[]): Promise<ShownGrant[]> {
    const grantable = await this.#granting.grantableAnywhere(user);
    return grants.map((grant) => ({ grant, grantable: grantable(grant.integration_id) }));
  }

  /** The names of integrations on which the visitor may grant something. */
  async offered({ user }: Visit): Promise<string[]> {
    const page = { active_only: false, limit: MOST_OFFERED };
    const { integrations } = await this.services.queries.integrations.list(user.id, page);
    return integrations.map(({ path_name }) => path_name);
  }

  #changed(): void {
    this.services.events.publish({ type: 'tools_changed' });
  }
}

const rightsIn = (form: Form): Right[] => allRights.filter((right) => form.all('right').includes(right));

const holderFilter = (holder: Holder) =>
  'user_id' in holder ? { userId: holder.user_id } : { groupId: holder.group_id };

function changeOf(
  held: readonly UserPermission[],
  checked: readonly string[],
  permission: UserPermission,
): 'grant' | 'revoke' | null {
  if (held.includes(permission) === checked.includes(permission)) return null;
  return held.includes(permission) ? 'revoke' : 'grant';
}
