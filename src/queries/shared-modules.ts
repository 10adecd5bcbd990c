import type { Knex } from 'knex';
import { classify } from '../database/classify.js';
import type { IntegrationRef } from './integrations.js';
import { nextSaved } from './last-saved.js';

/** Code that several integrations share (domain.md 5.11). */
export interface NewSharedModule {
  readonly name: string;
  readonly description: string | null;
  /** An ECMAScript module. */
  readonly code: string;
}

export interface SharedModuleRow extends NewSharedModule {
  readonly id: number;
  readonly created_at: string;
  /** Another one after every change. */
  readonly updated_at: string;
}

export interface ListedSharedModule extends Omit<SharedModuleRow, 'code'> {
  /** Characters of the code. */
  readonly length: number;
  /** How many integrations may import it. */
  readonly integrations: number;
}

/** A module as an integration that is bound to it imports it. */
export type BoundModule = Pick<SharedModuleRow, 'id' | 'name' | 'code' | 'updated_at'>;

export interface SharedModuleQueries {
  count(): Promise<number>;
  /** In the order of their names. */
  list(): Promise<ListedSharedModule[]>;
  find(name: string): Promise<SharedModuleRow | undefined>;
  byId(id: number): Promise<SharedModuleRow | undefined>;
  /** Returns the id, or null when the name is taken. */
  create(module: NewSharedModule, at: Date): Promise<number | null>;
  /** Changes what is given. */
  update(id: number, changes: Partial<NewSharedModule>, at: Date): Promise<'done' | 'gone' | 'taken'>;
  /** Returns whether there was such a module. No integration imports it any more. */
  delete(id: number): Promise<boolean>;
  /** The integrations that may import it, in the order of their names. */
  bindings(id: number): Promise<IntegrationRef[]>;
  /** The id of a binding; null when there is none. */
  bindingId(id: number, integrationId: number): Promise<number | null>;
  /** Returns whether that is new. */
  bind(id: number, integrationId: number): Promise<boolean>;
  /** Returns whether it was bound. */
  unbind(id: number, integrationId: number): Promise<boolean>;
  /** What an integration may import, in the order of the ids. */
  boundTo(integrationId: number): Promise<BoundModule[]>;
  /** The same without the code: what tells whether anything has changed. */
  versions(integrationId: number): Promise<Omit<BoundModule, 'code'>[]>;
}

const COLUMNS = ['id', 'name', 'description', 'code', 'created_at', 'updated_at'];

export function sharedModuleQueries(db: Knex): SharedModuleQueries {
  const bound = (integrationId: number) =>
    db('shared_module_bindings as binding')
      .join('shared_modules as module', 'module.id', 'binding.shared_module_id')
      .where('binding.integration_id', integrationId)
      .orderBy('module.id');
  return {
    async count() {
      const [row] = await db('shared_modules').count({ count: '*' });
      return Number(row?.count);
    },

    list: () =>
      db('shared_modules as module')
        .select('id', 'name', 'description', 'created_at', 'updated_at')
        .select(db.raw('length(code) as length'))
        .select(
          db('shared_module_bindings')
            .count('*')
            .whereRaw('?? = ??', ['shared_module_id', 'module.id'])
            .as('integrations'),
        )
        .orderBy('name'),

    // PostgreSQL knows no text with a NUL in it, and so no such name.
    find: async (name) => (name.includes('\0') ? undefined : db('shared_modules').where({ name }).first(COLUMNS)),

    byId: (id) => db('shared_modules').where({ id }).first(COLUMNS),

    async create(module, at) {
      const stamp = at.toISOString();
      const row = { ...module, created_at: stamp, updated_at: stamp };
      return orTaken(null, async () => (await db('shared_modules').insert(row, ['id']))[0].id);
    },

    update: (id, changes, at) =>
      orTaken('taken', () =>
        db.transaction(async (trx) => {
          // It writes first, so that whoever changes it at the same time waits (src/queries/last-saved.ts).
          const locked = await trx('shared_modules')
            .where({ id })
            .update({ id: trx.ref('id') });
          if (locked === 0) return 'gone';
          const { updated_at } = await trx('shared_modules').where({ id }).first('updated_at');
          await trx('shared_modules')
            .where({ id })
            .update({ ...changes, updated_at: nextSaved(at, updated_at) });
          return 'done';
        }),
      ),

    delete: async (id) => (await db('shared_modules').where({ id }).delete()) > 0,

    bindings: (id) =>
      db('shared_module_bindings as binding')
        .join('integrations as integration', 'integration.id', 'binding.integration_id')
        .where('binding.shared_module_id', id)
        .select('integration.id', 'integration.path_name')
        .orderBy('integration.path_name'),

    async bindingId(id, integrationId) {
      const binding = { shared_module_id: id, integration_id: integrationId };
      const row = await db('shared_module_bindings').where(binding).first('id');
      return row?.id ?? null;
    },

    async bind(id, integrationId) {
      const made = await db('shared_module_bindings')
        .insert({ shared_module_id: id, integration_id: integrationId })
        .onConflict(['shared_module_id', 'integration_id'])
        .ignore()
        .returning('id');
      return made.length > 0;
    },

    unbind: async (id, integrationId) =>
      (await db('shared_module_bindings').where({ shared_module_id: id, integration_id: integrationId }).delete()) > 0,

    boundTo: (integrationId) =>
      bound(integrationId).select('module.id', 'module.name', 'module.code', 'module.updated_at'),

    versions: (integrationId) => bound(integrationId).select('module.id', 'module.name', 'module.updated_at'),
  };
}

async function orTaken<T, Taken>(taken: Taken, work: () => Promise<T>): Promise<T | Taken> {
  try {
    return await work();
  } catch (error) {
    if (classify(error) !== 'unique') throw error;
    return taken;
  }
}
