import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Command } from 'commander';
import type { Config } from '../config.js';
import { SharedModules } from '../engine/shared-modules.js';
import type { Queries } from '../queries/queries.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';
import { table } from './table.js';

export function moduleCommand(config: () => Config): Command {
  const module = new Command('module').description('manage shared modules, code that several integrations import');
  const on = <T>(work: (modules: SharedModules, queries: Queries) => Promise<T>) =>
    withDatabase(config(), (queries) => work(new SharedModules(queries, () => new Date()), queries));

  module
    .command('list')
    .description('list all shared modules')
    .action(async () => {
      const rows = await on(async (_, { sharedModules }) => {
        const listed = await sharedModules.list();
        return Promise.all(listed.map(async (row) => ({ ...row, bound: await sharedModules.bindings(row.id) })));
      });
      console.log(
        table(
          ['name', 'characters', 'changed', 'bound to', 'description'],
          rows.map(({ name, length, updated_at, bound, description }) => [
            name,
            String(length),
            updated_at,
            bound.map(({ path_name }) => path_name).join(', '),
            description ?? '',
          ]),
        ),
      );
    });

  module
    .command('show')
    .argument('<name>', 'the shared module')
    .description('print the code of a shared module')
    .action(async (name: string) => console.log((await on((modules) => modules.find(name))).code));

  module
    .command('import')
    .argument('<file>', 'a file with its code, pricing.js for example; - reads it from standard input')
    .description('create a shared module from a file, or put the code of the file in its place')
    .option('--name <name>', 'what it is called (the name of the file)')
    .option('--description <text>', 'what it is for')
    .action(async (file: string, options: { name?: string; description?: string }) => {
      const name = options.name ?? (file === '-' ? undefined : basename(file, extname(file)));
      if (name === undefined) throw new CommandError('say with --name what the module is called.');
      const code = codeIn(file);
      const { description } = options;
      const done = await on(async (modules, { sharedModules }) => {
        const known = await sharedModules.find(name);
        if (known) await modules.change(known.id, { code, ...(description !== undefined && { description }) });
        else await modules.create({ name, code, description: description ?? null });
        return known ? 'changed' : 'created';
      });
      console.log(`${done} ${name}`);
    });

  module
    .command('delete')
    .argument('<name>', 'the shared module')
    .description('delete a shared module; formulas that import it fail from then on')
    .action(async (name: string) => {
      await on(async (modules) => modules.delete((await modules.find(name)).id));
      console.log(`deleted ${name}`);
    });

  for (const [verb, description, told] of [
    ['bind', 'let an integration import a shared module', 'bound'],
    ['unbind', 'let an integration import a shared module no more', 'unbound'],
  ] as const) {
    module
      .command(verb)
      .argument('<name>', 'the shared module')
      .argument('<integration>', 'the path name or id of the integration')
      .description(description)
      .action(async (name: string, integration: string) => {
        const changed = await on(async (modules, { integrations }) => {
          const { id } = await modules.find(name);
          const found = await integrations.find(integration);
          if (!found) throw new CommandError(`there is no integration "${integration}".`);
          return modules[verb](id, found.id);
        });
        if (!changed && verb === 'unbind') throw new CommandError(`${name} is not bound to ${integration}.`);
        console.log(`${told} ${name} ${verb === 'bind' ? 'to' : 'from'} ${integration}`);
      });
  }

  return module;
}

function codeIn(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}`);
  }
}
