import type { Knex } from 'knex';

/** What became of a change: `lost` when the holder does not hold the vault any more, and nothing was changed. */
export type EntryOutcome = 'done' | 'exists' | 'missing' | 'lost';

export interface EntryKey {
  readonly key: string;
  readonly created_at: string;
  readonly updated_at: string;
}

/** The items of the vaults, or their secrets. Who reads or changes an entry must hold the vault's lock. */
export interface VaultEntries {
  /** The text at the key, null when there is none; undefined when the holder does not hold the vault any more. */
  get(vaultId: number, holder: string, key: string): Promise<string | null | undefined>;
  insert(vaultId: number, holder: string, key: string, text: string, at: Date): Promise<EntryOutcome>;
  update(vaultId: number, holder: string, key: string, text: string, at: Date): Promise<EntryOutcome>;
  upsert(vaultId: number, holder: string, key: string, text: string, at: Date): Promise<EntryOutcome>;
  delete(vaultId: number, holder: string, key: string): Promise<EntryOutcome>;
  /** The id of the entry at the key; null when there is none. Needs no lock. */
  idOf(vaultId: number, key: string): Promise<number | null>;
  /** Needs no lock. */
  keys(vaultId: number): Promise<EntryKey[]>;
}

interface Place {
  readonly table: 'vault_items' | 'vault_secrets';
  readonly column: 'value' | 'sealed_value';
}

export const vaultItems = (db: Knex): VaultEntries => entries(db, { table: 'vault_items', column: 'value' });
export const vaultSecrets = (db: Knex): VaultEntries => entries(db, { table: 'vault_secrets', column: 'sealed_value' });

function entries(db: Knex, { table, column }: Place): VaultEntries {
  /** The lock is looked at in the transaction that writes, so nobody writes who has lost it meanwhile. */
  const holding = (vaultId: number, holder: string, work: (trx: Knex) => Promise<EntryOutcome>) =>
    db.transaction(async (trx): Promise<EntryOutcome> => {
      const held = await trx('vaults').where({ id: vaultId, locked_by: holder }).update({ locked_by: holder });
      return held > 0 ? work(trx) : 'lost';
    });
  const row = (vault_id: number, key: string, text: string, at: Date) => ({
    vault_id,
    key,
    [column]: text,
    created_at: at.toISOString(),
    updated_at: at.toISOString(),
  });

  return {
    async get(vaultId, holder, key) {
      const found = await db('vaults')
        .leftJoin(`${table} as entry`, (join) =>
          join.on('entry.vault_id', 'vaults.id').andOn('entry.key', db.raw('?', [key])),
        )
        .where({ 'vaults.id': vaultId, 'vaults.locked_by': holder })
        .first(`entry.${column} as text`);
      return found?.text;
    },
    insert: (vaultId, holder, key, text, at) =>
      holding(vaultId, holder, async (trx) => {
        const inserted = await trx(table)
          .insert(row(vaultId, key, text, at), ['id'])
          .onConflict(['vault_id', 'key'])
          .ignore();
        return inserted.length > 0 ? 'done' : 'exists';
      }),
    update: (vaultId, holder, key, text, at) =>
      holding(vaultId, holder, async (trx) => {
        const changed = trx(table).where({ vault_id: vaultId, key });
        return (await changed.update({ [column]: text, updated_at: at.toISOString() })) > 0 ? 'done' : 'missing';
      }),
    upsert: (vaultId, holder, key, text, at) =>
      holding(vaultId, holder, async (trx) => {
        await trx(table)
          .insert(row(vaultId, key, text, at))
          .onConflict(['vault_id', 'key'])
          .merge([column, 'updated_at']);
        return 'done';
      }),
    delete: (vaultId, holder, key) =>
      holding(vaultId, holder, async (trx) =>
        (await trx(table).where({ vault_id: vaultId, key }).delete()) > 0 ? 'done' : 'missing',
      ),
    async idOf(vault_id, key) {
      const found = await db(table).where({ vault_id, key }).first('id');
      return found?.id ?? null;
    },
    keys: (vaultId) => db(table).where({ vault_id: vaultId }).orderBy('key').select('key', 'created_at', 'updated_at'),
  };
}
