import { openAdapterConfig } from '../crypto/adapter-secrets.js';
import type { Keyring } from '../crypto/keyring.js';
import type { AdapterConfig } from '../queries/adapter-config-row.js';
import type { Validation } from '../queries/custom-adapter-validations.js';
import type { ConfigState, CustomAdapter } from '../queries/custom-adapters.js';
import type { Queries } from '../queries/queries.js';
import { type Reach, tryCode } from './adapter-trial.js';
import { adapterOf } from './custom-adapters.js';
import { usableValues } from './custom-values.js';

export const validationLimits = {
  /** Configurations that are tried at once. */
  at_once: 4,
  /** How long somebody waits for the results, in milliseconds; what is not done then goes on. */
  wait_ms: 20_000,
  /** After so many milliseconds, a validation without result is taken for lost. */
  lost_ms: 600_000,
} as const;

/** What is known of a configuration (domain.md 5.10). */
export interface ValidationResult {
  readonly config_id: number;
  readonly config_name: string;
  readonly state: 'in_progress' | 'passed' | 'failed' | 'unknown' | 'not_validated';
  readonly message: string;
  /** When that became known, or began. */
  readonly timestamp: string | null;
}

interface ValidationOptions {
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly now: () => Date;
  /** Under which this process stands in the table of processes. */
  readonly processId: string;
  readonly runner: Reach['runner'];
  /** Of what was to be noted down and could not. */
  readonly lost: (error: unknown) => void;
  readonly limits?: Partial<Record<keyof typeof validationLimits, number>>;
}

/** Tries out configurations of custom adapters while others go on, and remembers in the database how far that is. */
export class CustomValidations {
  readonly #limits;
  /** What this process has under way, by adapter. */
  readonly #underWay = new Map<number, Set<Promise<void>>>();

  constructor(private readonly options: ValidationOptions) {
    this.#limits = { ...validationLimits, ...options.limits };
  }

  /**
   * Tries out all configurations that are active and not kept from it, but for those that are being tried already, and answers when
   * this process is done with them, the wait is over, or nobody wants the answer any more.
   * @throws CustomError when there is no such adapter
   */
  async validate(adapterId: number, signal: AbortSignal): Promise<ValidationResult[]> {
    const { queries, now, processId } = this.options;
    const states = await queries.customAdapters.configStates(adapterId);
    const wanted = states.filter(({ active, validation_enabled }) => active && validation_enabled);
    const started_at = now();
    const validation = { process_id: processId, started_at };
    const lostBefore = new Date(started_at.getTime() - this.#limits.lost_ms);
    const ids = wanted.map(({ id }) => id);
    const begun = new Set(await queries.customAdapters.beginValidation(ids, validation, lostBefore));
    // Read once it has begun: whatever changes from now on makes it forgotten, and nothing else is tried out than what there is.
    const adapter = await adapterOf(queries, adapterId);
    const configs = await queries.customAdapters.configs(adapterId);
    this.#follow(
      adapterId,
      this.#tryAll(
        adapter,
        configs.filter(({ id }) => begun.has(id)),
        validation,
      ),
    );
    await this.#wait(adapterId, signal);
    return this.results(adapterId);
  }

  /** What is known, of all configurations. @throws CustomError when there is no such adapter */
  async results(adapterId: number): Promise<ValidationResult[]> {
    const { queries, now } = this.options;
    await adapterOf(queries, adapterId);
    const configs = await queries.customAdapters.configStates(adapterId);
    const processes = configs.flatMap(({ validation_process_id }) => validation_process_id ?? []);
    const living = await queries.customAdapters.livingProcesses(processes, now());
    const lostBefore = now().getTime() - this.#limits.lost_ms;
    return configs.map((config) => resultOf(config, living, lostBefore));
  }

  async #tryAll(adapter: CustomAdapter, configs: readonly AdapterConfig[], validation: Validation): Promise<void> {
    const waiting = configs.values();
    const some = Array.from({ length: this.#limits.at_once }, async () => {
      for (const config of waiting) await this.#try(adapter, config, validation).catch(this.options.lost);
    });
    await Promise.all(some);
  }

  async #try(adapter: CustomAdapter, config: AdapterConfig, validation: Validation): Promise<void> {
    const { queries, now } = this.options;
    const problem = await this.#problem(adapter, config);
    await queries.customAdapters.endValidation(config.id, validation, problem, now());
  }

  async #problem(adapter: CustomAdapter, config: AdapterConfig): Promise<string | null> {
    const { keyring, runner } = this.options;
    try {
      const usable = usableValues(adapter, config, openAdapterConfig(config, keyring));
      return usable.problem ?? (await tryCode(adapter, usable.values, runner));
    } catch (error) {
      return (error as Error).message;
    }
  }

  #follow(adapterId: number, work: Promise<void>): void {
    const underWay = this.#underWay.get(adapterId) ?? new Set();
    this.#underWay.set(adapterId, underWay.add(work));
    void work.finally(() => {
      underWay.delete(work);
      if (underWay.size === 0) this.#underWay.delete(adapterId);
    });
  }

  async #wait(adapterId: number, signal: AbortSignal): Promise<void> {
    const over = AbortSignal.any([signal, AbortSignal.timeout(this.#limits.wait_ms)]);
    const waited = new Promise<void>((resolve) => over.addEventListener('abort', () => resolve(), { once: true }));
    await Promise.race([Promise.all(this.#underWay.get(adapterId) ?? []), waited]);
  }
}

function resultOf(config: ConfigState, living: ReadonlySet<string>, lostBefore: number): ValidationResult {
  const { id: config_id, name: config_name, validated_at, validation_problem, validation_started_at } = config;
  const of = (state: ValidationResult['state'], message: string, timestamp: string | null): ValidationResult => ({
    config_id,
    config_name,
    state,
    message,
    timestamp,
  });
  if (validation_started_at !== null) {
    const goesOn = living.has(config.validation_process_id ?? '') && Date.parse(validation_started_at) >= lostBefore;
    return goesOn
      ? of('in_progress', 'The validation is under way.', validation_started_at)
      : of('unknown', 'The validation has ended without a result; validate again.', validation_started_at);
  }
  if (validated_at === null) return of('not_validated', notValidated(config), null);
  return validation_problem === null
    ? of('passed', 'The validation passed.', validated_at)
    : of('failed', validation_problem, validated_at);
}

const notValidated = ({ active, validation_enabled }: ConfigState): string => {
  if (!active) return 'It is inactive, so it is not validated.';
  return validation_enabled ? 'It has not been validated as it is now.' : 'It is kept from validation.';
};
