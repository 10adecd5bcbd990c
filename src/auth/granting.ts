import type { Holder } from '../queries/permission-log.js';
import { allRights, type Right, type Rights } from '../queries/permissions.js';
import type { Queries } from '../queries/queries.js';
import type { Account } from './account.js';

/** A change of rights on one integration. */
export interface RightsChange {
  readonly holder: Holder;
  readonly integrationId: number;
  readonly rights: readonly Right[];
}

/** What came of it: the rights that the holder has since, or why nothing was changed. */
export type Granted = { readonly rights: Rights } | { readonly refused: string };

type Actor = Pick<Account, 'id' | 'staff' | 'superuser'>;

/**
 * Who may change what about people and rights (domain.md 2.1, 2.2). A superuser may everything. Staff see users, groups and
 * permissions, and hand on the rights on integrations that they hold themselves, to others and not to themselves.
 */
export class Granting {
  constructor(private readonly queries: Queries) {}

  /** Users, groups, organizations and what is granted to people as such. */
  mayManage(actor: Actor): boolean {
    return actor.superuser;
  }

  /** @param permissions what the actor holds as such */
  mayInvite(actor: Actor, permissions: ReadonlySet<string>): boolean {
    return actor.superuser || (actor.staff && permissions.has('invite'));
  }

  /** The rights on an integration that the actor may grant and take away. */
  async grantable(actor: Actor, integrationId: number): Promise<Right[]> {
    if (actor.superuser) return [...allRights];
    if (!actor.staff) return [];
    const held = await this.queries.permissions.on(actor.id, integrationId);
    return allRights.filter((right) => held.some((granted) => granted[right]));
  }

  /** The same for every integration at once. */
  async grantableAnywhere(actor: Actor): Promise<(integrationId: number) => Right[]> {
    if (actor.superuser) return () => [...allRights];
    const held = actor.staff ? await this.queries.permissions.everywhere(actor.id) : [];
    const pairs = new Set(
      held.flatMap((granted) =>
        allRights.filter((right) => granted[right]).map((right) => `${granted.integration_id} ${right}`),
      ),
    );
    return (id) => allRights.filter((right) => pairs.has(`${id} ${right}`));
  }

  grant(actor: Actor, change: RightsChange, at: Date): Promise<Granted> {
    return this.queries.atomically(async (inside) => {
      const own = await new Granting(inside).#isOwn(actor, change.holder);
      if (own && !actor.superuser) return { refused: 'Nobody but a superuser grants rights to themselves.' };
      return new Granting(inside).#apply('grant', actor, change, at);
    });
  }

  revoke(actor: Actor, change: RightsChange, at: Date): Promise<Granted> {
    return this.queries.atomically((inside) => new Granting(inside).#apply('revoke', actor, change, at));
  }

  async #apply(
    action: 'grant' | 'revoke',
    actor: Actor,
    { holder, integrationId: integration_id, rights }: RightsChange,
    at: Date,
  ): Promise<Granted> {
    const { permissions } = this.queries;
    const grantable = await this.grantable(actor, integration_id);
    const missing = rights.filter((right) => !grantable.includes(right));
    if (missing.length > 0) return { refused: `You do not hold ${missing.join(', ')} on that integration yourself.` };
    const change = { ...holder, integration_id, rights };
    return {
      rights:
        action === 'grant'
          ? await permissions.grant({ ...change, granted_by: actor.id }, at)
          : await permissions.revoke({ ...change, revoked_by: actor.id }, at),
    };
  }

  /** What is granted to a group of the actor's is granted to the actor. */
  async #isOwn(actor: Actor, holder: Holder): Promise<boolean> {
    if ('user_id' in holder) return holder.user_id === actor.id;
    const groups = await this.queries.groups.ofUser(actor.id);
    return groups.some(({ id }) => id === holder.group_id);
  }
}
