import { checkSettings } from '../adapters/settings.js';
import type { Outlet } from '../network/outlet.js';
import type { AdapterConfig } from '../queries/adapter-config-row.js';
import type { AdapterConfigs } from './adapter-configs.js';

/** What came of trying a configuration out. */
export type AdapterTrial =
  /** What was tried, and what came back. */
  | { readonly found: string; readonly problem: null }
  /** What was tried, and what is wrong. */
  | { readonly found: null; readonly problem: string };

/** Whoever tries it out waits for it. */
export const TRIAL_SECONDS = 20;

/** Tries out whether a system can be reached with a configuration. */
export async function tryAdapter(
  configs: AdapterConfigs,
  config: AdapterConfig,
  outlet: Outlet,
): Promise<AdapterTrial> {
  try {
    const adapter = configs.adapter(config.system);
    const { settings, problems } = checkSettings(adapter.fields, configs.open(config));
    if (!settings) return { found: null, problem: problems.join('; ') };
    if (!adapter.validate) return { found: `Nothing of ${config.system} can be tried out.`, problem: null };
    const timeout_seconds = Math.min(Number(settings.timeout_seconds ?? TRIAL_SECONDS), TRIAL_SECONDS);
    const { signal } = new AbortController();
    const limited = { ...settings, timeout_seconds };
    return { found: await adapter.validate({ settings: limited, outlet, signal, session: new Map() }), problem: null };
  } catch (error) {
    return { found: null, problem: (error as Error).message };
  }
}
