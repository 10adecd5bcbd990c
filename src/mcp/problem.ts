import type { Issue } from './registry.js';

/** Something about the arguments that does not fit, as a caller is told. */
export interface Problem {
  /** Where: `items[2].price`; empty for all of it. */
  readonly path: string;
  readonly message: string;
}

const MOST_TOLD = 20;

/** How much is said of one problem: a message may quote every key of a large request. */
const LONGEST = 500;

const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);

/** The first problems that a schema found. */
export function problemsOf(issues: readonly Issue[]): Problem[] {
  return issues.slice(0, MOST_TOLD).map(({ path, message }) => ({
    path: cut(
      path
        .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
        .join('')
        .replace(/^\./, ''),
    ),
    message: cut(message),
  }));
}

/** All of them in a sentence. */
export const sentenceOf = (problems: readonly Problem[]): string =>
  problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ');
