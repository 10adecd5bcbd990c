import { isDeepStrictEqual } from 'node:util';
import { openAdapterConfig, sealAdapterConfig } from '../crypto/adapter-secrets.js';
import type { Keyring } from '../crypto/keyring.js';
import type { AdapterConfig } from '../queries/adapter-config-row.js';
import type { ConfigState, CustomAdapter } from '../queries/custom-adapters.js';
import type { Queries } from '../queries/queries.js';
import { type ConfigSchema, isSealed } from './config-schema.js';
import { type ConfigValues, checkConfigValues, splitConfigValues } from './config-values.js';
import { adapterOf, lockedAdapter, schemaOf } from './custom-adapters.js';
import { CustomError } from './custom-error.js';
import { SECRET_SHOWN } from './secret-shown.js';
import { isStoredName } from './stored-name.js';

export const customConfigLimits = {
  /** Configurations of one adapter. */
  configs: 50,
} as const;

interface NewConfig {
  readonly name: string;
  readonly active: boolean;
  readonly values: ConfigValues;
  /** Whether it is tried out when all are. */
  readonly validation?: boolean;
}

/** What may be shown of a configuration. */
export interface ShownConfig {
  readonly config: AdapterConfig;
  /** In the order of the schema. What is sealed is masked, what has no value is missing. */
  readonly values: ConfigValues;
}

/** The configurations of custom adapters, checked and sealed as they go in. What goes wrong is said as a CustomError. */
export class CustomConfigs {
  constructor(
    private readonly queries: Queries,
    private readonly keyring: Keyring,
    private readonly now: () => Date,
  ) {}

  async list(adapterId: number): Promise<ShownConfig[]> {
    const adapter = await adapterOf(this.queries, adapterId);
    const configs = await this.queries.customAdapters.configs(adapterId);
    return configs.map((config) => this.#shown(adapter, config));
  }

  async get(adapterId: number, id: number): Promise<ShownConfig> {
    return this.#shown(await adapterOf(this.queries, adapterId), await configOf(this.queries, adapterId, id));
  }

  create(adapterId: number, { name, active, values, validation = true }: NewConfig): Promise<ShownConfig> {
    return this.queries.atomically(async (inside) => {
      const adapter = await lockedAdapter(inside, adapterId);
      const { system } = adapter;
      const others = await inside.customAdapters.configStates(adapterId);
      const { configs } = customConfigLimits;
      if (others.length >= configs)
        throw new CustomError(
          'limit_reached',
          `${adapter.name} has ${configs} configurations, which is as many as it can have.`,
        );
      refuseName(adapter, name, others);
      const schema = schemaOf(adapter);
      const masked = maskedIn(schema, values);
      const problems = masked.map(
        (field) => `${field}: ${SECRET_SHOWN} stands for a stored value, and there is none yet`,
      );
      if (problems.length > 0) throw unfit(`${system}/${name}`, problems);
      const parts = this.#parts({ system, name }, schema, values);
      const row = { system, custom_adapter_id: adapterId, name, active, validation_enabled: validation, ...parts };
      const id = await inside.adapterConfigs.create(row, this.now());
      return this.#shown(adapter, await configOf(inside, adapterId, id));
    });
  }

  /**
   * Changes what is given; values that are left out stay, and so do sealed ones that are sent back masked.
   * @param seen as somebody has found that they may change its values; they may not when they are others by now
   */
  update(adapterId: number, id: number, given: Partial<NewConfig>, seen?: AdapterConfig): Promise<ShownConfig> {
    return this.queries.atomically(async (inside) => {
      const adapter = await lockedAdapter(inside, adapterId);
      const config = await configOf(inside, adapterId, id);
      if (seen && given.values) refuseOther(seen, config);
      const {
        name = config.name,
        active = config.active,
        validation: validation_enabled = config.validation_enabled,
      } = given;
      const others = await inside.customAdapters.configStates(adapterId);
      refuseName(
        adapter,
        name,
        others.filter((other) => other.id !== id),
      );
      if (active && !config.active) await refuseRivals(inside, config);
      const stored = this.open(config);
      const { system } = adapter;
      const schema = schemaOf(adapter);
      const parts = given.values
        ? this.#parts({ system, name }, schema, { ...stored, ...withoutMasked(schema, given.values) })
        : this.#sealed({ system, name }, schema, stored);
      await inside.adapterConfigs.update(id, { name, active, validation_enabled, ...parts }, this.now());
      return this.#shown(adapter, await configOf(inside, adapterId, id));
    });
  }

  /** Deletes it, and answers with what was there and to how many integrations it was bound. */
  delete(adapterId: number, id: number): Promise<ShownConfig & { bindings: number }> {
    return this.queries.atomically(async (inside) => {
      const adapter = await lockedAdapter(inside, adapterId);
      const shown = this.#shown(adapter, await configOf(inside, adapterId, id));
      const bindings = await inside.adapterConfigs.bindings(id);
      await inside.adapterConfigs.delete(id);
      return { ...shown, bindings: bindings.length };
    });
  }

  /** All values, secrets readable. @throws SealError */
  open = (config: AdapterConfig): ConfigValues => openAdapterConfig(config, this.keyring);

  #shown(adapter: CustomAdapter, config: AdapterConfig): ShownConfig {
    const stored = this.open(config);
    const fields = Object.entries(schemaOf(adapter)).filter(([name]) => Object.hasOwn(stored, name));
    const values = fields.map(([name, type]) => [name, isSealed(type) ? SECRET_SHOWN : stored[name]]);
    return { config, values: Object.fromEntries(values) };
  }

