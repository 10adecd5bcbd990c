import type { Principal } from './principal.js';

/** An integration that exists, and that the caller may see. */
export interface IntegrationRef {
  readonly id: number;
  readonly path_name: string;
}

/** What a principal may do. The call pipeline asks it in one place, for listing and calling alike. */
export interface Access<P extends Principal = Principal> {
  /** The levels that the principal holds as such; known since it was identified. */
  own(principal: P): ReadonlySet<string>;
  /** The levels that it was granted: on at least one integration, or as such. */
  granted(principal: P): Promise<ReadonlySet<string>>;
  /** The integration of that path name or id and the levels granted on it; null when there is none or it may not be seen. */
  integration(principal: P, nameOrId: string): Promise<Found | null>;
  /** The names of integrations that have `part` in them, on which the principal holds the level; on which any, without a level. */
  names(principal: P, part: string, level: string | null, limit: number): Promise<string[]>;
  /** The integration that a part belongs to, for example `run` 7; null when there is no such part or it may not be seen. */
  owner(principal: P, part: string, id: number): Promise<Found | null>;
}

/** An integration, and the levels that are granted on it. */
export interface Found {
  readonly ref: IntegrationRef;
  readonly granted: ReadonlySet<string>;
}
