import type { IntegrationRef } from '../queries/integrations.js';
import { allRights, type Right, type Rights } from '../queries/permissions.js';
import type { Queries } from '../queries/queries.js';
import type { RunPart } from '../queries/run-history.js';
import { userPermissions } from '../queries/user-permissions.js';
import type { Access, Found } from './access.js';
import type { Account } from './account.js';

const STAFF: ReadonlySet<string> = new Set(['staff', 'administer']);
const SUPERUSER: ReadonlySet<string> = new Set([...STAFF, ...userPermissions]);
/** The parts of an integration, under the names of the catalog's parts. */
const PARTS: readonly string[] = ['run', 'run_item'] satisfies RunPart[];
const NONE: ReadonlySet<string> = new Set();
const ALL: ReadonlySet<string> = new Set(allRights);

const rightOf = (level: string | null): Right | null => allRights.find((right) => right === level) ?? null;

const levelsOf = (rights: readonly Rights[]): Set<string> =>
  new Set(allRights.filter((right) => rights.some((granted) => granted[right])));

/**
 * What a user may do, from the database: rights granted to the user and to the user's groups add up, and a superuser holds all
 * (domain.md 2.2).
 */
export function createGatewayAccess(queries: Queries): Access<Account> {
  const seen = async (user: Account, { id, path_name }: IntegrationRef): Promise<Found | null> => {
    const ref = { id, path_name };
    if (user.superuser) return { ref, granted: ALL };
    const granted = levelsOf(await queries.permissions.on(user.id, id));
    return granted.size > 0 ? { ref, granted } : null;
  };
  return {
    own: (user) => (user.superuser ? SUPERUSER : user.staff ? STAFF : NONE),
    async granted(user) {
      if (user.superuser) return ALL;
      const levels = levelsOf(await queries.permissions.anywhere(user.id));
      return new Set([...levels, ...(await queries.userPermissions.of(user.id))]);
    },
    async integration(user, nameOrId) {
      const found = await queries.integrations.find(nameOrId);
      return found && seen(user, found);
    },
    names: (user, part, level, limit) => queries.integrations.names(user.id, { part, right: rightOf(level), limit }),
    async owner(user, part, id) {
      if (!PARTS.includes(part)) throw new Error(`there is no part ${part} of an integration`);
      const found = await queries.runHistory.integrationOf(part as RunPart, id, user.id);
      return found && seen(user, found);
    },
  };
}
