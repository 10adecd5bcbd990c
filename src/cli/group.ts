import { Command } from 'commander';
import type { Config } from '../config.js';
import type { GroupRow } from '../queries/groups.js';
import type { Queries } from '../queries/queries.js';
import { CommandError } from './command-error.js';
import { changingTools, withDatabase } from './database.js';
import { table } from './table.js';
import { addPermissionCommands } from './user-permission.js';

const LONGEST_NAME = 150;

export function groupCommand(config: () => Config): Command {
  const group = new Command('group').description('manage groups: what is granted to one is granted to its members');

  group
    .command('create')
    .argument('<group>', 'its name')
    .description('create a group')
    .action(async (name: string) => {
      const trimmed = name.trim();
      if (trimmed === '' || trimmed.length > LONGEST_NAME) {
        throw new CommandError(`a group’s name has 1 to ${LONGEST_NAME} characters.`);
      }
      await withDatabase(config(), async ({ groups }) => {
        if (await groups.find(trimmed)) throw new CommandError(`there is a group ${trimmed} already.`);
        await groups.create(trimmed);
      });
      console.log(`created the group ${trimmed}`);
    });

  group
    .command('list')
    .description('list all groups with their members')
    .action(async () => {
      const rows = await withDatabase(config(), async ({ groups }) => {
        const lines: string[][] = [];
        for (const { id, name } of await groups.list()) {
          const members = (await groups.members(id)).map(({ username }) => username);
          lines.push([name, members.join(', ')]);
        }
        return lines;
      });
      console.log(table(['group', 'members'], rows));
    });

  group
    .command('delete')
    .argument('<group>', 'its name')
    .description('delete a group; its members lose at once what they had through it')
    .action(async (name: string) => {
      await changingTools(config(), async (queries) => {
        await queries.groups.delete((await groupOf(queries, name)).id, null, new Date());
      });
      console.log(`deleted the group ${name}`);
    });

  for (const verb of ['add', 'remove'] as const) {
    group
      .command(verb)
      .argument('<group>', 'the group')
      .argument('<users...>', 'the users’ names')
      .description(verb === 'add' ? 'put users into a group' : 'take users out of a group; this holds at once')
      .action(async (name: string, usernames: string[]) => {
        const lines = await changingTools(config(), (queries) =>
          queries.atomically(async (inside) => {
            const { id } = await groupOf(inside, name);
            const said: string[] = [];
            for (const username of usernames) {
              const user = await inside.users.find(username);
              if (!user) throw new CommandError(`there is no user ${username}.`);
              const changed = await inside.groups[verb]({ group_id: id, user_id: user.id, by: null }, new Date());
              const outcome = verb === 'add' ? ['is now in', 'was in'] : ['is no longer in', 'was not in'];
              said.push(`${username} ${outcome[changed ? 0 : 1]} ${name}`);
            }
            return said;
          }),
        );
        console.log(lines.join('\n'));
      });
  }

  addPermissionCommands(group, 'group', config);
  return group;
}

async function groupOf({ groups }: Queries, name: string): Promise<GroupRow> {
  const found = await groups.find(name);
  if (!found) throw new CommandError(`there is no group ${name}.`);
  return found;
}
