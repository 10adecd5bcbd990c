import type { Knex } from 'knex';
import { INSERTED_AT_ONCE } from './insert.js';
import type { Change } from './write-request.js';

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
