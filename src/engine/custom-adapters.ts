import { openAdapterConfig, sealAdapterConfig } from '../crypto/adapter-secrets.js';
import type { Keyring } from '../crypto/keyring.js';
import type { AdapterConfig } from '../queries/adapter-config-row.js';
import { unstorable } from '../queries/cell.js';
import type { CustomAdapter, CustomAdapterUse, NewCustomAdapter } from '../queries/custom-adapters.js';
import type { Queries } from '../queries/queries.js';
import { type ConfigSchema, schemaProblems } from './config-schema.js';
import { splitConfigValues } from './config-values.js';
import { CustomError } from './custom-error.js';
import { isBuiltIn, systemOf } from './custom-system.js';
import { type FieldChange, migrated, schemaChanges } from './schema-change.js';
import { isStoredName } from './stored-name.js';

export const customAdapterLimits = {
  adapters: 100,
  /** Characters of one adapter's code. */
  code: 100_000,
  /** Characters. */
  description: 2_000,
} as const;

/** What a person says of an adapter. */
export interface AdapterDraft {
  readonly name: string;
  readonly code: string;
  readonly description: string | null;
  readonly config_schema: Readonly<Record<string, string>>;
}

/** An adapter as it is now, and what its change has brought about that somebody should know. */
export interface SavedAdapter {
  readonly adapter: CustomAdapter;
  readonly warnings: readonly string[];
}

/** The adapters that users write, checked as they go in (domain.md 5.10). What goes wrong is said as a CustomError. */
export class CustomAdapters {
  constructor(
    private readonly queries: Queries,
    private readonly keyring: Keyring,
    private readonly now: () => Date,
  ) {}

  list = (): Promise<CustomAdapter[]> => this.queries.customAdapters.list();

  get = (id: number): Promise<CustomAdapter> => adapterOf(this.queries, id);

  create(draft: AdapterDraft): Promise<SavedAdapter> {
    return this.queries.atomically(async (inside) => {
      const adapter = await checked(draft);
      await inside.customAdapters.addAlone();
      const others = await inside.customAdapters.list();
      const { adapters } = customAdapterLimits;
      if (others.length >= adapters)
        throw new CustomError(
          'limit_reached',
          `There are ${adapters} custom adapters, which is as many as there can be.`,
        );
      refuseTaken(adapter, others);
      const id = await inside.customAdapters.create(adapter, this.now());
      if (id === null) throw taken(adapter);
      return { adapter: await adapterOf(inside, id), warnings: [] };
    });
  }

  /** Changes what is given. A new name makes a new system; a new schema changes the configurations that there are. */
  update(id: number, given: Partial<AdapterDraft>): Promise<SavedAdapter> {
    return this.queries.atomically(async (inside) => {
      const before = await lockedAdapter(inside, id);
      const after = await checked({ ...before, ...given });
      refuseTaken(
        after,
        (await inside.customAdapters.list()).filter((other) => other.id !== id),
      );
      const { service_requests } = await inside.customAdapters.use(id);
      const configs = await inside.customAdapters.configs(id);
      const changes = this.#changes(before, schemaOf(after), configs);
      if (!(await inside.customAdapters.update(id, differing(before, after), this.now()))) throw taken(after);
      if (changes.length > 0 || after.system !== before.system) await this.#move(inside, configs, before, after);
      const warnings = changes.map(({ message }) => message);
      if (after.system !== before.system) warnings.push(renamed(before, after, service_requests));
      return { adapter: await adapterOf(inside, id), warnings };
    });
  }

  /** Deletes it with its configurations and their bindings, and answers with what was there. */
  delete(id: number): Promise<{ adapter: CustomAdapter; use: CustomAdapterUse }> {
    return this.queries.atomically(async (inside) => {
      const adapter = await lockedAdapter(inside, id);
      const use = await inside.customAdapters.use(id);
      await inside.customAdapters.delete(id);
      return { adapter, use };
    });
  }

  async use(id: number): Promise<CustomAdapterUse> {
    await adapterOf(this.queries, id);
    return this.queries.customAdapters.use(id);
  }

  /** What a schema would do to the configurations that there are. */
  async schemaImpact(id: number, schema: AdapterDraft['config_schema']) {
    const adapter = await adapterOf(this.queries, id);
    const configs = await this.queries.customAdapters.configs(id);
    return { configs: configs.length, changes: this.#changes(adapter, checkedSchema(schema), configs) };
  }

  #changes(before: CustomAdapter, after: ConfigSchema, configs: readonly AdapterConfig[]): FieldChange[] {
    const opened = configs.map((config) => openAdapterConfig(config, this.keyring));
    return schemaChanges(schemaOf(before), after, opened);
  }

