import type { IntegrationRef } from './handler.js';

/** Who is calling. */
export interface Principal {
  readonly id: number;
  readonly username: string;
}

/**
 * What a principal may do. The pipeline asks it in one place, for listing and calling alike; src/auth/ answers it for the
 * gateway from its database.
 */
export interface Access<P extends Principal = Principal> {
  /** The levels that the principal holds: as such, or on at least one integration. */
  held(principal: P): Promise<ReadonlySet<string>>;
  /** The integration of that path name or id and the levels held on it; null when there is none or it may not be seen. */
  integration(principal: P, nameOrId: string): Promise<{ ref: IntegrationRef; held: ReadonlySet<string> } | null>;
}
