import { isDeepStrictEqual } from 'node:util';
import { type ConfigSchema, isSealed } from './config-schema.js';
import { type ConfigValues, checkConfigValues, type ValuesCheck } from './config-values.js';

/**
 * The values for one call: those of the configuration, and over them what its payload says in `__adapter_config__` (domain.md 4.7).
 * Nobody but the adapter's code knows which value decides where its secrets are sent. So an override that changes anything has to
 * bring all of them: whoever may change an integration cannot have those that are stored sent to where they can be read.
 */
export function overriddenValues(schema: ConfigSchema, values: ConfigValues, override: unknown): ValuesCheck {
  if (typeof override !== 'object' || override === null || Array.isArray(override))
    return { values: null, problems: ['__adapter_config__: must be an object of settings'] };
  const given = override as ConfigValues;
  const checked = checkConfigValues(schema, { ...values, ...given });
  if (checked.problems)
    return { values: null, problems: checked.problems.map((problem) => `__adapter_config__.${problem}`) };
  // A secret that is given counts as another one: else an override could be used to guess it.
  const changed = Object.keys(given).filter(
    (name) => isSealed(schema[name]) || !isDeepStrictEqual(checked.values[name], values[name]),
  );
  const kept = Object.keys(schema).filter((name) => isSealed(schema[name]) && !Object.hasOwn(given, name));
  if (changed.length === 0 || kept.length === 0) return checked;
  const problem = `__adapter_config__: it changes ${changed.join(', ')}, so it has to bring ${kept.join(', ')} too; secrets go nowhere but where they were meant for`;
  return { values: null, problems: [problem] };
}
