import type { CustomAdapter } from '../queries/custom-adapters.js';
import { isSealed } from './config-schema.js';
import { coerced } from './config-value.js';
import type { ConfigValues } from './config-values.js';
import { schemaOf } from './custom-adapters.js';
import { SECRET_SHOWN } from './secret-shown.js';

/**
 * The sealed values that are there and are not given anew, although a value that may be seen changes. Any of those may decide where
 * the adapter's code sends the others, so whoever may not write the code could have them sent to where they can be read.
 * @param opened all values that are stored
 * @param given what takes the place of some of them
 */
export function movedSecrets(adapter: CustomAdapter, opened: ConfigValues, given: ConfigValues): string[] {
  const fields = Object.entries(schemaOf(adapter));
  const moved = fields.some(([name, type]) => {
    if (isSealed(type) || given[name] === undefined) return false;
    const { want, ...made } = coerced(type, given[name]);
    return want !== null || JSON.stringify(made) !== JSON.stringify({ value: opened[name] });
  });
  if (!moved) return [];
  const isStored = (name: string) => opened[name] !== undefined && opened[name] !== '';
  const isKept = (name: string) => given[name] === undefined || given[name] === SECRET_SHOWN;
  return fields.flatMap(([name, type]) => (isSealed(type) && isStored(name) && isKept(name) ? [name] : []));
}
