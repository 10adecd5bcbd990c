import type { AdminChanges } from '../queries/admin-log.js';

/** How much of a value the admin log keeps, in characters; of a list or an object, of its JSON. */
export const LONGEST_LOGGED = 1000;

/** The changes as the log keeps them: long values are cut, and say how long they were. */
export const loggedChanges = (changes: AdminChanges): AdminChanges =>
  Object.fromEntries(
    Object.entries(changes).map(([field, { old, new: next }]) => [field, { old: logged(old), new: logged(next) }]),
  );

function logged(value: unknown): unknown {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (text.length <= LONGEST_LOGGED) return value;
  const characters = [...text];
  if (characters.length <= LONGEST_LOGGED) return value;
  return `${characters.slice(0, LONGEST_LOGGED).join('')}… (${characters.length} characters)`;
}
