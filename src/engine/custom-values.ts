import type { AdapterConfig } from '../queries/adapter-config-row.js';
import type { CustomAdapter } from '../queries/custom-adapters.js';
import { type ConfigValues, checkConfigValues } from './config-values.js';
import { schemaOf } from './custom-adapters.js';

/** The values of a configuration that can be used, or why it cannot. */
export type UsableValues =
  | { readonly values: ConfigValues; readonly problem: null }
  | { readonly values: null; readonly problem: string };

/**
 * What the code of a custom adapter finds as its configuration. One is not complete when its adapter's schema was changed after it.
 * @param opened all its values, secrets readable
 */
export function usableValues(adapter: CustomAdapter, config: AdapterConfig, opened: ConfigValues): UsableValues {
  const { values, problems } = checkConfigValues(schemaOf(adapter), opened);
  if (values) return { values, problem: null };
  const problem = `The configuration ${config.name} of ${adapter.system} does not fit the adapter's config_schema: ${problems.join('; ')}.`;
  return { values: null, problem };
}
