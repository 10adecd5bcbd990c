import type { Account } from '../auth/account.js';
import { allRights, type Right } from '../queries/permissions.js';
import type { Queries } from '../queries/queries.js';
import { type UserPermission, userPermissions } from '../queries/user-permissions.js';
import { AdminError } from './admin-error.js';

/** Who administers: an account, and what it holds. */
export interface Caller extends Pick<Account, 'id' | 'username' | 'staff' | 'superuser'> {
  /** What is granted to the caller as such, or to a group of the caller's. */
  readonly permissions: ReadonlySet<UserPermission>;
  /** The rights that the caller holds on at least one integration. */
  readonly rights: ReadonlySet<Right>;
}

type Asked = Pick<Queries, 'users' | 'userPermissions' | 'permissions'>;

/** The user as the database knows it now; null when there is no such user, or no active one. */
export async function callerOf(
  { users, userPermissions: special, permissions }: Asked,
  id: number,
): Promise<Caller | null> {
  const user = await users.byId(id);
  if (!user?.active) return null;
  const { username, is_staff, is_superuser: superuser } = user;
  if (superuser) {
    return { id, username, staff: true, superuser, permissions: new Set(userPermissions), rights: new Set(allRights) };
  }
  const anywhere = await permissions.anywhere(id);
  return {
    id,
    username,
    staff: is_staff,
    superuser,
    permissions: new Set(await special.of(id)),
    rights: new Set(allRights.filter((right) => anywhere.some((granted) => granted[right]))),
  };
}

/** @throws AdminError: who is deactivated while a call is on its way may see nothing any more */
export async function knownCaller(queries: Asked, id: number): Promise<Caller> {
  const caller = await callerOf(queries, id);
  if (caller) return caller;
  throw new AdminError('unknown_model', 'Your account is not active any more.');
}