  #parts(config: Named, schema: ConfigSchema, given: ConfigValues) {
    const { values, problems } = checkConfigValues(schema, given);
    if (problems) throw unfit(`${config.system}/${config.name}`, problems);
    return this.#sealed(config, schema, values);
  }

  #sealed(config: Named, schema: ConfigSchema, values: ConfigValues) {
    const { plain, sealed } = splitConfigValues(schema, values);
    return { settings: plain, sealed_settings: sealAdapterConfig(config, sealed, this.keyring) };
  }
}

type Named = Pick<AdapterConfig, 'system' | 'name'>;

/** A configuration by its id, where it is one of the adapter. */
async function configOf(queries: Queries, adapterId: number, id: number): Promise<AdapterConfig> {
  const config = await queries.adapterConfigs.byId(id);
  if (config?.custom_adapter_id === adapterId) return config;
  throw new CustomError('not_found', `The custom adapter ${adapterId} has no configuration ${id}.`);
}

function refuseName({ name: adapter }: CustomAdapter, name: string, others: readonly ConfigState[]): void {
  if (!isStoredName(name))
    throw new CustomError('bad_name', 'A configuration has a name of 1 to 100 characters, without spaces around it.');
  if (others.some((other) => other.name === name))
    throw new CustomError('name_taken', `${adapter} has a configuration named ${name} already.`);
}

/** Else a value that goes with one secret could be put beside another one, which somebody else has given meanwhile. */
function refuseOther(seen: AdapterConfig, { system, name, settings, sealed_settings }: AdapterConfig): void {
  if (seen.sealed_settings === sealed_settings && isDeepStrictEqual(seen.settings, settings)) return;
  throw new CustomError('bad_config', `${system}/${name} was changed by somebody else meanwhile; look at it again.`);
}

async function refuseRivals({ adapterConfigs }: Queries, { id }: AdapterConfig): Promise<void> {
  const rivals = await adapterConfigs.rivals(id);
  if (rivals.length === 0) return;
  throw new CustomError(
    'bad_config',
    `It stays inactive: an integration would have it beside ${rivals.join(', ')}, for the same people. Deactivate or unbind that first.`,
  );
}

/** The sealed fields whose values are sent back as they are shown. */
const maskedIn = (schema: ConfigSchema, values: ConfigValues): string[] =>
  Object.keys(values).filter(
    (name) => Object.hasOwn(schema, name) && isSealed(schema[name]) && values[name] === SECRET_SHOWN,
  );

function withoutMasked(schema: ConfigSchema, values: ConfigValues): ConfigValues {
  const masked = new Set(maskedIn(schema, values));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !masked.has(name)));
}

const unfit = (name: string, problems: readonly string[]) =>
  new CustomError('bad_config', `${name} does not fit the adapter's config_schema: ${problems.join('; ')}.`, problems);
