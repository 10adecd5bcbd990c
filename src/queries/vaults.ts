import type { Knex } from 'knex';
import { isGone, type OrphanCheck } from './processes.js';
import { type VaultEntries, vaultItems, vaultSecrets } from './vault-entries.js';

export interface Vault {
  readonly id: number;
  readonly name: string;
  readonly lock_timeout_seconds: number;
}

export interface ListedVault extends Vault {
  readonly items: number;
  readonly secrets: number;
}

/** What an integration may do with a vault (domain.md 3.12). */
export interface VaultRights {
  readonly read: boolean;
  readonly write: boolean;
}

export interface VaultQueries {
  /** Returns the id. Fails with a unique violation when the name is taken. */
  create(name: string, lockTimeoutSeconds?: number): Promise<number>;
  list(): Promise<ListedVault[]>;
  find(name: string): Promise<Vault | undefined>;
  byId(id: number): Promise<Vault | undefined>;
  /** Returns whether there was such a vault. Fails with a unique violation when the name is taken. */
  change(id: number, change: Partial<Omit<Vault, 'id'>>): Promise<boolean>;
  /** Deletes the vault with all that is in it. Returns whether there was such a vault. */
  delete(name: string): Promise<boolean>;
  /**
   * Grants and takes exactly these rights; those that are not named stay as they are. Returns the id of what is permitted since, or
   * null when that is nothing.
   */
  setRights(vaultId: number, integrationId: number, rights: Partial<VaultRights>): Promise<number | null>;
  /** The id of what an integration is permitted; null when that is nothing. */
  rightsId(vaultId: number, integrationId: number): Promise<number | null>;
  rights(vaultId: number): Promise<(VaultRights & { readonly path_name: string })[]>;
  /** The vault of that name with what the integration may do with it; undefined when that is nothing. */
  permitted(name: string, integrationId: number): Promise<(Vault & VaultRights) | undefined>;
  /**
   * Takes the lock, if nobody else has it or its time is over. Whoever has it already keeps it, for as long as it was given.
   * Returns whether the holder has it now.
   */
  acquire(vaultId: number, holder: string, now: Date, timeoutSeconds: number): Promise<boolean>;
  release(vaultId: number, holder: string): Promise<void>;
  /**
   * Gives back what processes have locked that are gone: a holder is the process, a slash, and whatever tells it from others there;
   * one without a slash is no process. Returns how many locks they were.
   */
  releaseOrphans(check: OrphanCheck): Promise<number>;
  /** Readable by people. */
  readonly items: VaultEntries;
  /** Each text is sealed. */
  readonly secrets: VaultEntries;
}

const SHOWN = ['vaults.id', 'vaults.name', 'vaults.lock_timeout_seconds'];
const FREE = { locked_by: null, locked_until: null };

export function vaultQueries(db: Knex): VaultQueries {
  const countOf = (table: string) =>
    db(table).where('vault_id', db.ref('vaults.id')).count().as(table.replace('vault_', ''));

  return {
    async create(name, lockTimeoutSeconds) {
      const timeout = lockTimeoutSeconds === undefined ? {} : { lock_timeout_seconds: lockTimeoutSeconds };
      const [{ id }] = await db('vaults').insert({ name, ...timeout }, ['id']);
      return id;
    },
    list: () =>
      db('vaults')
        .select(...SHOWN, countOf('vault_items'), countOf('vault_secrets'))
        .orderBy('name'),
    find: (name) => db('vaults').where({ name }).first(SHOWN),
    byId: (id) => db('vaults').where({ id }).first(SHOWN),
    change: async (id, change) => (await db('vaults').where({ id }).update(change)) > 0,
    delete: async (name) => (await db('vaults').where({ name }).delete()) > 0,
    setRights: (vault_id, integration_id, rights) =>
      db.transaction(async (trx) => {
        const [{ id, read, write }] = await trx('vault_permissions')
          .insert({ vault_id, integration_id, read: false, write: false, ...rights })
          .onConflict(['vault_id', 'integration_id'])
          .merge(Object.keys(rights) as (keyof VaultRights)[])
          .returning(['id', 'read', 'write']);
        if (read || write) return id;
        // A row of no rights would be a permission to do nothing.
        await trx('vault_permissions').where({ id }).delete();
        return null;
      }),
    async rightsId(vault_id, integration_id) {
      const row = await db('vault_permissions').where({ vault_id, integration_id }).first('id');
      return row?.id ?? null;
    },
    rights: (vaultId) =>
      db('vault_permissions as granted')
        .join('integrations', 'integrations.id', 'granted.integration_id')
        .where({ vault_id: vaultId })
        .where((either) => either.where('read', true).orWhere('write', true))
        .orderBy('path_name')
        .select('path_name', 'read', 'write'),
    permitted: (name, integrationId) =>
      db('vaults')
        .join('vault_permissions as granted', 'granted.vault_id', 'vaults.id')
        .where({ name, integration_id: integrationId })
        .where((either) => either.where('read', true).orWhere('write', true))
        .first([...SHOWN, 'read', 'write']),
    async acquire(id, holder, now, timeoutSeconds) {
      const at = now.toISOString();
      const until = new Date(now.getTime() + timeoutSeconds * 1000).toISOString();
      const taken = db('vaults')
        .where({ id })
        .where((free) => free.whereNull('locked_by').orWhere('locked_until', '<=', at))
        .update({ locked_by: holder, locked_until: until });
      if ((await taken) > 0) return true;
      const [row] = await db('vaults').where({ id, locked_by: holder }).select('id');
      return row !== undefined;
    },
    async release(id, holder) {
      await db('vaults').where({ id, locked_by: holder }).update(FREE);
    },
    async releaseOrphans(check) {
      const locked: { id: number; locked_by: string }[] = await db('vaults')
        .whereNotNull('locked_by')
        .select('id', 'locked_by');
      let released = 0;
      for (const { id, locked_by } of locked) {
        const [process, ...rest] = locked_by.split('/');
        if (rest.length === 0) continue;
        const known = await db('processes').where({ id: process }).first('id as process', 'seen_at', 'hostname', 'pid');
        if (known && !isGone(known, check)) continue;
        released += await db('vaults').where({ id, locked_by }).update(FREE);
      }
      return released;
    },
    items: vaultItems(db),
    secrets: vaultSecrets(db),
  };
}
