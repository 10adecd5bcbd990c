import type { Account } from '../auth/account.js';
import type { Queries } from '../queries/queries.js';
import { type UserPermission, userPermissions } from '../queries/user-permissions.js';

/** Who administers: an account, and what it holds as such. */
export interface Caller extends Pick<Account, 'id' | 'username' | 'staff' | 'superuser'> {
  readonly permissions: ReadonlySet<UserPermission>;
}

/** The user as the database knows it now; null when there is no such user, or no active one. */
export async function callerOf(
  queries: Pick<Queries, 'users' | 'userPermissions'>,
  id: number,
): Promise<Caller | null> {
  const user = await queries.users.byId(id);
  if (!user?.active) return null;
  const permissions = user.is_superuser ? userPermissions : await queries.userPermissions.of(id);
  const { username, is_staff: staff, is_superuser: superuser } = user;
  return { id, username, staff: staff || superuser, superuser, permissions: new Set(permissions) };
}
