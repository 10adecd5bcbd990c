import { SECRET_SHOWN } from '../engine/secret-shown.js';
import type { Queries } from '../queries/queries.js';
import type { Caller } from './caller.js';
import type { AdminServices } from './desk.js';
import type { Row, Values } from './field.js';
import { fieldsOf, type NamedField } from './fields.js';
import type { Model } from './model.js';
import type { Models } from './models.js';

/** How an instance is called in the log and in sentences; in characters. */
const LONGEST_NAME = 200;

/** What is told of an instance: `id` and the fields, secrets masked, files left out (domain.md 1.2). */
export type Instance = Values & { readonly id: number };

/** Who looks, and with what. */
export interface Viewing {
  readonly queries: Pick<Queries, 'admin'>;
  readonly models: Models;
  readonly services: AdminServices;
  readonly caller: Caller;
}

/**
 * The instances of rows, as the caller may see them.
 * @param only the names of the fields to show; null for all
 */
export async function instancesOf(
  { queries: { admin }, models, services, caller }: Viewing,
  model: Model,
  rows: readonly Row[],
  only: ReadonlySet<string> | null = null,
): Promise<Instance[]> {
  const fields = [...fieldsOf(model).values()].filter(
    ({ name, field }) => field.type !== 'file' && (only === null || only.has(name)),
  );
  const ids = rows.map(({ id }) => Number(id));
  const lists = new Map<string, ReadonlyMap<number, number[]>>();
  for (const { name, field } of fields) {
    if (field.type !== 'references' || field.shown) continue;
    const other = models.named(field.to);
    if (models.permits.ever(caller, other, 'view')) {
      lists.set(name, await admin.paired(field.through, models.permits.visible(caller, other), ids));
    }
  }
  return rows.map((row) => {
    const values = fields.map((field) => [field.name, shownOf(field, row, lists, services)]);
    return Object.fromEntries(values) as Instance;
  });
}

function shownOf(
  { name, field, column }: NamedField,
  row: Row,
  lists: ReadonlyMap<string, ReadonlyMap<number, number[]>>,
  services: AdminServices,
): unknown {
  if (field.shown) return field.shown(row, services);
  if (field.type === 'references') return lists.get(name)?.get(Number(row.id)) ?? [];
  const stored = column === null ? null : (row[column] ?? null);
  if (stored === null) return null;
  if (field.type === 'encrypted') return SECRET_SHOWN;
  if (field.type === 'boolean') return Boolean(stored);
  return field.type === 'json' && typeof stored === 'string' ? JSON.parse(stored) : stored;
}

/** `ann`, or `user 7` where the model knows no better. */
export function nameOf(model: Model, row: Row): string {
  const called = model.called?.(row) ?? `${model.title} ${row.id}`;
  return [...called].slice(0, LONGEST_NAME).join('');
}
