import { Command } from 'commander';
import type { Config } from '../config.js';
import { SECRET_SHOWN } from '../engine/secret-shown.js';
import { adapterBindCommand, adapterUnbindCommand } from './adapter-binding.js';
import { AdapterStore } from './adapter-store.js';
import { adapterValidateCommand } from './adapter-validation.js';
import { CommandError } from './command-error.js';
import { settingsFrom } from './setting-arguments.js';
import { table } from './table.js';

const SETTINGS_HELP = `
A setting is given as name=value; name=- reads the value from standard input, so that a secret stays out of the history of
the shell, and name= takes it away. --from reads settings from a YAML file, for what has more than one line.`;

interface Options {
  readonly from?: string;
  readonly active?: true;
  readonly inactive?: true;
  readonly validation?: boolean;
}

export function adapterCommand(config: () => Config): Command {
  const adapter = new Command('adapter').description('manage how integrations reach other systems');

  adapter
    .command('create')
    .argument('<system>', 'HTTP, EMAIL_SMTP, MOCKCORE, or the system of a custom adapter')
    .argument('<name>', 'what the configuration is called')
    .argument('[settings...]', 'name=value, for example host=api.example.com')
    .description('create a configuration')
    .option('--from <file>', 'a YAML file with settings')
    .option('--inactive', 'not to be used yet')
    .option('--no-validation', 'not to be tried out by "adapter validate"')
    .addHelpText('after', SETTINGS_HELP)
    .action(async (system: string, name: string, given: string[], options: Options) => {
      await AdapterStore.with(config(), async (store) => {
        const of = await store.configs.system(system);
        const settings = settingsFrom(of, given, options.from);
        await store.configs.create({
          system,
          name,
          settings,
          active: !options.inactive,
          validation: options.validation ?? true,
        });
      });
      console.log(`created ${system}/${name}`);
    });

  adapter
    .command('list')
    .description('list all configurations, and the integrations that use them')
    .action(async () => {
      const { configs, bindings } = await AdapterStore.with(config(), (store) => store.list());
      const users = (system: string, name: string) =>
        bindings
          .filter((binding) => binding.system === system && binding.name === name)
          .map(({ integration, username }) => (username === null ? integration : `${integration} (for ${username})`));
      console.log(
        table(
          ['system', 'name', 'state', 'validated', 'integrations'],
          configs.map(({ system, name, active, validated_at, validation_problem }) => [
            system,
            name,
            active ? 'active' : 'inactive',
            validated_at === null ? 'never' : `${validated_at} ${validation_problem === null ? 'passed' : 'failed'}`,
            users(system, name).join(', '),
          ]),
        ),
      );
    });

  adapter
    .command('show')
    .argument('<config>', 'its name, or SYSTEM/NAME')
    .description(`show the settings of a configuration; secrets are shown as ${SECRET_SHOWN}`)
    .action(async (ref: string) => {
      const { config: found, settings } = await AdapterStore.with(config(), (store) => store.show(ref));
      const facts = { system: found.system, name: found.name, active: found.active };
      const problem = found.validation_problem === null ? {} : { validation_problem: found.validation_problem };
      for (const [name, value] of Object.entries({ ...facts, ...problem, ...settings })) {
        if (value !== null) console.log(`${name}: ${shown(value).replaceAll('\n', '\n  ').trimEnd()}`);
      }
    });

  adapter
    .command('set')
    .argument('<config>', 'its name, or SYSTEM/NAME')
    .argument('[settings...]', 'name=value')
    .description('change settings of a configuration')
    .option('--from <file>', 'a YAML file with settings')
    .option('--active', 'to be used')
    .option('--inactive', 'not to be used')
    .addHelpText('after', SETTINGS_HELP)
    .action(async (ref: string, given: string[], options: Options) => {
      if (options.active && options.inactive) throw new CommandError('--active and --inactive exclude one another.');
      const active = options.active ?? (options.inactive ? false : undefined);
      const name = await AdapterStore.with(config(), async (store) => {
        const found = await store.find(ref);
        const settings = settingsFrom(await store.configs.system(found.system), given, options.from);
        if (Object.keys(settings).length === 0 && active === undefined)
          throw new CommandError('there is nothing to change.');
        await store.configs.change(found, settings, active === undefined ? {} : { active });
        return `${found.system}/${found.name}`;
      });
      console.log(`changed ${name}`);
    });

  adapter
    .command('delete')
    .argument('<config>', 'its name, or SYSTEM/NAME')
    .description('delete a configuration, and its bindings')
    .action(async (ref: string) => {
      const { system, name } = await AdapterStore.with(config(), (store) => store.delete(ref));
      console.log(`deleted ${system}/${name}`);
    });

  return adapter
    .addCommand(adapterBindCommand(config))
    .addCommand(adapterUnbindCommand(config))
    .addCommand(adapterValidateCommand(config));
}

/** A list or an object among the settings of a custom adapter is shown as JSON. */
const shown = (value: unknown): string => (typeof value === 'object' ? JSON.stringify(value) : String(value));
