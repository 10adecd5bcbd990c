import type { Knex } from 'knex';
import { unstorable } from './cell.js';
import type { Comment, CommentItem } from './component-row.js';
import type { Problems } from './problems.js';
import type { Change } from './write-request.js';

const TEXTS = ['subject', 'content', 'url'] as const;

/** Finds what is wrong with a change's comments, given those that its component has and those that are the writer's own. */
export function checkComments(
  change: Change,
  existing: readonly Comment[],
  own: ReadonlySet<number>,
  problems: Problems,
): void {
  for (const [index, item] of (change.item.comments ?? []).entries()) {
    const at = `comments[${index}]`;
    for (const field of TEXTS) {
      const problem = unstorable(item[field] ?? '');
      if (problem) problems.add(change.at, `${at}.${field}`, problem);
    }
    if (item.subject?.trim() === '' || (item.id === undefined && item.subject === undefined)) {
      problems.add(change.at, `${at}.subject`, 'must not be empty.');
    }
    if (item.id === undefined) continue;
    const comment = existing.find(({ id }) => id === item.id);
    if (!comment) {
      problems.add(change.at, `${at}.id`, `there is no comment ${item.id} on this component.`);
    } else if (!own.has(comment.id) && Object.keys(differences(comment, item)).length > 0) {
      problems.add(change.at, `${at}.id`, `only its author may change comment ${item.id}.`);
    }
  }
}

/** The ids of a user's comments in an integration. */
export function ownComments(trx: Knex, integration_id: number, author_id: number): Promise<number[]> {
  return trx('comments').where({ integration_id, author_id }).pluck('id');
}

/** Adds new comments, and changes those that are given with their ids. */
export async function writeComments(
  trx: Knex,
  change: Change,
  existing: readonly Comment[],
  added: { integration_id: number; author_id: number; created_at: string },
): Promise<void> {
  for (const item of change.item.comments ?? []) {
    const comment = existing.find(({ id }) => id === item.id);
    if (!comment) {
      const place = { component_kind: change.kind, component_id: change.id };
      const { subject, content, url, resolved = false } = trimmed(item);
      await trx('comments').insert({ ...place, ...added, subject, content, url, resolved });
      continue;
    }
    const changed = differences(comment, item);
    if (Object.keys(changed).length > 0) await trx('comments').where({ id: comment.id }).update(changed);
  }
}

function trimmed({ subject, content, url, resolved }: CommentItem) {
  return { subject: subject?.trim(), content: content?.trim() ? content : null, url: url?.trim() || null, resolved };
}

/** The fields that are given and differ. */
function differences(comment: Comment, item: CommentItem): Record<string, unknown> {
  const given = Object.entries(trimmed(item)).filter(([field]) => item[field as keyof CommentItem] !== undefined);
  return Object.fromEntries(given.filter(([field, value]) => value !== (comment[field as keyof Comment] ?? null)));
}
