import { components } from './components.js';
import { Problems } from './problems.js';
import type { Components } from './structure.js';
import type { Change } from './write-request.js';

/** How many components one request may write: what SQLite writes in a part of a second, during which nobody else is served. */
export const MOST_CHANGES = 2_000;
/** How many comments one request may write, on all components together. */
export const MOST_COMMENTS = 1_000;
/** How many components of one kind an integration may have. */
export const MOST_OF_A_KIND = 5_000;

/** @throws QueryError when a request is larger than can be written at once */
export function checkSize(changes: readonly Change[]): void {
  const problems = new Problems();
  if (changes.length > MOST_CHANGES) {
    problems.add('request', 'components', `a call writes ${MOST_CHANGES} at the most, not ${changes.length}.`);
  }
  const comments = changes.reduce((sum, { item }) => sum + (item.comments?.length ?? 0), 0);
  if (comments > MOST_COMMENTS) {
    problems.add('request', 'comments', `a call writes ${MOST_COMMENTS} at the most, not ${comments}.`);
  }
  if (problems.any) throw problems.error();
}

/** Finds the kinds of which the integration would have too many. */
export function checkCounts(changes: readonly Change[], before: Components, problems: Problems): void {
  const counts = new Map<Change['kind'], number>();
  for (const { kind, isNew, at } of changes) {
    if (!isNew) continue;
    const count = (counts.get(kind) ?? before[kind]?.length ?? 0) + 1;
    counts.set(kind, count);
    if (count !== MOST_OF_A_KIND + 1) continue;
    problems.add(at, 'id', `an integration has ${MOST_OF_A_KIND} of the kind ${components[kind].title} at the most.`);
  }
}
