/** Who is calling. */
export interface Principal {
  readonly id: number;
  readonly username: string;
}

/** Why a caller is turned away: 401 when it may come back with other credentials, 403 when that would not help. */
export interface Refusal {
  readonly status: 401 | 403;
  readonly message: string;
  /** The `WWW-Authenticate` header of a 401. */
  readonly challenge: string;
}

/** Finds out who sends a request, from its headers alone. */
export type Authenticate<P extends Principal = Principal> = (headers: {
  authorization?: string | undefined;
}) => Promise<P | Refusal>;
