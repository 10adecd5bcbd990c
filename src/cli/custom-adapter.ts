import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { Command } from 'commander';
import { parse } from 'yaml';
import type { Config } from '../config.js';
import { CustomAdapters } from '../engine/custom-adapters.js';
import { checkedKeyring } from './checked-keyring.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';
import { table } from './table.js';

interface ImportOptions {
  readonly name?: string;
  readonly description?: string;
  readonly schema?: string;
}

export function customAdapterCommand(config: () => Config): Command {
  const command = new Command('custom-adapter').description('manage custom adapters, whose code people write');
  const on = <T>(work: (adapters: CustomAdapters) => Promise<T>): Promise<T> => {
    const known = config();
    return withDatabase(known, async (queries) => {
      const keyring = await checkedKeyring(known, queries);
      return work(new CustomAdapters(queries, keyring, () => new Date()));
    });
  };

  command
    .command('list')
    .description('list all custom adapters')
    .action(async () => {
      const adapters = await on((all) => all.list());
      console.log(
        table(
          ['name', 'system', 'fields', 'description'],
          adapters.map(({ name, system, config_schema, description }) => [
            name,
            system,
            Object.keys(config_schema).join(', '),
            description ?? '',
          ]),
        ),
      );
    });

  command
    .command('show')
    .argument('<adapter>', 'its name, or its system')
    .description('print the code of a custom adapter')
    .action(async (ref: string) => console.log((await on((all) => find(all, ref))).code));

  command
    .command('import')
    .argument('<file>', 'a file with its code, acct-lookup.js for example')
    .description('create a custom adapter from a file, or put the code of the file in its place')
    .option('--name <name>', 'what it is called (the name of the file)')
    .option('--schema <file>', 'a YAML or JSON file with the fields of its configurations, each with its type')
    .option('--description <text>', 'what it is for')
    .action(async (file: string, { name = basename(file, extname(file)), description, schema }: ImportOptions) => {
      const given = {
        code: textIn(file),
        ...(description !== undefined && { description }),
        ...(schema !== undefined && { config_schema: schemaIn(schema) }),
      };
      const { done, saved } = await on(async (all) => {
        const known = (await all.list()).find((adapter) => adapter.name === name);
        if (known) return { done: 'changed', saved: await all.update(known.id, given) };
        const draft = { description: null, config_schema: {}, ...given, name };
        return { done: 'created', saved: await all.create(draft) };
      });
      console.log([`${done} ${name}, the system ${saved.adapter.system}`, ...saved.warnings].join('\n'));
    });

  command
    .command('delete')
    .argument('<adapter>', 'its name, or its system')
    .description('delete a custom adapter with its configurations')
    .action(async (ref: string) => {
      const { adapter, use } = await on(async (all) => all.delete((await find(all, ref)).id));
      console.log(`deleted ${adapter.name}, with ${use.configs} configurations`);
    });

  return command;
}

async function find(adapters: CustomAdapters, ref: string) {
  const found = (await adapters.list()).find(({ name, system }) => name === ref || system === ref);
  if (found) return found;
  throw new CommandError(`there is no custom adapter ${ref}; "gateway custom-adapter list" shows them.`);
}

function textIn(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function schemaIn(file: string): Record<string, string> {
  const text = textIn(file);
  try {
    const schema: unknown = parse(text);
    const isSchema = typeof schema === 'object' && schema !== null && !Array.isArray(schema);
    if (isSchema) return Object.fromEntries(Object.entries(schema).map(([name, type]) => [name, String(type)]));
  } catch {
    // Said below.
  }
  throw new CommandError(`${file} must hold the fields, one a line: name: type.`);
}
