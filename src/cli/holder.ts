import type { Holder } from '../queries/permission-log.js';
import type { Queries } from '../queries/queries.js';
import { CommandError } from './command-error.js';

/** The user or the group of that name. */
export async function holderOf({ users, groups }: Queries, name: string, isGroup: boolean): Promise<Holder> {
  const found = await (isGroup ? groups.find(name) : users.find(name));
  if (!found) throw new CommandError(`there is no ${isGroup ? 'group' : 'user'} ${name}.`);
  return isGroup ? { group_id: found.id } : { user_id: found.id };
}
