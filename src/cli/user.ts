import { Command } from 'commander';
import { hashPassword, randomPassword } from '../auth/password.js';
import type { Config } from '../config.js';
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

  return user;
}
