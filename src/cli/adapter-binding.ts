import { Command } from 'commander';
import type { Config } from '../config.js';
import type { NewAdapterBinding } from '../queries/adapter-bindings.js';
import { AdapterStore } from './adapter-store.js';
import { CommandError } from './command-error.js';

interface Options {
  readonly integration: string;
  readonly adapter: string;
  readonly user?: string;
}

export function adapterBindCommand(config: () => Config): Command {
  return withOptions(new Command('bind'))
    .description('let an integration use a configuration')
    .action(async (options: Options) => {
      const said = await AdapterStore.with(config(), async (store) => {
        const binding = await bindingOf(store, options);
        await store.queries.adapterConfigs.bind(binding);
        return sentence(options);
      });
      console.log(`bound ${said}`);
    });
}

export function adapterUnbindCommand(config: () => Config): Command {
  return withOptions(new Command('unbind'))
    .description('take a configuration from an integration')
    .action(async (options: Options) => {
      await AdapterStore.with(config(), async (store) => {
        const unbound = await store.queries.adapterConfigs.unbind(await bindingOf(store, options));
        if (!unbound) throw new CommandError(`${sentence(options)} are not bound.`);
      });
      console.log(`unbound ${sentence(options)}`);
    });
}

const withOptions = (command: Command): Command =>
  command
    .requiredOption('--integration <name>', 'the path name of the integration')
    .requiredOption('--adapter <config>', 'the name of the configuration, or SYSTEM/NAME')
    .option('--user <name>', 'for this user alone; the user’s own configuration comes before everybody’s');

async function bindingOf(store: AdapterStore, { integration, adapter, user }: Options): Promise<NewAdapterBinding> {
  const { integrations, users } = store.queries;
  const found = await integrations.find(integration);
  if (!found) throw new CommandError(`there is no integration ${integration}.`);
  const { id: configId } = await store.find(adapter);
  const owner = user === undefined ? null : await users.find(user);
  if (owner === undefined) throw new CommandError(`there is no user ${user}.`);
  return { integrationId: found.id, configId, userId: owner?.id ?? null };
}

const sentence = ({ integration, adapter, user }: Options): string =>
  `${adapter} and ${integration}${user === undefined ? '' : `, for ${user}`}`;
