import { classify } from '../database/classify.js';

/** The constraint of the database that a write has broken: there is one of the same, or none that it refers to. Null for no such error. */
export function brokenConstraint(error: unknown): 'unique' | 'foreign_key' | null {
  const failure = classify(error);
  return failure === 'unique' || failure === 'foreign_key' ? failure : null;
}
