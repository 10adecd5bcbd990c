import { Command } from 'commander';
import type { Config } from '../config.js';
import type { Rights } from '../queries/permissions.js';
import type { Queries } from '../queries/queries.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';
import { table } from './table.js';

const RIGHTS = ['read', 'write', 'execute', 'debug'] as const;

export function permissionCommand(config: () => Config): Command {
  const permission = new Command('permission').description('manage what users may do with integrations');

  permission
    .command('grant')
    .argument('<user>', 'the user’s name')
    .argument('<integration>', 'the path name or id of the integration')
    .argument('<rights...>', RIGHTS.join(', '))
    .description('grant rights on an integration, beside those that the user has')
    .action(async (user: string, integration: string, given: string[]) => {
      const rights = rightsOf(given);
      const held = await withDatabase(config(), async (queries) => {
        const pair = await pairOf(queries, user, integration);
        return queries.permissions.grant({ ...pair, rights, granted_by: null }, new Date());
      });
      console.log(`${user} may now on ${integration}: ${shown(held)}`);
    });

  permission
    .command('revoke')
    .argument('<user>', 'the user’s name')
    .argument('<integration>', 'the path name or id of the integration')
    .argument('[rights...]', `${RIGHTS.join(', ')}; none for all`)
    .description('take rights on an integration away; what comes through groups stays')
    .action(async (user: string, integration: string, given: string[]) => {
      const rights = given.length > 0 ? rightsOf(given) : RIGHTS;
      const held = await withDatabase(config(), async (queries) => {
        const { user_id, integration_id } = await pairOf(queries, user, integration);
        return queries.permissions.revoke(user_id, integration_id, rights);
      });
      console.log(`${user} may now on ${integration}: ${shown(held)}`);
    });

  permission
    .command('list')
    .description('list what was granted to users; superusers may do everything without it')
    .action(async () => {
      const rows = await withDatabase(config(), ({ permissions }) => permissions.list());
      console.log(
        table(
          ['user', 'integration', 'rights', 'granted by', 'granted on'],
          rows.map((row) => [
            row.username,
            row.path_name,
            shown(row),
            row.granted_by ?? 'command line',
            row.granted_at,
          ]),
        ),
      );
    });

  return permission;
}

function rightsOf(given: readonly string[]): (keyof Rights)[] {
  return given.map((text) => {
    const right = RIGHTS.find((known) => known === text);
    if (right) return right;
    throw new CommandError(`"${text}" is no right; there are ${RIGHTS.join(', ')}.`);
  });
}

async function pairOf({ users, integrations }: Queries, user: string, integration: string) {
  const holder = await users.find(user);
  if (!holder) throw new CommandError(`there is no user ${user}.`);
  const found = await integrations.find(integration);
  if (!found) throw new CommandError(`there is no integration "${integration}".`);
  return { user_id: holder.id, integration_id: found.id };
}

const shown = (rights: Rights): string => RIGHTS.filter((right) => rights[right]).join(', ') || 'nothing';
