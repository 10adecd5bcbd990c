import type { Principal, Refusal } from './principal.js';

/** A user who has shown to be the one, in whatever way. */
export interface Account extends Principal {
  readonly email: string | null;
  readonly staff: boolean;
  readonly superuser: boolean;
  /** The API token that was used; null for any other way. */
  readonly tokenId: number | null;
}

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

/** One way to find out who sends a request; null when the request does not try that way. */
export type Authenticator = (credentials: Credentials) => Promise<Account | Refusal | null>;
