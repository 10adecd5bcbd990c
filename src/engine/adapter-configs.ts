import type { Adapter, Settings } from '../adapters/adapter.js';
import { adapters } from '../adapters/adapters.js';
import { checkSettings, splitSettings } from '../adapters/settings.js';
import { openAdapterConfig, sealAdapterConfig } from '../crypto/adapter-secrets.js';
import type { Keyring } from '../crypto/keyring.js';
import type { AdapterConfig } from '../queries/adapter-config-row.js';
import type { CustomAdapter } from '../queries/custom-adapters.js';
import type { Queries } from '../queries/queries.js';
import { AdapterConfigError } from './adapter-config-error.js';
import { schemaOf } from './custom-adapters.js';
import { CustomConfigs } from './custom-configs.js';
import { CustomError } from './custom-error.js';
import { customFields } from './custom-fields.js';
import { SECRET_SHOWN } from './secret-shown.js';
import { isStoredName } from './stored-name.js';

/** A system that is reached by configurations: one of the gateway's own, or one that users have written. */
export type Configurable = Pick<Adapter, 'system' | 'title' | 'problems'> & {
  readonly fields: NonNullable<Adapter['fields']>;
  /** Null for the gateway's own. */
  readonly custom: CustomAdapter | null;
};

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
  readonly #custom: CustomConfigs;

  constructor(
    private readonly queries: Queries,
    private readonly keyring: Keyring,
    private readonly now: () => Date,
  ) {
    this.#custom = new CustomConfigs(queries, keyring, now);
  }

  /** The systems that need a configuration: the gateway's own, and then those that users have written. */
  async systems(): Promise<Configurable[]> {
    return [...OWN.values(), ...(await this.queries.customAdapters.list()).map(customConfigurable)];
  }

  /** A system that needs a configuration, whoever wrote it. @throws AdapterConfigError when there is none */
  async system(system: string): Promise<Configurable> {
    if (adapters.has(system)) return this.adapter(system);
    const custom = await this.queries.customAdapters.bySystem(system);
    if (custom) return customConfigurable(custom);
    const known = (await this.systems()).map((one) => one.system);
    throw new AdapterConfigError(`there is no system ${system} to configure; there are ${known.join(', ')}.`);
  }

  /** One of the gateway's own. @throws AdapterConfigError when there is none */
  adapter(system: string): Configurable {
    const own = OWN.get(system);
    if (own) return own;
    if (adapters.has(system)) throw new AdapterConfigError(`${system} needs no configuration.`);
    throw new AdapterConfigError(`there is no system ${system} to configure; there are ${[...OWN.keys()].join(', ')}.`);
  }

  /** Returns the id. @throws AdapterConfigError */
  async create({ system, name, settings, active, validation }: NewConfig): Promise<number> {
    const { adapterConfigs } = this.queries;
    if (!isStoredName(name)) {
      throw new AdapterConfigError('a configuration has a name of 1 to 100 characters, without spaces around it.');
    }
    if (await adapterConfigs.find(system, name))
      throw new AdapterConfigError(`there is a configuration ${system}/${name} already.`);
    const adapter = await this.system(system);
    if (adapter.custom) {
      const values = textsOf(adapter.custom, settings);
      const created = this.#custom.create(adapter.custom.id, { name, active, values, validation });
      return (await refusals(created)).config.id;
    }
    const parts = this.#checked(adapter, name, settings);
    return adapterConfigs.create({ system, name, active, validation_enabled: validation, ...parts }, this.now());
  }

  /**
   * What is given of the settings takes the place of what is there.
   * @throws AdapterConfigError, also when the settings are others than those of the configuration by now; SealError
   */
  async change(config: AdapterConfig, given: Settings, states: { active?: boolean; validation?: boolean } = {}) {
    const { id, system, name } = config;
    const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== SECRET_SHOWN));
    const adapter = await this.system(system);
    if (adapter.custom) {
      const values = Object.keys(kept).length > 0 ? { values: textsOf(adapter.custom, kept) } : {};
      await refusals(this.#custom.update(adapter.custom.id, id, { ...values, ...states }, config));
      return;
    }
    const parts = this.#checked(adapter, name, { ...this.open(config), ...kept });
    const { active = config.active, validation: validation_enabled = config.validation_enabled } = states;
    await this.queries.adapterConfigs.update(id, { ...parts, active, validation_enabled }, this.now());
  }

  /** All settings, secrets readable. @throws SealError */
  open = (config: AdapterConfig): Settings => openAdapterConfig(config, this.keyring);

  /** Which of its secrets are set. @throws SealError */
  secretsOf(config: AdapterConfig, { fields }: Configurable): string[] {
    return Object.keys(splitSettings(fields, this.open(config)).secret);
  }

  #checked(adapter: Configurable, name: string, given: Settings) {
    const { system, fields } = adapter;
    const { settings, problems } = checkSettings(fields, given);
    const wrong = problems ?? adapter.problems?.(settings) ?? [];
    if (!settings || wrong.length > 0)
      throw new AdapterConfigError(`${system}/${name} cannot be used: ${wrong.join('; ')}.`, wrong);
    const { plain, secret } = splitSettings(fields, settings);
    return { settings: plain, sealed_settings: sealAdapterConfig({ system, name }, secret, this.keyring) };
  }
}

const OWN: ReadonlyMap<string, Configurable> = new Map(
  [...adapters.values()].flatMap(({ system, title, fields, problems }) =>
    fields ? [[system, { system, title, fields, custom: null, ...(problems && { problems }) }]] : [],
  ),
);

const customConfigurable = (custom: CustomAdapter): Configurable => ({
  system: custom.system,
  title: custom.name,
  fields: customFields(schemaOf(custom)),
  custom,
});

/** A custom adapter's fields all have values: where a text was cleared, it is an empty one. */
function textsOf(adapter: CustomAdapter, settings: Settings): Settings {
  const schema = schemaOf(adapter);
  const cleared = ([name, value]: [string, unknown]): [string, unknown] =>
    value === null && ['string', 'encrypted_string', 'file'].includes(schema[name] ?? '') ? [name, ''] : [name, value];
  return Object.fromEntries(Object.entries(settings).map(cleared));
}

async function refusals<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof CustomError ? new AdapterConfigError(error.message, error.problems) : error;
  }
}
