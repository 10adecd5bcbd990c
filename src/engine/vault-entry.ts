import { VaultError } from './vault-error.js';

/** In characters. */
export const LONGEST_KEY = 255;
/** Of a value as JSON, in characters. */
export const LARGEST_VALUE = 10 * 1024 * 1024;

/**
 * @param where for the message
 * @throws VaultError
 */
export function assertKey(where: string, key: unknown): asserts key is string {
  // No database keeps a NUL or half a character as it is.
  const whole = typeof key === 'string' && !/\0|\p{Surrogate}/u.test(key);
  if (whole && key.length >= 1 && key.length <= LONGEST_KEY) return;
  throw new VaultError('invalid_arguments', `${where}: its key must be a text of 1 to ${LONGEST_KEY} characters.`);
}

/**
 * The value as it is stored.
 * @param where for the message
 * @throws VaultError
 */
export function valueJson(where: string, value: unknown): string {
  const json = JSON.stringify(value);
  if (json === undefined) {
    throw new VaultError('invalid_arguments', `${where}: the value must be JSON; give null for none.`);
  }
  if (json.length <= LARGEST_VALUE) return json;
  throw new VaultError(
    'value_too_large',
    `${where}: the value has ${json.length} characters as JSON; at most ${LARGEST_VALUE} fit. Keep it under several keys.`,
  );
}
