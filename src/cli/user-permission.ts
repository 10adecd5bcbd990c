import type { Command } from 'commander';
import type { Config } from '../config.js';
import { type UserPermission, userPermissions } from '../queries/user-permissions.js';
import { CommandError } from './command-error.js';
import { changingTools } from './database.js';
import { holderOf } from './holder.js';

/** The commands that grant what is not about one integration, to users or to groups, and take it away. */
export function addPermissionCommands(command: Command, kind: 'user' | 'group', config: () => Config): void {
  for (const verb of ['grant', 'revoke'] as const) {
    command
      .command(verb)
      .argument('<name>', `the ${kind}`)
      .argument('<permission>', `one of: ${userPermissions.join(', ')}`)
      .description(
        verb === 'grant'
          ? 'grant a permission that is not about one integration'
          : 'take such a permission away again; this holds at once',
      )
      .action(async (name: string, asked: string) => {
        const permission = permissionOf(asked);
        const changed = await changingTools(config(), async (queries) => {
          const holder = await holderOf(queries, name, kind === 'group');
          return queries.userPermissions[verb]({ ...holder, permission, by: null }, new Date());
        });
        if (verb === 'grant') console.log(`${name} ${changed ? 'now holds' : 'held already'}: ${permission}`);
        else console.log(`${name} ${changed ? 'no longer holds' : 'did not hold'}: ${permission}`);
      });
  }
}

function permissionOf(asked: string): UserPermission {
  const permission = userPermissions.find((known) => known === asked);
  if (permission) return permission;
  throw new CommandError(`there is no permission "${asked}"; it is one of: ${userPermissions.join(', ')}.`);
}
