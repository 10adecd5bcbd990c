import { isDeepStrictEqual } from 'node:util';
import type { AdminChanges } from '../queries/admin-log.js';
import type { Values } from './field.js';
import type { Instance } from './instance.js';
import type { Model } from './model.js';

/**
 * What differs between an instance as it was and as it is, field by field; null for one that there was not, or is not any more.
 * @param masked fields that have changed though they look the same
 */
export function changesOf(
  model: Model,
  before: Instance | null,
  after: Instance | null,
  masked: readonly string[] = [],
): AdminChanges {
  const changes: Record<string, { old: unknown; new: unknown }> = {};
  for (const field of Object.keys(model.fields)) {
    const [old, next] = [valueIn(before, field), valueIn(after, field)];
    if (masked.includes(field) || !isDeepStrictEqual(old, next)) changes[field] = { old, new: next };
  }
  return changes;
}

const valueIn = (instance: Values | null, field: string): unknown => instance?.[field] ?? null;
