import type { AdminChanges } from '../queries/admin-log.js';
import { shortened } from './shortened.js';

/** How much of a value the admin log keeps, in characters; of a list or an object, of its JSON. */
export const LONGEST_LOGGED = 1000;

/** The changes with their long values cut, as the log keeps them; they say how long they were. */
export const loggedChanges = (changes: AdminChanges, longest = LONGEST_LOGGED): AdminChanges =>
  Object.fromEntries(
    Object.entries(changes).map(([field, { old, new: next }]) => [
      field,
      { old: shortened(old, longest), new: shortened(next, longest) },
    ]),
  );
