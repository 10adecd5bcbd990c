import { Command } from 'commander';
import { hashPassword, randomPassword } from '../auth/password.js';
import type { Config } from '../config.js';
import { type UserPermission, userPermissions } from '../queries/user-permissions.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';
import { table } from './table.js';

export function userCommand(config: () => Config): Command {
  const user = new Command('user').description('manage users');

  user
    .command('create')
    .argument('<name>', 'the name to sign in with')
    .description('create a user with a random password, which is printed once')
    .option('--email <address>', 'the e-mail address')
    .option('--staff', 'may use MCP and create integrations')
    .option('--superuser', 'may do everything')
    .action(async (name: string, options: { email?: string; staff?: true; superuser?: true }) => {
      if (!/^[\w.@+-]{1,150}$/.test(name)) {
        throw new CommandError(`"${name}" cannot be a user's name: letters, digits and . @ + - _ only, 150 at most.`);
      }
      const password = randomPassword();
      await withDatabase(config(), async ({ users }) => {
        if (await users.find(name)) throw new CommandError(`there is a user ${name} already.`);
        const created = {
          username: name,
          email: options.email ?? null,
          password_hash: await hashPassword(password),
          is_staff: options.staff ?? options.superuser ?? false,
          is_superuser: options.superuser ?? false,
        };
        await users.create(created, new Date());
      });
      console.log(`created ${name}; password (shown once): ${password}`);
    });

  user
    .command('list')
    .description('list all users')
    .action(async () => {
      const rows = await withDatabase(config(), ({ users }) => users.list());
      const kind = (row: (typeof rows)[number]) =>
        row.is_superuser ? 'superuser' : row.is_staff ? 'staff' : 'standard';
      console.log(
        table(
          ['name', 'kind', 'state', 'e-mail', 'created'],
          rows.map((row) => [
            row.username,
            kind(row),
            row.active ? 'active' : 'disabled',
            row.email ?? '',
            row.created_at,
          ]),
        ),
      );
    });

  user
    .command('disable')
    .argument('<name>', 'the user')
    .description('disable a user; the user’s tokens stop working at once')
    .action(async (name: string) => {
      if (!(await withDatabase(config(), ({ users }) => users.setActive(name, false)))) {
        throw new CommandError(`there is no user ${name}.`);
      }
      console.log(`disabled ${name}`);
    });

  for (const verb of ['grant', 'revoke'] as const) {
    user
      .command(verb)
      .argument('<name>', 'the user')
      .argument('<permission>', `one of: ${userPermissions.join(', ')}`)
      .description(
        verb === 'grant'
          ? 'grant a permission that is not about one integration'
          : 'take such a permission away again; this holds at once',
      )
      .action(async (name: string, asked: string) => {
        const permission = permissionOf(asked);
        const changed = await withDatabase(config(), async ({ users, userPermissions }) => {
          const found = await users.find(name);
          if (!found) throw new CommandError(`there is no user ${name}.`);
          if (verb === 'grant') return userPermissions.grant(found.id, permission, new Date());
          return userPermissions.revoke(found.id, permission);
        });
        if (verb === 'grant') console.log(`${name} ${changed ? 'now holds' : 'held already'}: ${permission}`);
        else console.log(`${name} ${changed ? 'no longer holds' : 'did not hold'}: ${permission}`);
      });
  }

  return user;
}

function permissionOf(asked: string): UserPermission {
  const permission = userPermissions.find((known) => known === asked);
  if (permission) return permission;
  throw new CommandError(`there is no permission "${asked}"; it is one of: ${userPermissions.join(', ')}.`);
}
