import { adapters } from '../adapters/adapters.js';
import { checkSettings } from '../adapters/settings.js';
import type { Outlet } from '../network/outlet.js';
import type { AdapterConfig } from '../queries/adapter-config-row.js';
import type { CustomAdapter } from '../queries/custom-adapters.js';
import type { AdapterConfigs } from './adapter-configs.js';
import type { ConfigValues } from './config-values.js';
import { usableValues } from './custom-values.js';
import type { Runner } from './runner.js';

/** What came of trying a configuration out. */
export type AdapterTrial =
  /** What was tried, and what came back. */
  | { readonly found: string; readonly problem: null }
  /** What was tried, and what is wrong. */
  | { readonly found: null; readonly problem: string };

/** Whoever tries it out waits for it. */
export const TRIAL_SECONDS = 20;

/** What a trial needs to reach a system. */
export interface Reach {
  readonly outlet: Outlet;
  /** For the code of custom adapters, which runs in threads. */
  readonly runner: Pick<Runner, 'tryCustomAdapter'>;
}

/** Tries out whether a system can be reached with a configuration. */
export async function tryAdapter(configs: AdapterConfigs, config: AdapterConfig, reach: Reach): Promise<AdapterTrial> {
  try {
    const { custom } = await configs.system(config.system);
    return custom ? await tryCustom(custom, configs, config, reach) : await tryOwn(configs, config, reach);
  } catch (error) {
    return { found: null, problem: (error as Error).message };
  }
}

async function tryOwn(configs: AdapterConfigs, config: AdapterConfig, { outlet }: Reach): Promise<AdapterTrial> {
  const adapter = adapters.get(config.system);
  const { settings, problems } = checkSettings(adapter?.fields ?? {}, configs.open(config));
  if (!settings) return { found: null, problem: problems.join('; ') };
  if (!adapter?.validate) return { found: `Nothing of ${config.system} can be tried out.`, problem: null };
  const timeout_seconds = Math.min(Number(settings.timeout_seconds ?? TRIAL_SECONDS), TRIAL_SECONDS);
  const { signal } = new AbortController();
  const limited = { ...settings, timeout_seconds };
  return { found: await adapter.validate({ settings: limited, outlet, signal, session: new Map() }), problem: null };
}

async function tryCustom(
  adapter: CustomAdapter,
  configs: AdapterConfigs,
  config: AdapterConfig,
  { runner }: Reach,
): Promise<AdapterTrial> {
  const usable = usableValues(adapter, config, configs.open(config));
  if (usable.problem !== null) return { found: null, problem: usable.problem };
  const problem = await tryCode(adapter, usable.values, runner);
  return problem === null ? { found: 'validate_config has found nothing wrong.', problem } : { found: null, problem };
}

/** What the code of a custom adapter has against the values of a configuration; null for nothing. */
export async function tryCode(
  { code, config_schema: schema }: CustomAdapter,
  config: ConfigValues,
  runner: Reach['runner'],
): Promise<string | null> {
  const signal = AbortSignal.timeout(TRIAL_SECONDS * 1000);
  try {
    return await runner.tryCustomAdapter({ code, schema, config }, signal);
  } catch (error) {
    return signal.aborted ? `The validation took longer than ${TRIAL_SECONDS} seconds.` : (error as Error).message;
  }
}
