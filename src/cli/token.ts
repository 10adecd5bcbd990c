import { Command } from 'commander';
import { makeApiToken } from '../auth/api-token.js';
import { TOKEN_DAYS, tokenExpiry } from '../auth/token-lifetime.js';
import type { Config } from '../config.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';
import { table } from './table.js';

export function tokenCommand(config: () => Config): Command {
  const token = new Command('token').description('manage API tokens');

  token
    .command('create')
    .description('create an API token and print it, alone, on standard output; it is shown once')
    .requiredOption('--user <name>', 'for whom')
    .option('--name <name>', 'what it is for', 'command line')
    .option('--expires <days>', 'after how many days it ends, or "never"', String(TOKEN_DAYS.usual))
    .action(async ({ user, name, expires }: { user: string; name: string; expires: string }) => {
      const now = new Date();
      const expires_at = expiryOf(expires, now);
      const made = makeApiToken();
      await withDatabase(config(), async ({ users, tokens }) => {
        const owner = await users.find(user);
        if (!owner) throw new CommandError(`there is no user ${user}.`);
        if (!owner.active) throw new CommandError(`the user ${user} is disabled.`);
        const row = { user_id: owner.id, name, token_hash: made.hash, prefix: made.prefix, expires_at };
        await tokens.create(row, now);
      });
      console.log(made.token);
    });

  token
    .command('list')
    .description('list all API tokens')
    .action(async () => {
      const rows = await withDatabase(config(), ({ tokens }) => tokens.list());
      console.log(
        table(
          ['id', 'token', 'user', 'name', 'created', 'expires', 'last used', 'revoked'],
          rows.map((row) => [
            String(row.id),
            `${row.prefix}…`,
            row.username,
            row.name,
            row.created_at,
            row.expires_at ?? 'never',
            row.last_used_at ?? 'never',
            row.revoked_at ?? '',
          ]),
        ),
      );
    });

  token
    .command('revoke')
    .argument('<id>', 'the id that "token list" shows')
    .description('revoke an API token; it stops working within a second')
    .action(async (id: string) => {
      const revoked =
        /^\d{1,9}$/.test(id) && (await withDatabase(config(), ({ tokens }) => tokens.revoke(Number(id), new Date())));
      if (!revoked) throw new CommandError(`there is no token ${id} that could be revoked.`);
      console.log(`revoked ${id}`);
    });

  return token;
}

function expiryOf(text: string, now: Date): Date | null {
  const expiry = tokenExpiry(text, now);
  if (expiry !== undefined) return expiry;
  const { least, most } = TOKEN_DAYS;
  throw new CommandError(`--expires is "${text}"; it must be a number of days from ${least} to ${most}, or "never".`);
}
