import type { AdapterRequest, AdapterResponse } from '../adapters/adapter.js';
import { AdapterFailure } from '../adapters/adapter-failure.js';
import { type ConfigValues, checkConfigValues } from './config-values.js';
import { overriddenValues } from './custom-adapter-override.js';
import { customSecrets } from './custom-adapter-secrets.js';
import { CustomAdapterWorld } from './custom-adapter-world.js';
import { toGuest } from './guest-json.js';
import { RunFailure } from './run-failure.js';
import type { BoundCode } from './run-host.js';
import type { RunState } from './run-state.js';

export const customCallLimits = {
  /** Custom adapters that one run calls: each may take as much memory as all of the run's formulas. */
  adapters: 10,
} as const;

/** A custom adapter as a run knows it. */
interface Known {
  readonly code: BoundCode;
  readonly values: ConfigValues;
  /** Made for the first call, and again when one took too much. */
  world: CustomAdapterWorld | null;
  /** The end of the last call: the next one waits for it. */
  last: Promise<unknown>;
}

/** The custom adapters that a run calls (domain.md 5.10): what they keep, they keep for its length. */
export class CustomAdapterCalls {
  readonly #known = new Map<string, Promise<Known>>();
  readonly #worlds = new Set<CustomAdapterWorld>();
  /** Those of which there is a world, or was one. */
  readonly #called = new Set<Known>();
  #over = false;

  constructor(private readonly run: RunState) {}

  /**
   * @param override what the payload says in `__adapter_config__`
   * @throws RunFailure when the run is to end
   */
  async execute(system: string, request: AdapterRequest, override: unknown): Promise<AdapterResponse> {
    try {
      const known = await this.#knownAs(system);
      const other = override === undefined || override === null ? null : this.#overridden(known, override, system);
      const json = toGuest(request);
      const mine = known.last.then(() => this.#call(known, json, other));
      known.last = mine.catch(() => {});
      return await mine;
    } catch (error) {
      this.run.checkStop();
      if (error instanceof AdapterFailure) return error.response();
      throw RunFailure.of(error);
    }
  }

  /** At the end of the run. */
  dispose(): void {
    this.#over = true;
    for (const world of this.#worlds) world.dispose();
    this.#worlds.clear();
  }

  async #call(known: Known, json: string, other: ConfigValues | null): Promise<AdapterResponse> {
    this.run.checkStop();
    if (!known.world?.alive) {
      if (known.world) this.#worlds.delete(known.world);
      known.world = null;
      known.world = await this.#worldOf(known);
    }
    return known.world.execute(json, other);
  }

  async #worldOf(known: Known): Promise<CustomAdapterWorld> {
    const { adapters } = customCallLimits;
    if (!this.#called.has(known) && this.#called.size >= adapters)
      throw new AdapterFailure('REFUSED', `A run may call ${adapters} custom adapters, and this would be one more.`);
    const { code, values } = known;
    this.#called.add(known);
    const { job, signal, signals, world } = this.run;
    const made = await CustomAdapterWorld.create({
      ...code,
      values,
      limits: job.limits,
      signals: {
        stopped: () => this.run.stopReason !== null,
        busySince: (ms) => signals.busySince(ms),
        formulaSince: (ms) => signals.formulaSince(ms),
      },
      signal,
      outlet: world.outlet,
      now: () => world.now(),
    });
    this.#worlds.add(made);
    // Its last call may have been awaited by nobody.
    if (this.#over) this.dispose();
    return made;
  }

  /** Its code and configuration; looked up once a run. @throws AdapterFailure */
  #knownAs(system: string): Promise<Known> {
    const known = this.#known.get(system) ?? this.#load(system);
    this.#known.set(system, known);
    // Of systems that there are not, a run could make up as many, and as long ones, as this thread has room for.
    known.catch(() => this.#known.delete(system));
    return known;
  }

  async #load(system: string): Promise<Known> {
    const bound = await this.run.host.settings(system).catch((error: Error) => {
      throw notLoaded(system, error.message);
    });
    if (bound === 'not bound') throw notLoaded(system, 'No active adapter config bound to integration.');
    if (bound === 'no such system' || !bound.code) throw notLoaded(system, 'there is no such system.');
    const { code } = bound;
    const { values, problems } = checkConfigValues(code.schema, bound.settings);
    if (problems) throw notLoaded(system, problems.join('; '));
    this.run.redactor.hide(customSecrets(code.schema, values));
    return { code, values, world: null, last: Promise.resolve() };
  }

  #overridden({ code, values: stored }: Known, override: unknown, system: string): ConfigValues {
    const { values, problems } = overriddenValues(code.schema, stored, override);
    if (problems) throw notLoaded(system, problems.join('; '));
    this.run.redactor.hide(customSecrets(code.schema, values));
    return values;
  }
}

const notLoaded = (system: string, why: string) =>
  new AdapterFailure('INVALID_REQUEST', `Failed to load adapter configuration for ${system}: ${why}`);
