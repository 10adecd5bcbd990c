import type { Settings } from '../adapters/adapter.js';
import type { Config } from '../config.js';
import type { Keyring } from '../crypto/keyring.js';
import { AdapterConfigs } from '../engine/adapter-configs.js';
import { SECRET_SHOWN } from '../engine/secret-shown.js';
import type { AdapterBinding } from '../queries/adapter-bindings.js';
import type { AdapterConfig, ListedConfig } from '../queries/adapter-config-row.js';
import type { Queries } from '../queries/queries.js';
import { checkedKeyring } from './checked-keyring.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';

/** The configurations of adapters, as commands name them. */
export class AdapterStore {
  private constructor(
    readonly queries: Queries,
    readonly configs: AdapterConfigs,
    readonly keyring: Keyring,
  ) {}

  static with<T>(config: Config, work: (store: AdapterStore) => Promise<T>): Promise<T> {
    return withDatabase(config, async (queries) => {
      const keyring = await checkedKeyring(config, queries);
      return work(new AdapterStore(queries, new AdapterConfigs(queries, keyring, () => new Date()), keyring));
    });
  }

  /** A configuration by its name, or by its system and name. @throws CommandError */
  async find(ref: string): Promise<AdapterConfig> {
    const all = await this.queries.adapterConfigs.list();
    const exact = all.find(({ system, name }) => `${system}/${name}` === ref);
    const [first, ...more] = exact ? [exact] : all.filter(({ name }) => name === ref);
    if (!first) throw new CommandError(`there is no adapter configuration ${ref}; "gateway adapter list" shows them.`);
    if (more.length === 0) return this.byId(first.id);
    const names = [first, ...more].map(({ system, name }) => `${system}/${name}`);
    throw new CommandError(`several configurations are called ${ref}; say which: ${names.join(', ')}.`);
  }

  /** @throws CommandError when it is gone */
  async byId(id: number): Promise<AdapterConfig> {
    const config = await this.queries.adapterConfigs.byId(id);
    if (!config) throw new CommandError('the configuration is gone; somebody has just deleted it.');
    return config;
  }

  async list(): Promise<{ configs: ListedConfig[]; bindings: AdapterBinding[] }> {
    const { adapterConfigs } = this.queries;
    return { configs: await adapterConfigs.list(), bindings: await adapterConfigs.bindings() };
  }

  async show(ref: string): Promise<{ config: AdapterConfig; settings: Settings }> {
    const config = await this.find(ref);
    const adapter = await this.configs.system(config.system);
    const hidden = Object.fromEntries(this.configs.secretsOf(config, adapter).map((name) => [name, SECRET_SHOWN]));
    return { config, settings: { ...config.settings, ...hidden } };
  }

  async delete(ref: string): Promise<AdapterConfig> {
    const config = await this.find(ref);
    await this.queries.adapterConfigs.delete(config.id);
    return config;
  }
}
