import type { Rights } from '../queries/permissions.js';
import type { Queries } from '../queries/queries.js';
import type { Access } from './access.js';
import type { User } from './authenticate.js';

/** The rights that are granted for each integration (domain.md 2.2), under the names of the catalog's levels. */
const RIGHTS = ['read', 'write', 'execute', 'debug'] as const;

const heldOf = (rights: readonly Rights[]): Set<string> =>
  new Set(RIGHTS.filter((right) => rights.some((granted) => granted[right])));

/**
 * What a user may do, from the database: rights granted to the user and to the user's groups add up, and a superuser holds all
 * (domain.md 2.2).
 */
export function createGatewayAccess(queries: Queries): Access<User> {
  return {
    async held(user) {
      if (user.superuser) return new Set(['staff', ...RIGHTS]);
      const held = heldOf(await queries.permissions.anywhere(user.id));
      if (user.staff) held.add('staff');
      return held;
    },
    async integration(user, nameOrId) {
      const found = await queries.integrations.find(nameOrId);
      if (!found) return null;
      const ref = { id: found.id, path_name: found.path_name };
      if (user.superuser) return { ref, held: new Set(RIGHTS) };
      const held = heldOf(await queries.permissions.on(user.id, found.id));
      return held.size > 0 ? { ref, held } : null;
    },
  };
}
