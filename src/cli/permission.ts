import { Command } from 'commander';
import type { Config } from '../config.js';
import { csv } from '../csv.js';
import { accessReportTable, permissionLogTable } from '../governance-tables.js';
import type { Holder } from '../queries/permission-log.js';
import { allRights, type Right, type Rights } from '../queries/permissions.js';
import type { Queries } from '../queries/queries.js';
import { CommandError } from './command-error.js';
import { changingTools, withDatabase } from './database.js';
import { holderOf } from './holder.js';
import { table } from './table.js';

interface HolderOption {
  group?: true;
}

export function permissionCommand(config: () => Config): Command {
  const permission = new Command('permission').description('manage what users and groups may do with integrations');

  const change = (
    name: string,
    integration: string,
    group: true | undefined,
    work: (queries: Queries, target: Holder & { integration_id: number }) => Promise<Rights>,
  ): Promise<Rights> =>
    changingTools(config(), async (queries) => {
      const holder = await holderOf(queries, name, group ?? false);
      const found = await queries.integrations.find(integration);
      if (!found) throw new CommandError(`there is no integration "${integration}".`);
      return work(queries, { ...holder, integration_id: found.id });
    });

  permission
    .command('grant')
    .argument('<name>', 'the user’s name, or with --group the group’s')
    .argument('<integration>', 'the path name or id of the integration')
    .argument('<rights...>', allRights.join(', '))
    .option('--group', 'grant to a group')
    .description('grant rights on an integration, beside those that are there')
    .action(async (name: string, integration: string, given: string[], { group }: HolderOption) => {
      const rights = rightsOf(given);
      const held = await change(name, integration, group, (queries, target) =>
        queries.permissions.grant({ ...target, rights, granted_by: null }, new Date()),
      );
      console.log(`${name} may now on ${integration}: ${shown(held)}`);
    });

  permission
    .command('revoke')
    .argument('<name>', 'the user’s name, or with --group the group’s')
    .argument('<integration>', 'the path name or id of the integration')
    .argument('[rights...]', `${allRights.join(', ')}; none for all`)
    .option('--group', 'revoke what was granted to a group')
    .description('take rights on an integration away; what comes through groups stays')
    .action(async (name: string, integration: string, given: string[], { group }: HolderOption) => {
      const rights = given.length > 0 ? rightsOf(given) : allRights;
      const held = await change(name, integration, group, (queries, target) =>
        queries.permissions.revoke({ ...target, rights, revoked_by: null }, new Date()),
      );
      console.log(`${name} may now on ${integration}: ${shown(held)}`);
    });

  permission
    .command('list')
    .description('list what was granted to users and groups; superusers may do everything without it')
    .action(async () => {
      const rows = await withDatabase(config(), ({ permissions }) => permissions.list());
      console.log(
        table(
          ['integration', 'type', 'name', 'rights', 'granted by', 'granted on'],
          rows.map((row) => [
            row.path_name,
            row.type,
            row.holder,
            shown(row),
            row.granted_by ?? 'command line',
            row.granted_at,
          ]),
        ),
      );
    });

  permission
    .command('report')
    .option('--csv', 'as comma separated values')
    .description('the access report: which active users may execute what, and why; superusers may everything')
    .action(async (options: { csv?: true }) => {
      const rows = await withDatabase(config(), ({ accessReport }) => accessReport.read());
      print(accessReportTable.headings, rows.map(accessReportTable.cells), options);
    });

  permission
    .command('log')
    .option('--csv', 'as comma separated values')
    .option('--of <name>', 'what happened to one user or group alone')
    .option('--limit <count>', 'how many changes, the newest first', '50')
    .description('the permission log: who granted and took away what, and when')
    .action(async (options: { csv?: true; of?: string; limit: string }) => {
      const limit = limitOf(options.limit);
      const filter = { holder: options.of ?? null };
      const rows = await withDatabase(config(), ({ permissionLog }) => permissionLog.list(filter, limit));
      print(permissionLogTable.headings, rows.map(permissionLogTable.cells), options);
    });

  return permission;
}

function rightsOf(given: readonly string[]): Right[] {
  return given.map((text) => {
    const right = allRights.find((known) => known === text);
    if (right) return right;
    throw new CommandError(`"${text}" is no right; there are ${allRights.join(', ')}.`);
  });
}

function limitOf(text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new CommandError(`--limit is "${text}"; it must be a whole number from 1 to 9999999.`);
}

function print(headings: readonly string[], rows: readonly (string | null)[][], options: { csv?: true }): void {
  if (options.csv) console.log(csv([headings, ...rows]).trimEnd());
  else
    console.log(
      table(
        headings,
        rows.map((row) => row.map((cell) => cell ?? '')),
      ),
    );
}

const shown = (rights: Rights): string => allRights.filter((right) => rights[right]).join(', ') || 'nothing';
