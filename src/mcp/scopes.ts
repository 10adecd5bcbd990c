import type { Principal } from '../auth/principal.js';
import type { Permission, Registry } from './registry.js';

/** What an operation, a resource or a prompt asks for: its scopes follow from the levels. */
type Asked = Pick<Permission, 'level' | 'and'>;

/** Why a caller's token is not good for something that the caller might do. */
export interface ScopeChallenge {
  readonly message: string;
  /** To come back with: what was asked for takes them, or the token has them already. */
  readonly scopes: readonly string[];
}

/**
 * The scopes that the principal's token would need besides. The one place that decides: for calling, listing and the answer over
 * HTTP alike. A principal without scopes has no cap, and a catalog without them sets none.
 */
export function missingScopes({ levels }: Registry, { level, and }: Asked, { scopes }: Principal): string[] {
  if (scopes === null) return [];
  const needed = [and, level].flatMap((name) => (name === undefined ? [] : (levels[name]?.scope ?? [])));
  return [...new Set(needed)].filter((scope) => !scopes.has(scope));
}

/** Null when the principal's token is good for it. */
export function challengeOf(registry: Registry, asked: Asked, principal: Principal): ScopeChallenge | null {
  const missing = missingScopes(registry, asked, principal);
  if (missing.length === 0) return null;
  const named = missing.map((scope) => `"${scope}" (${registry.scopes[scope]?.means ?? scope})`).join(' and ');
  return {
    message: `The application may not do this for you: it needs the scope ${named}.`,
    scopes: Object.keys(registry.scopes).filter((scope) => missing.includes(scope) || principal.scopes?.has(scope)),
  };
}
