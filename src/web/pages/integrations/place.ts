import type { Kind } from '../../../queries/kind.js';

/** The id of the place on an integration's page where a component is shown, or one field of it. */
export const placeOf = (kind: Kind, id: number, field?: string): string =>
  [kind, id, ...(field === undefined ? [] : [field])].join('-');
