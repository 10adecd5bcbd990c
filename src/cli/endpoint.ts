import { Command, Option } from 'commander';
import type { Config } from '../config.js';
import { METHODS, type NewEndpoint, PREFIXES, RESPONSE_CONTENT_TYPES } from '../queries/endpoints.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';
import { table } from './table.js';

type ContentType = NewEndpoint['response_content_type'];

export function endpointCommand(config: () => Config): Command {
  const endpoint = new Command('endpoint').description(
    'manage web service endpoints, further addresses of integrations',
  );

  endpoint
    .command('create')
    .argument('<method>', METHODS.join(', '))
    .argument('<address>', 'for example /rest/get_customer/{id}; it begins with /api/ or /rest/')
    .argument('<integration>', 'the path name or id of the integration that it runs')
    .description('create an endpoint')
    .addOption(
      new Option('--type <content-type>', 'what it answers with')
        .choices(RESPONSE_CONTENT_TYPES)
        .default('application/json'),
    )
    .option('--description <text>', 'what it is for')
    .action(
      async (
        method: string,
        address: string,
        integration: string,
        { type, description }: { type: ContentType; description?: string },
      ) => {
        const made = { ...addressOf(method, address), response_content_type: type, description: description ?? null };
        const id = await withDatabase(config(), async ({ integrations, endpoints }) => {
          const found = await integrations.find(integration);
          if (!found) throw new CommandError(`there is no integration "${integration}".`);
          return endpoints.create({ ...made, integration_id: found.id });
        });
        console.log(`created ${id}: ${made.method} /${made.prefix}/${made.path}`);
      },
    );

  endpoint
    .command('list')
    .description('list all endpoints')
    .action(async () => {
      const rows = await withDatabase(config(), ({ endpoints }) => endpoints.list());
      console.log(
        table(
          ['id', 'method', 'address', 'integration', 'answers with', 'description'],
          rows.map((row) => [
            String(row.id),
            row.method,
            `/${row.prefix}/${row.path}`,
            row.path_name,
            row.response_content_type,
            row.description ?? '',
          ]),
        ),
      );
    });

  endpoint
    .command('delete')
    .argument('<id>', 'the id that "endpoint list" shows')
    .description('delete an endpoint; the integration stays')
    .action(async (id: string) => {
      const deleted =
        /^\d{1,9}$/.test(id) && (await withDatabase(config(), ({ endpoints }) => endpoints.delete(Number(id))));
      if (!deleted) throw new CommandError(`there is no endpoint ${id}.`);
      console.log(`deleted ${id}`);
    });

  return endpoint;
}

function addressOf(givenMethod: string, address: string): Pick<NewEndpoint, 'method' | 'prefix' | 'path'> {
  const method = METHODS.find((known) => known === givenMethod.toUpperCase());
  if (!method) throw new CommandError(`the method is "${givenMethod}"; it must be one of ${METHODS.join(', ')}.`);
  const [, given, path] = /^\/?([^/]+)\/(.*)$/s.exec(address) ?? [];
  const prefix = PREFIXES.find((known) => known === given);
  if (prefix && path !== undefined) return { method, prefix, path };
  throw new CommandError(
    `the address is "${address}"; it must begin with ${PREFIXES.map((p) => `/${p}/`).join(' or ')}.`,
  );
}
