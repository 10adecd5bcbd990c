import type { Knex } from 'knex';
import type { Right } from './permissions.js';

/** What somebody is to be granted on one integration. */
export interface InvitedRights {
  readonly integration_id: number;
  readonly rights: readonly Right[];
}

export interface InvitationRow {
  readonly id: number;
  readonly email: string;
  readonly username: string;
  readonly is_staff: boolean;
  readonly rights: readonly InvitedRights[];
  readonly invited_by: number;
  /** Who that is. */
  readonly inviter: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly accepted_at: string | null;
  /** When somebody who had the link after it expired asked for a new one. */
  readonly renewal_asked_at: string | null;
}

export interface NewInvitation
  extends Pick<InvitationRow, 'email' | 'username' | 'is_staff' | 'rights' | 'invited_by'> {
  readonly secret_hash: string;
  readonly expires_at: Date;
}

/** Who was asked to become a user (domain.md 3.13). */
export interface InvitationQueries {
  /** The newest first; those of one user, or, for null, everybody's. */
  list(invitedBy: number | null, limit: number): Promise<InvitationRow[]>;
  byId(id: number): Promise<InvitationRow | undefined>;
  bySecret(secretHash: string): Promise<InvitationRow | undefined>;
  /** Returns the id. */
  create(invitation: NewInvitation, at: Date): Promise<number>;
  /** Gives it another link, in the name of whoever does so; returns whether it could still be accepted. */
  renew(id: number, link: Pick<NewInvitation, 'secret_hash' | 'expires_at' | 'invited_by'>): Promise<boolean>;
  askRenewal(id: number, at: Date): Promise<void>;
  /** Returns whether it could still be accepted. */
  withdraw(id: number): Promise<boolean>;
  /** Returns whether it had neither been accepted nor expired: of two at the same time one is told so. */
  accept(id: number, at: Date): Promise<boolean>;
}

type Stored = Omit<InvitationRow, 'rights'> & { readonly rights: string };

export function invitationQueries(db: Knex): InvitationQueries {
  const invitations = () =>
    db('invitations as invitation')
      .join('users as inviter', 'inviter.id', 'invitation.invited_by')
      .select('invitation.id', 'invitation.email', 'invitation.username', 'invitation.is_staff', 'invitation.rights')
      .select('invitation.invited_by', 'inviter.username as inviter', 'invitation.created_at', 'invitation.expires_at')
      .select('invitation.accepted_at', 'invitation.renewal_asked_at');
  const one = async (where: object): Promise<InvitationRow | undefined> => {
    const row: Stored | undefined = await invitations().where(where).first();
    return row && invitationOf(row);
  };
  const open = (id: number) => db('invitations').where({ id }).whereNull('accepted_at');

  return {
    async list(invitedBy, limit) {
      const query = invitations().orderBy('invitation.id', 'desc').limit(limit);
      if (invitedBy !== null) query.where({ invited_by: invitedBy });
      return (await query).map(invitationOf);
    },
    byId: (id) => one({ 'invitation.id': id }),
    bySecret: (secret_hash) => one({ secret_hash }),
    async create({ rights, expires_at, ...invitation }, at) {
      const moments = { created_at: at.toISOString(), expires_at: expires_at.toISOString() };
      const row = { ...invitation, ...moments, rights: JSON.stringify(rights) };
      const [{ id }] = await db('invitations').insert(row).returning('id');
      return id;
    },
    async renew(id, { secret_hash, expires_at, invited_by }) {
      const link = { secret_hash, expires_at: expires_at.toISOString(), invited_by, renewal_asked_at: null };
      return (await open(id).update(link)) > 0;
    },
    async askRenewal(id, at) {
      await open(id).update({ renewal_asked_at: at.toISOString() });
    },
    withdraw: async (id) => (await open(id).delete()) > 0,
    accept: async (id, at) =>
      (await open(id).where('expires_at', '>', at.toISOString()).update({ accepted_at: at.toISOString() })) > 0,
  };
}

const invitationOf = (row: Stored): InvitationRow => ({ ...row, rights: JSON.parse(row.rights) });
