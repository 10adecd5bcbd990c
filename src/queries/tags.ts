import type { Knex } from 'knex';
import { INSERTED_AT_ONCE } from './insert.js';
import { nextSaved } from './last-saved.js';
import type { Change } from './write-request.js';

/** The names of tags, whatever is tagged with them. Each of these saves the integrations of which a component has the tag. */
export interface TagQueries {
  /** Returns the id. Fails with a unique violation when there is such a tag. */
  create(name: string): Promise<number>;
  /** Returns whether there was such a tag. Fails with a unique violation when the name is taken. */
  rename(id: number, name: string, at: Date): Promise<boolean>;
  /** Takes it from all components, and returns whether it was there. */
  delete(id: number, at: Date): Promise<boolean>;
}

export function tagQueries(db: Knex): TagQueries {
  const saving = (id: number, at: Date, work: (trx: Knex) => PromiseLike<number>) =>
    db.transaction(async (trx) => {
      const tagged = trx('component_tags').where({ tag_id: id }).select('integration_id');
      const integrations: { id: number; last_saved: string }[] = await trx('integrations')
        .whereIn('id', tagged)
        .orderBy('id')
        .forUpdate()
        .select('id', 'last_saved');
      for (const { id, last_saved } of integrations) {
        await trx('integrations')
          .where({ id })
          .update({ last_saved: nextSaved(at, last_saved) });
      }
      return (await work(trx)) > 0;
    });
  return {
    async create(name) {
      const [{ id }] = await db('tags').insert({ name }, ['id']);
      return id;
    },
    rename: (id, name, at) => saving(id, at, (trx) => trx('tags').where({ id }).update({ name })),
    delete: (id, at) => saving(id, at, (trx) => trx('tags').where({ id }).delete()),
  };
}

/** Replaces the tags of those components whose change names any. */
export async function writeTags(trx: Knex, integrationId: number, changes: readonly Change[]): Promise<void> {
  const tagged = changes.filter((change) => change.item.tags !== undefined);
  if (tagged.length === 0) return;
  const ids = await tagIds(trx, new Set(tagged.flatMap(tagsOf)));
  for (const change of tagged) {
    const component = { component_kind: change.kind, component_id: change.id };
    if (!change.isNew) await trx('component_tags').where(component).del();
    const rows = tagsOf(change).map((tag) => ({ ...component, integration_id: integrationId, tag_id: ids.get(tag) }));
    if (rows.length > 0) await trx('component_tags').insert(rows);
  }
}

const tagsOf = ({ item }: Change): string[] => [...new Set(item.tags?.map((tag) => tag.trim()))];

/** The ids of tags, made where there are none yet. */
async function tagIds(trx: Knex, names: ReadonlySet<string>): Promise<Map<string, number>> {
  const ids = new Map<string, number>();
  // Everybody inserts them in the same order, so that no two transactions wait for one another.
  const sorted = [...names].toSorted();
  for (let at = 0; at < sorted.length; at += INSERTED_AT_ONCE) {
    const some = sorted.slice(at, at + INSERTED_AT_ONCE);
    await trx('tags')
      .insert(some.map((name) => ({ name })))
      .onConflict('name')
      .ignore();
    for (const { id, name } of await trx('tags').whereIn('name', some).select('id', 'name')) ids.set(name, id);
  }
  return ids;
}
