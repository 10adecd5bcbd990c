/** Who is calling. */
export interface Principal {
  readonly id: number;
  readonly username: string;
  /**
   * What of the principal's rights the application that asks was given, by the names of the catalog's scopes; null for all of
   * them: no application asks.
   */
  readonly scopes: ReadonlySet<string> | null;
}

/** Why a caller is turned away: 401 when it may come back with other credentials, 403 when that would not help, 429 for now. */
export interface Refusal {
  readonly status: 401 | 403 | 429;
  readonly message: string;
  /** The `WWW-Authenticate` header of a 401. */
  readonly challenge: string;
  /** How many seconds to wait after a 429. */
  readonly retryAfter?: number;
}

/**
 * Finds out who sends a request, from its headers alone; its address says where wrong tokens come from. What is known needs no
 * waiting.
 */
export type Authenticate<P extends Principal = Principal> = (
  headers: { authorization?: string | undefined },
  address: string,
) => P | Refusal | Promise<P | Refusal>;
