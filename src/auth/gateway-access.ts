import type { Rights } from '../queries/permissions.js';
import type { Queries } from '../queries/queries.js';
import type { Access } from './access.js';
import type { User } from './authenticate.js';

/** The rights that are granted for each integration (domain.md 2.2), under the names of the catalog's levels. */
const RIGHTS = ['read', 'write', 'execute', 'debug'] as const;

const OF_A_PERSON: ReadonlySet<string> = new Set(['staff']);
const NONE: ReadonlySet<string> = new Set();
const ALL: ReadonlySet<string> = new Set(RIGHTS);

const levelsOf = (rights: readonly Rights[]): Set<string> =>
  new Set(RIGHTS.filter((right) => rights.some((granted) => granted[right])));

/**
 * What a user may do, from the database: rights granted to the user and to the user's groups add up, and a superuser holds all
 * (domain.md 2.2).
 */
export function createGatewayAccess(queries: Queries): Access<User> {
  return {
    own: (user) => (user.staff || user.superuser ? OF_A_PERSON : NONE),
    async granted(user) {
      return user.superuser ? ALL : levelsOf(await queries.permissions.anywhere(user.id));
    },
    async integration(user, nameOrId) {
      const found = await queries.integrations.find(nameOrId);
      if (!found) return null;
      const ref = { id: found.id, path_name: found.path_name };
      if (user.superuser) return { ref, granted: ALL };
      const granted = levelsOf(await queries.permissions.on(user.id, found.id));
      return granted.size > 0 ? { ref, granted } : null;
    },
  };
}