  /** Gives configurations the values of the new schema, sealed for their place in the new system. */
  async #move(inside: Queries, configs: readonly AdapterConfig[], before: CustomAdapter, after: NewCustomAdapter) {
    const { system } = after;
    for (const config of configs) {
      const values = migrated(schemaOf(before), schemaOf(after), openAdapterConfig(config, this.keyring));
      const { plain, sealed } = splitConfigValues(schemaOf(after), values);
      const sealed_settings = sealAdapterConfig({ system, name: config.name }, sealed, this.keyring);
      await inside.adapterConfigs.update(config.id, { system, settings: plain, sealed_settings }, this.now());
    }
  }
}

/** What is stored was checked when it was written. */
export const schemaOf = ({ config_schema }: Pick<CustomAdapter, 'config_schema'>): ConfigSchema =>
  config_schema as ConfigSchema;

/** @throws CustomError */
export async function adapterOf(queries: Queries, id: number): Promise<CustomAdapter> {
  const adapter = await queries.customAdapters.byId(id);
  if (!adapter) throw new CustomError('not_found', `There is no custom adapter ${id}.`);
  return adapter;
}

/** The first statement of a transaction that changes an adapter or its configurations. @throws CustomError */
export async function lockedAdapter(inside: Queries, id: number): Promise<CustomAdapter> {
  await inside.customAdapters.lock(id);
  return adapterOf(inside, id);
}

async function checked({ name, code, description, config_schema }: AdapterDraft): Promise<NewCustomAdapter> {
  if (!isStoredName(name))
    throw new CustomError('bad_name', 'A custom adapter has a name of 1 to 100 characters, without spaces around it.');
  const system = systemOf(name);
  if (system === '')
    throw new CustomError('bad_name', `The name ${name} has no letters or digits of which a system could be made.`);
  if (isBuiltIn(system))
    throw new CustomError('name_taken', `The name makes the system ${system}, which is one of the gateway's own.`);
  const problem = await codeProblem(code);
  if (problem) throw new CustomError('bad_code', `Failed to compile custom adapter code: ${problem}`);
  return {
    name,
    system,
    code,
    description: checkedDescription(description),
    config_schema: checkedSchema(config_schema),
  };
}

async function codeProblem(code: string): Promise<string | null> {
  if (code.length > customAdapterLimits.code)
    return `it has ${code.length} characters; ${customAdapterLimits.code} are the most.`;
  const problem = unstorable(code);
  if (problem) return `it ${problem}`;
  const { customCodeProblem } = await import('./custom-adapter-code.js');
  return customCodeProblem(code);
}

function checkedDescription(description: string | null): string | null {
  if (description === null || description.trim() === '') return null;
  const problem =
    unstorable(description) ??
    (description.length > customAdapterLimits.description
      ? `has more than ${customAdapterLimits.description} characters.`
      : null);
  if (problem) throw new CustomError('bad_config', `The description ${problem}`);
  return description;
}

function checkedSchema(schema: AdapterDraft['config_schema']): ConfigSchema {
  const problems = schemaProblems(schema);
  if (problems.length > 0)
    throw new CustomError('bad_config', `The config_schema cannot be used: ${problems.join('; ')}.`, problems);
  return schema as ConfigSchema;
}

function refuseTaken({ name, system }: NewCustomAdapter, others: readonly CustomAdapter[]): void {
  const same = others.find((other) => other.system === system);
  if (!same) return;
  throw new CustomError(
    'name_taken',
    same.name === name
      ? `There is a custom adapter named ${name} already.`
      : `The name makes the system ${system}, which is that of the custom adapter ${same.name} already.`,
  );
}

/** Somebody else was quicker. */
const taken = ({ name, system }: NewCustomAdapter) =>
  new CustomError('name_taken', `There is a custom adapter named ${name}, or one of the system ${system}, already.`);

function differing(before: CustomAdapter, after: NewCustomAdapter): Partial<NewCustomAdapter> {
  const isSame = (key: keyof NewCustomAdapter) => JSON.stringify(before[key]) === JSON.stringify(after[key]);
  return Object.fromEntries(Object.entries(after).filter(([key]) => !isSame(key as keyof NewCustomAdapter)));
}

function renamed(before: CustomAdapter, after: NewCustomAdapter, serviceRequests: number): string {
  const who =
    serviceRequests === 1 ? '1 service request still names' : `${serviceRequests} service requests still name`;
  return `The system is ${after.system} now, no longer ${before.system}, which ${who}; calladapter has to name the new one, too.`;
}
