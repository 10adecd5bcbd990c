import type { Knex } from 'knex';
import type { Comment } from './component-row.js';

/** What tags and comments can be attached to. */
interface Annotated {
  id: number;
  tags?: string[];
  comments?: Comment[];
}

/** Adds tags and comments to the rows, by kind, that were read of an integration. */
export async function addAnnotations(
  db: Knex,
  integrationId: number,
  rows: Readonly<Record<string, Annotated[]>>,
): Promise<void> {
  const kinds = Object.keys(rows);
  const byId = new Map<string, Annotated>();
  for (const kind of kinds) for (const row of rows[kind] ?? []) byId.set(`${kind} ${row.id}`, row);
  const annotated = (row: { component_kind: string; component_id: number }) =>
    byId.get(`${row.component_kind} ${row.component_id}`);

  const tags = await db('component_tags as c')
    .join('tags as t', 't.id', 'c.tag_id')
    .where('c.integration_id', integrationId)
    .whereIn('c.component_kind', kinds)
    .select('c.component_kind', 'c.component_id', 't.name')
    .orderBy('t.name');
  for (const tag of tags) {
    const row = annotated(tag);
    if (row) row.tags = [...(row.tags ?? []), tag.name];
  }

  const comments = await db('comments as c')
    .leftJoin('users as u', 'u.id', 'c.author_id')
    .where('c.integration_id', integrationId)
    .whereIn('c.component_kind', kinds)
    .select('c.*', 'u.username as author')
    .orderBy('c.id');
  for (const comment of comments) {
    const row = annotated(comment);
    if (row) row.comments = [...(row.comments ?? []), shown(comment)];
  }
}

function shown(comment: Record<keyof Comment, unknown>): Comment {
  const { id, subject, content, url, resolved, author, created_at } = comment;
  const filled = Object.entries({ id, subject, content, url, resolved, author, created_at }).filter(
    ([, value]) => value !== null,
  );
  return Object.fromEntries(filled) as unknown as Comment;
}

/** The most ids in one statement; both databases limit its parameters. */
export const AT_ONCE = 1_000;

/** Deletes the tags and comments of components that are about to be deleted. */
export async function deleteAnnotations(db: Knex, kind: string, ids: readonly number[]): Promise<void> {
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const some = ids.slice(at, at + AT_ONCE);
    for (const table of ['component_tags', 'comments']) {
      await db(table).where({ component_kind: kind }).whereIn('component_id', some).del();
    }
  }
}
