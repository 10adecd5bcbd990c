import type { Adapter, Settings } from '../adapters/adapter.js';
import { adapters } from '../adapters/adapters.js';
import { checkSettings, splitSettings } from '../adapters/settings.js';
import type { Config } from '../config.js';
import { openAdapterConfig, sealAdapterConfig } from '../crypto/adapter-secrets.js';
import { loadKeyring } from '../crypto/key-file.js';
import type { Keyring } from '../crypto/keyring.js';
import type { AdapterBinding } from '../queries/adapter-bindings.js';
import type { AdapterConfig } from '../queries/adapter-config-row.js';
import type { Queries } from '../queries/queries.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';

/** In a secret's stead. Given back, it keeps the secret that is there (domain.md 2.5). */
export const SECRET_SHOWN = '__ENCRYPTED__';

/** The configurations of adapters, checked and sealed as they go in. What is wrong is said by throwing a CommandError. */
export class AdapterStore {
  private constructor(
    readonly queries: Queries,
    readonly keyring: Keyring,
  ) {}

  static with<T>(config: Config, work: (store: AdapterStore) => Promise<T>): Promise<T> {
    const keyring = loadKeyring({ keys: config.encryptionKeys, file: config.keyFile });
    return withDatabase(config, (queries) => work(new AdapterStore(queries, keyring)));
  }

  /** The adapter of a system that is reached by a configuration. */
  adapter(system: string): Adapter {
    const found = adapters.get(system);
    if (found?.fields) return found;
    if (found) throw new CommandError(`${system} needs no configuration.`);
    const known = [...adapters.values()].filter(({ fields }) => fields).map((adapter) => adapter.system);
    throw new CommandError(`there is no system ${system} to configure; there are ${known.join(', ')}.`);
  }

  /** A configuration by its name, or by its system and name. */
  async find(ref: string): Promise<AdapterConfig> {
    const all = await this.queries.adapterConfigs.list();
    const exact = all.find(({ system, name }) => `${system}/${name}` === ref);
    const [first, ...more] = exact ? [exact] : all.filter(({ name }) => name === ref);
    if (!first) throw new CommandError(`there is no adapter configuration ${ref}; "gateway adapter list" shows them.`);
    if (more.length === 0) return first;
    const names = [first, ...more].map(({ system, name }) => `${system}/${name}`);
    throw new CommandError(`several configurations are called ${ref}; say which: ${names.join(', ')}.`);
  }

  async list(): Promise<{ configs: AdapterConfig[]; bindings: AdapterBinding[] }> {
    const { adapterConfigs } = this.queries;
    return { configs: await adapterConfigs.list(), bindings: await adapterConfigs.bindings() };
  }

  async show(ref: string): Promise<{ config: AdapterConfig; settings: Settings }> {
    const config = await this.find(ref);
    const { fields } = this.adapter(config.system);
    const { secret } = splitSettings(fields ?? {}, this.open(config));
    const hidden = Object.fromEntries(Object.keys(secret).map((name) => [name, SECRET_SHOWN]));
    return { config, settings: { ...config.settings, ...hidden } };
  }

  async create(given: {
    system: string;
    name: string;
    settings: Settings;
    active: boolean;
    validation: boolean;
  }): Promise<void> {
    const { system, name, active, validation } = given;
    if (!/^[^\p{C}]{1,100}$/u.test(name) || name.trim() !== name) {
      throw new CommandError('a configuration has a name of 1 to 100 characters, without spaces around it.');
    }
    const { adapterConfigs } = this.queries;
    if (await adapterConfigs.find(system, name))
      throw new CommandError(`there is a configuration ${system}/${name} already.`);
    const parts = this.#checked(system, name, given.settings);
    await adapterConfigs.create({ system, name, active, validation_enabled: validation, ...parts }, new Date());
  }

  async set(config: AdapterConfig, given: Settings, active: boolean | undefined): Promise<void> {
    const { id, system, name } = config;
    if (Object.keys(given).length === 0 && active === undefined) throw new CommandError('there is nothing to change.');
    const kept = Object.entries(given).filter(([, value]) => value !== SECRET_SHOWN);
    const parts = this.#checked(system, name, { ...this.open(config), ...Object.fromEntries(kept) });
    await this.queries.adapterConfigs.update(id, { ...parts, ...(active !== undefined && { active }) }, new Date());
  }

  async delete(ref: string): Promise<AdapterConfig> {
    const config = await this.find(ref);
    await this.queries.adapterConfigs.delete(config.id);
    return config;
  }

  open = (config: AdapterConfig): Settings => openAdapterConfig(config, this.keyring);

  #checked(system: string, name: string, given: Settings) {
    const adapter = this.adapter(system);
    const fields = adapter.fields ?? {};
    const { settings, problems } = checkSettings(fields, given);
    const wrong = problems ?? adapter.problems?.(settings) ?? [];
    if (!settings || wrong.length > 0) throw new CommandError(`${system}/${name} cannot be used: ${wrong.join('; ')}.`);
    const { plain, secret } = splitSettings(fields, settings);
    return { settings: plain, sealed_settings: sealAdapterConfig({ system, name }, secret, this.keyring) };
  }
}
