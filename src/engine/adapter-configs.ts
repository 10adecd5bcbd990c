import type { Adapter, Settings } from '../adapters/adapter.js';
import { adapters } from '../adapters/adapters.js';
import { checkSettings, splitSettings } from '../adapters/settings.js';
import { openAdapterConfig, sealAdapterConfig } from '../crypto/adapter-secrets.js';
import type { Keyring } from '../crypto/keyring.js';
import type { AdapterConfig } from '../queries/adapter-config-row.js';
import type { Queries } from '../queries/queries.js';
import { AdapterConfigError } from './adapter-config-error.js';

/** In a secret's stead. Given back, it keeps the secret that is there (domain.md 2.5). */
export const SECRET_SHOWN = '__ENCRYPTED__';

/** An adapter that is reached by a configuration. */
export type ConfiguredAdapter = Adapter & { readonly fields: NonNullable<Adapter['fields']> };

interface NewConfig {
  readonly system: string;
  readonly name: string;
  readonly settings: Settings;
  readonly active: boolean;
  /** Whether it is tried out when all are. */
  readonly validation: boolean;
}

/** The configurations of adapters, checked and sealed as they go in. */
export class AdapterConfigs {
  constructor(
    private readonly queries: Pick<Queries, 'adapterConfigs'>,
    private readonly keyring: Keyring,
    private readonly now: () => Date,
  ) {}

  /** The adapters that need a configuration, in the order of their systems. */
  get configurable(): ConfiguredAdapter[] {
    return [...adapters.values()].filter((adapter) => adapter.fields !== null) as ConfiguredAdapter[];
  }

  /** @throws AdapterConfigError when there is no such system, or it needs no configuration */
  adapter(system: string): ConfiguredAdapter {
    const found = adapters.get(system);
    if (found?.fields) return found as ConfiguredAdapter;
    if (found) throw new AdapterConfigError(`${system} needs no configuration.`);
    const known = this.configurable.map((adapter) => adapter.system);
    throw new AdapterConfigError(`there is no system ${system} to configure; there are ${known.join(', ')}.`);
  }

  /** Returns the id. @throws AdapterConfigError */
  async create({ system, name, settings, active, validation }: NewConfig): Promise<number> {
    const { adapterConfigs } = this.queries;
    if (!/^[^\p{C}]{1,100}$/u.test(name) || name.trim() !== name) {
      throw new AdapterConfigError('a configuration has a name of 1 to 100 characters, without spaces around it.');
    }
    if (await adapterConfigs.find(system, name))
      throw new AdapterConfigError(`there is a configuration ${system}/${name} already.`);
    const parts = this.#checked(system, name, settings);
    return adapterConfigs.create({ system, name, active, validation_enabled: validation, ...parts }, this.now());
  }

  /** What is given of the settings takes the place of what is there. @throws AdapterConfigError, SealError */
  async change(config: AdapterConfig, given: Settings, states: { active?: boolean; validation?: boolean } = {}) {
    const { id, system, name } = config;
    const kept = Object.entries(given).filter(([, value]) => value !== SECRET_SHOWN);
    const parts = this.#checked(system, name, { ...this.open(config), ...Object.fromEntries(kept) });
    const { active = config.active, validation: validation_enabled = config.validation_enabled } = states;
    await this.queries.adapterConfigs.update(id, { ...parts, active, validation_enabled }, this.now());
  }

  /** All settings, secrets readable. @throws SealError */
  open = (config: AdapterConfig): Settings => openAdapterConfig(config, this.keyring);

  /** Which of its secrets are set. @throws SealError */
  secretsOf(config: AdapterConfig): string[] {
    return Object.keys(splitSettings(this.adapter(config.system).fields, this.open(config)).secret);
  }

  #checked(system: string, name: string, given: Settings) {
    const adapter = this.adapter(system);
    const { settings, problems } = checkSettings(adapter.fields, given);
    const wrong = problems ?? adapter.problems?.(settings) ?? [];
    if (!settings || wrong.length > 0)
      throw new AdapterConfigError(`${system}/${name} cannot be used: ${wrong.join('; ')}.`, wrong);
    const { plain, secret } = splitSettings(adapter.fields, settings);
    return { settings: plain, sealed_settings: sealAdapterConfig({ system, name }, secret, this.keyring) };
  }
}
