import type { Principal, Refusal } from './principal.js';

/** A user who has shown to be the one, in whatever way. */
export interface Account extends Principal {
  readonly email: string | null;
  readonly staff: boolean;
  readonly superuser: boolean;
  /** The API token that was used; null for any other way. */
  readonly tokenId: number | null;
  /** The client id of the OAuth application that acts for the user; null when none does. */
  readonly client: string | null;
}

interface UserRow {
  readonly id: number;
  readonly username: string;
  readonly email: string | null;
  readonly is_staff: boolean;
  readonly is_superuser: boolean;
}

/** The account of a user who came by him- or herself, or by a token or an application. */
export const accountOf = (
  { id, username, email, is_staff: staff, is_superuser: superuser }: UserRow,
  by: Partial<Pick<Account, 'tokenId' | 'client' | 'scopes'>> = {},
): Account => ({ id, username, email, staff, superuser, tokenId: null, client: null, scopes: null, ...by });

/** What is known of a request before it is known who sends it. */
export interface Credentials {
  readonly headers: {
    readonly authorization?: string | undefined;
    readonly cookie?: string | undefined;
    readonly 'x-csrftoken'?: string | string[] | undefined;
  };
  readonly method: string;
  /** The sender's network address. */
  readonly address: string;
}

/** One way to find out who sends a request; null when the request does not try that way. What is known needs no waiting. */
export type Authenticator = (credentials: Credentials) => Account | Refusal | null | Promise<Account | Refusal | null>;
