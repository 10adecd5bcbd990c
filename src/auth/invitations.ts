import type { InvitationRow, InvitedRights } from '../queries/invitations.js';
import type { Queries } from '../queries/queries.js';
import { flagsOf } from '../queries/users.js';
import type { Account } from './account.js';
import { Granting } from './granting.js';
import { newPasswordProblem } from './new-password.js';
import { hashPassword } from './password.js';
import { hashSecret, makeSecret } from './secret.js';
import { nameProblems } from './user-names.js';

/** How long the link of an invitation can be used (domain.md 3.13). */
export const INVITATION_MS = 14 * 24 * 3_600_000;

type Actor = Pick<Account, 'id' | 'staff' | 'superuser'>;

export interface Invited {
  readonly email: string;
  /** A proposal: whoever accepts may take another one. */
  readonly username: string;
  readonly staff: boolean;
  readonly rights: readonly InvitedRights[];
}

/** What is wrong, by the name of what was typed. */
export interface InvitationProblems {
  readonly email?: string;
  readonly username?: string;
  readonly password?: string;
  readonly rights?: string;
}

/** The way into an invitation, known to its sender once and then to its receiver alone. */
export interface Link {
  readonly id: number;
  readonly secret: string;
}

/** What a link leads to. `gone`: used, withdrawn, or sent by somebody who may not invite any more. */
export type Opened =
  | { readonly state: 'open' | 'expired'; readonly invitation: InvitationRow }
  | { readonly state: 'gone' };

export class Invitations {
  constructor(
    private readonly queries: Queries,
    private readonly now: () => Date,
  ) {}

  /** The actor must be one who may invite (`Granting`). */
  async invite(
    actor: Actor,
    { email, username, staff, rights }: Invited,
  ): Promise<Link | { problems: InvitationProblems }> {
    const problems = await nameProblems(this.queries.users, { username, email });
    if (problems) return { problems };
    if (!isWithin(rights, await this.#handedOn(actor, rights)))
      return { problems: { rights: 'You may hand on no rights but those that you hold yourself.' } };
    const row = { email, username, is_staff: staff, rights, invited_by: actor.id };
    const { secret, ...link } = this.#newLink();
    const id = await this.queries.invitations.create({ ...row, ...link }, this.now());
    return { id, secret };
  }

  /** Makes another link, after which the old one leads nowhere; null when it was accepted or withdrawn. */
  async renew(actor: Actor, id: number): Promise<Link | null> {
    const { secret, ...link } = this.#newLink();
    const renewed = await this.queries.invitations.renew(id, { ...link, invited_by: actor.id });
    return renewed ? { id, secret } : null;
  }

  async open(secret: string): Promise<Opened> {
    const invitation = await this.queries.invitations.bySecret(hashSecret(secret));
    if (!invitation || invitation.accepted_at || !(await this.#inviter(invitation))) return { state: 'gone' };
    return { state: new Date(invitation.expires_at) > this.now() ? 'open' : 'expired', invitation };
  }

  /** Lets the inviter know that somebody still wants to come in. */
  async askRenewal(secret: string): Promise<void> {
    const opened = await this.open(secret);
    if (opened.state === 'expired') await this.queries.invitations.askRenewal(opened.invitation.id, this.now());
  }

  /**
   * Makes the user, with those of the promised rights that the inviter holds still; null when the link leads nowhere (any more).
   */
  async accept(
    secret: string,
    { username, password }: { username: string; password: string },
  ): Promise<{ userId: number } | { problems: InvitationProblems } | null> {
    const opened = await this.open(secret);
    if (opened.state !== 'open') return null;
    const { email } = opened.invitation;
    const problems = await nameProblems(this.queries.users, { username, email });
    const password_problem = newPasswordProblem(password, { username, email });
    if (problems || password_problem)
      return { problems: { ...problems, ...(password_problem && { password: password_problem }) } };
    const password_hash = await hashPassword(password);
    const userId = await this.queries.atomically((inside) =>
      new Invitations(inside, this.now).#admit(opened.invitation, { username, password_hash }),
    );
    return userId === null ? null : { userId };
  }

  async #admit(
    invitation: InvitationRow,
    { username, password_hash }: { username: string; password_hash: string },
  ): Promise<number | null> {
    const { users, permissions, invitations } = this.queries;
    const at = this.now();
    const inviter = await this.#inviter(invitation);
    if (!inviter || !(await invitations.accept(invitation.id, at))) return null;
    const { email, is_staff, rights } = invitation;
    const { organization_id } = inviter;
    const user = { username, email, password_hash, organization_id, ...flagsOf(is_staff ? 'staff' : 'standard') };
    const user_id = await users.create(user, at, inviter.id);
    for (const granted of await this.#handedOn(inviter, rights)) {
      await permissions.grant({ user_id, ...granted, granted_by: inviter.id }, at);
    }
    return user_id;
  }

  /** Who has invited, if he or she may still do so. */
  async #inviter({ invited_by }: InvitationRow): Promise<(Actor & { organization_id: number | null }) | null> {
    const user = await this.queries.users.byId(invited_by);
    if (!user?.active) return null;
    const actor = { id: user.id, staff: user.is_staff, superuser: user.is_superuser };
    const permissions = new Set(await this.queries.userPermissions.of(user.id));
    const may = new Granting(this.queries).mayInvite(actor, permissions);
    return may ? { ...actor, organization_id: user.organization_id } : null;
  }

  /** Those of the rights that the actor may grant. */
  async #handedOn(actor: Actor, asked: readonly InvitedRights[]): Promise<InvitedRights[]> {
    const granting = new Granting(this.queries);
    const found: InvitedRights[] = [];
    for (const { integration_id, rights } of asked) {
      // It may have been deleted since.
      if (!(await this.queries.integrations.state(integration_id))) continue;
      const grantable = await granting.grantable(actor, integration_id);
      const granted = rights.filter((right) => grantable.includes(right));
      if (granted.length > 0) found.push({ integration_id, rights: granted });
    }
    return found;
  }

  #newLink(): { secret: string; secret_hash: string; expires_at: Date } {
    const secret = makeSecret();
    const expires_at = new Date(this.now().getTime() + INVITATION_MS);
    return { secret, secret_hash: hashSecret(secret), expires_at };
  }
}

const count = (rights: readonly InvitedRights[]): number => rights.reduce((sum, { rights }) => sum + rights.length, 0);

const isWithin = (asked: readonly InvitedRights[], handedOn: readonly InvitedRights[]): boolean =>
  count(asked) === count(handedOn);
