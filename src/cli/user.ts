import { Command } from 'commander';
import { hashPassword, randomPassword } from '../auth/password.js';
import { nameProblems } from '../auth/user-names.js';
import type { Config } from '../config.js';
import type { Queries } from '../queries/queries.js';
import { flagsOf, kindOf, type UserKind, type UserRow } from '../queries/users.js';
import { CommandError } from './command-error.js';
import { changingTools, withDatabase } from './database.js';
import { table } from './table.js';
import { addPermissionCommands } from './user-permission.js';

interface CreateOptions {
  email?: string;
  staff?: true;
  superuser?: true;
  serviceAccount?: true;
  organization?: string;
  /** False for `--no-password`. */
  password: boolean;
}

export function userCommand(config: () => Config): Command {
  const user = new Command('user').description('manage users');

  user
    .command('create')
    .argument('<name>', 'the name to sign in with')
    .description('create a user with a random password, which is printed once')
    .option('--email <address>', 'the e-mail address')
    .option('--staff', 'may use MCP and create integrations')
    .option('--superuser', 'may do everything')
    .option('--service-account', 'only calls integrations')
    .option('--organization <name>', 'the organization; it is created when there is none of that name')
    .option('--no-password', 'signs in with tokens alone')
    .action(async (name: string, options: CreateOptions) => {
      const kind = kindIn(options);
      const password = options.password ? randomPassword() : null;
      const password_hash = password && (await hashPassword(password));
      const email = options.email ?? null;
      await withDatabase(config(), async (queries) => {
        const problems = await nameProblems(queries.users, { username: name, email });
        if (problems?.username) throw new CommandError(`"${name}" cannot be the name. ${problems.username}`);
        if (problems?.email) throw new CommandError(`"${email}" cannot be the e-mail address. ${problems.email}`);
        await queries.atomically(async (inside) => {
          const organization_id = options.organization ? await organizationOf(inside, options.organization) : null;
          const row = { username: name, email, password_hash, organization_id, ...flagsOf(kind) };
          await inside.users.create(row, new Date());
        });
      });
      console.log(password ? `created ${name}; password (shown once): ${password}` : `created ${name}`);
    });

  user
    .command('list')
    .description('list all users')
    .action(async () => {
      const rows = await withDatabase(config(), ({ users }) => users.list());
      console.log(
        table(
          ['name', 'kind', 'state', 'e-mail', 'organization', 'created', 'signed in'],
          rows.map((row) => [
            row.username,
            kindOf(row),
            row.active ? 'active' : 'disabled',
            row.email ?? '',
            row.organization ?? '',
            row.created_at,
            row.signed_in_at ?? 'never',
          ]),
        ),
      );
    });

  user
    .command('disable')
    .argument('<name>', 'the user')
    .description('disable a user, who is signed out; the user’s tokens are revoked')
    .action(async (name: string) => {
      await changingTools(config(), async ({ users }) =>
        users.setActive((await existing(users, name)).username, false, new Date()),
      );
      console.log(`disabled ${name}`);
    });

  user
    .command('enable')
    .argument('<name>', 'the user')
    .description('let a disabled user in again, who needs new tokens, and signs clients in anew')
    .action(async (name: string) => {
      await changingTools(config(), async ({ users }) =>
        users.setActive((await existing(users, name)).username, true, new Date()),
      );
      console.log(`enabled ${name}`);
    });

  user
    .command('passwd')
    .argument('<name>', 'the user')
    .option('--none', 'take the password away: the user signs in with tokens alone')
    .description('give a user a new random password, which is printed once; the user is signed out of the pages')
    .action(async (name: string, { none }: { none?: true }) => {
      const password = none ? null : randomPassword();
      const hash = password && (await hashPassword(password));
      await withDatabase(config(), async ({ users }) => users.setPassword((await existing(users, name)).id, hash));
      console.log(password ? `${name}: new password (shown once): ${password}` : `${name} has no password now`);
    });

  addPermissionCommands(user, 'user', config);
  return user;
}

function kindIn({ staff, superuser, serviceAccount }: CreateOptions): UserKind {
  if (serviceAccount && (staff || superuser)) {
    throw new CommandError('a service account only calls integrations; it is neither staff nor superuser.');
  }
  return superuser ? 'superuser' : staff ? 'staff' : serviceAccount ? 'service account' : 'standard';
}

async function organizationOf({ organizations }: Queries, name: string): Promise<number> {
  return (await organizations.find(name))?.id ?? organizations.create(name);
}

async function existing(users: Queries['users'], name: string): Promise<UserRow> {
  const found = await users.find(name);
  if (!found) throw new CommandError(`there is no user ${name}.`);
  return found;
}
