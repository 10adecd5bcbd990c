import { type ConfigFieldType, type ConfigSchema, isSealed } from './config-schema.js';
import { coerced } from './config-value.js';
import type { ConfigValues } from './config-values.js';

/** What a new schema does to one field of the configurations that there are. */
export interface FieldChange {
  readonly field: string;
  readonly change: 'added' | 'removed' | 'type_changed';
  readonly message: string;
}

/**
 * What becomes of values under a new schema: those of fields that it has not are gone, and so are those that the field's new type
 * cannot be made of. A value that was sealed is never made one that is shown.
 */
export function migrated(before: ConfigSchema, after: ConfigSchema, values: ConfigValues): ConfigValues {
  const kept = Object.entries(after).flatMap(([field, type]): [string, unknown][] => {
    const old = Object.hasOwn(before, field) ? before[field] : undefined;
    if (!old || !Object.hasOwn(values, field)) return [];
    if (old === type) return [[field, values[field]]];
    const made = remade(old, type, values[field]);
    return made === undefined ? [] : [[field, made]];
  });
  return Object.fromEntries(kept);
}

function remade(from: ConfigFieldType, to: ConfigFieldType, value: unknown): unknown {
  if (isSealed(from) && !isSealed(to)) return undefined;
  // As a text, a list or an object is the JSON of it, as which it could be given.
  const isStructure = typeof value === 'object' && (to === 'string' || to === 'encrypted_string');
  const made = coerced(to, isStructure ? JSON.stringify(value) : value);
  return made.want === null ? made.value : undefined;
}

/**
 * What a new schema does to the configurations, a field a line.
 * @param all the values of each, secrets among them; what is said repeats none
 */
export function schemaChanges(before: ConfigSchema, after: ConfigSchema, all: readonly ConfigValues[]): FieldChange[] {
  const total = all.length;
  const having = (field: string, values: readonly ConfigValues[]) =>
    `${values.filter((one) => Object.hasOwn(one, field)).length} of ${total} configurations`;
  const then = all.map((values) => migrated(before, after, values));
  const NEEDS = 'cannot be used until a value is given there';

  const removed = Object.keys(before)
    .filter((field) => !Object.hasOwn(after, field))
    .map((field): FieldChange => {
      const message = `${field} is removed: ${having(field, all)} lose a value.`;
      return { field, change: 'removed', message };
    });
  const others = Object.entries(after).flatMap(([field, type]): FieldChange[] => {
    const old = Object.hasOwn(before, field) ? before[field] : undefined;
    if (old === type) return [];
    if (!old) {
      const message = `${field} (${type}) is added${total === 0 ? '' : `: all ${total} configurations ${NEEDS}`}.`;
      return [{ field, change: 'added', message }];
    }
    const [had, kept] = [having(field, all), having(field, then)];
    const why = isSealed(old) && !isSealed(type) ? ', since what is encrypted is never shown,' : '';
    const lost = kept === had ? '' : `; the others lose it${why} and ${NEEDS}`;
    const message = `${field} changes from ${old} to ${type}${total === 0 ? '' : `: ${kept} keep a value${lost}`}.`;
    return [{ field, change: 'type_changed', message }];
  });
  return [...removed, ...others];
}
