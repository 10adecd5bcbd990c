import { Command } from 'commander';
import type { Config } from '../config.js';
import { LOCK_TIMEOUT_SECONDS } from '../engine/vault-name.js';
import { CommandError } from './command-error.js';
import { table } from './table.js';
import { secretFrom, valueFrom } from './vault-argument.js';
import { VaultStore } from './vault-store.js';

interface Rights {
  readonly integration: string;
  readonly read?: true;
  readonly write?: true;
}

export function vaultCommand(config: () => Config): Command {
  const vault = new Command('vault').description('manage what integrations keep between their runs');
  const store = <T>(work: (store: VaultStore) => Promise<T>) => VaultStore.with(config(), work);

  vault
    .command('create')
    .argument('<name>', 'what the vault is called')
    .description('create an empty vault')
    .option(
      '--lock-timeout <seconds>',
      'for how long one run may keep others waiting',
      String(LOCK_TIMEOUT_SECONDS.usual),
    )
    .action(async (name: string, options: { lockTimeout: string }) => {
      await store((vaults) => vaults.create(name, secondsOf(options.lockTimeout)));
      console.log(`created ${name}`);
    });

  vault
    .command('list')
    .description('list all vaults')
    .action(async () => {
      const rows = await store((vaults) => vaults.list());
      console.log(
        table(
          ['name', 'items', 'secrets', 'lock timeout', 'integrations (read, write)'],
          rows.map(({ name, items, secrets, lock_timeout_seconds, rights }) => [
            name,
            String(items),
            String(secrets),
            `${lock_timeout_seconds} s`,
            rights
              .map(({ path_name, read, write }) => `${path_name} (${read ? 'r' : ''}${write ? 'w' : ''})`)
              .join(', '),
          ]),
        ),
      );
    });

  vault
    .command('delete')
    .argument('<name>', 'the vault')
    .description('delete a vault with all that is in it')
    .action(async (name: string) => {
      await store((vaults) => vaults.delete(name));
      console.log(`deleted ${name}`);
    });

  for (const [verb, description, permitted] of [
    ['permit', 'permit an integration to read or write a vault', true],
    ['forbid', 'take such a permission away; both, when neither is named', false],
  ] as const) {
    vault
      .command(verb)
      .argument('<name>', 'the vault')
      .description(description)
      .requiredOption('--integration <integration>', 'the path name, or the id')
      .option('--read', 'to read items and secrets')
      .option('--write', 'to insert, update and delete them')
      .action(async (name: string, { integration, read, write }: Rights) => {
        const all = !permitted && !read && !write;
        if (permitted && !read && !write) throw new CommandError('say what is permitted: --read, --write, or both.');
        const named = { ...((read || all) && { read: permitted }), ...((write || all) && { write: permitted }) };
        await store((vaults) => vaults.setRights(name, integration, named));
        console.log(
          `${permitted ? 'permitted' : 'forbade'} ${integration} to ${Object.keys(named).join(' and ')} ${name}`,
        );
      });
  }

  vault
    .command('items')
    .argument('<name>', 'the vault')
    .description('list the keys of a vault')
    .action(async (name: string) => {
      const rows = await store((vaults) => vaults.keys(name));
      console.log(
        table(
          ['key', 'kind', 'created', 'updated'],
          rows.map(({ key, kind, created_at, updated_at }) => [key, kind, created_at, updated_at]),
        ),
      );
    });

  vault
    .command('get')
    .argument('<name>', 'the vault')
    .argument('<key>', 'the key of an item; secrets are shown to nobody')
    .description('print an item, as JSON')
    .action(async (name: string, key: string) => console.log(await store((vaults) => vaults.item(name, key))));

  vault
    .command('set')
    .argument('<name>', 'the vault')
    .argument('<key>', 'the key of the item')
    .argument('<json>', 'its value as JSON, or - to read that from standard input')
    .description('put an item into a vault, in place of what is there')
    .action(async (name: string, key: string, json: string) => {
      const value = valueFrom(json);
      await store((vaults) => vaults.setItem(name, key, value));
      console.log(`set ${key}`);
    });

  vault
    .command('secret')
    .argument('<name>', 'the vault')
    .argument('<key>', 'the key of the secret')
    .argument('<source>', '-: its text is read from standard input, so that it stays out of the history of the shell')
    .description('put a secret into a vault, in place of what is there')
    .option('--json', 'it is JSON, and not a text')
    .action(async (name: string, key: string, source: string, { json }: { json?: true }) => {
      const value = secretFrom(source, json ?? false);
      await store((vaults) => vaults.setSecret(name, key, value));
      console.log(`set the secret ${key}`);
    });

  vault
    .command('unset')
    .argument('<name>', 'the vault')
    .argument('<key>', 'the key')
    .description('take an item out of a vault')
    .option('--secret', 'a secret, and not an item')
    .action(async (name: string, key: string, { secret }: { secret?: true }) => {
      await store((vaults) => vaults.unset(name, key, secret ? 'secrets' : 'items'));
      console.log(`unset ${key}`);
    });

  return vault;
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  const { least, most } = LOCK_TIMEOUT_SECONDS;
  if (/^\d+$/.test(text) && seconds >= least && seconds <= most) return seconds;
  throw new CommandError(`--lock-timeout is "${text}"; it must be a number of seconds from ${least} to ${most}.`);
}
