import { randomUUID } from 'node:crypto';
import { assertKey, LONGEST_KEY, valueJson } from '../engine/vault-entry.js';
import { VaultError } from '../engine/vault-error.js';
import type { EntryOutcome, VaultEntries } from '../queries/vault-entries.js';
import type { Desk } from './desk.js';
import type { Field, Row, Values } from './field.js';
import type { Model } from './model.js';

/** How long an administrator may have a vault, in seconds: no longer than the transaction. */
const LOCK_SECONDS = 30;

const before: Readonly<Record<string, Field>> = {
  vault_id: {
    type: 'reference',
    to: 'gateway.Vault',
    help: 'The vault that it is in.',
    required: true,
    writable: 'at_creation',
    indexed: true,
  },
  key: {
    type: 'text',
    help: 'What formulas find it by.',
    required: true,
    writable: 'at_creation',
    maxLength: LONGEST_KEY,
  },
};

const behind: Readonly<Record<string, Field>> = {
  created_at: { type: 'moment', help: 'When it was put in.', writable: 'never' },
  updated_at: { type: 'moment', help: 'When it was last changed.', writable: 'never' },
};

interface Entries {
  of(desk: Desk): VaultEntries;
  /** The value as it is stored. */
  text(json: string, place: { vault_id: number; key: string }, desk: Desk): string;
  /** What is shown of it. */
  readonly value: Field;
}

/** What the models of items and of secrets have in common. Whoever writes has the vault, so that no run loses what it does. */
export const vaultEntry = ({ of, text, value }: Entries) =>
  ({
    fields: { ...before, value, ...behind },
    called: ({ key }: Row) => String(key),
    needs: { view: 'superuser', add: 'superuser', change: 'superuser', delete: 'superuser' },
    unique: ['vault_id', 'key'],

    async create(values, desk) {
      const { vault_id, key, stored } = storable(values, values, text, desk);
      await holding(vault_id, desk, (holder) => of(desk).insert(vault_id, holder, key, stored, desk.at));
      return { id: (await of(desk).idOf(vault_id, key)) as number };
    },

    async change(current, values, desk) {
      const { vault_id, key, stored } = storable(current, values, text, desk);
      await holding(vault_id, desk, (holder) => of(desk).update(vault_id, holder, key, stored, desk.at));
      return undefined;
    },

    async delete(current, desk) {
      const [vaultId, key] = [Number(current.vault_id), String(current.key)];
      await holding(vaultId, desk, (holder) => of(desk).delete(vaultId, holder, key));
      return null;
    },
  }) satisfies Partial<Model>;

/** @param values among them the new value */
function storable(place: Row, values: Values, text: Entries['text'], desk: Desk) {
  const [vault_id, key] = [Number(place.vault_id), String(place.key)];
  try {
    assertKey('key', key);
    return { vault_id, key, stored: text(valueJson('value', values.value), { vault_id, key }, desk) };
  } catch (error) {
    if (error instanceof VaultError) desk.refuse('invalid_value', error.message);
    throw error;
  }
}

/** Has the vault while it works. It does not wait for a run that has it: this transaction may be what that run waits for. */
async function holding(vaultId: number, desk: Desk, work: (holder: string) => Promise<EntryOutcome>): Promise<void> {
  const { vaults } = desk.queries;
  const holder = `administrator ${randomUUID()}`;
  const isHeld = await vaults.acquire(vaultId, holder, desk.at, LOCK_SECONDS);
  if (!isHeld) desk.refuse('invalid_value', 'A run has the vault open; try again in a while.', 'vault_id');
  const outcome = await work(holder);
  await vaults.release(vaultId, holder);
  if (outcome === 'exists') desk.refuse('invalid_value', 'is there already; change that.', 'key');
  if (outcome !== 'done') desk.refuse('not_found', 'Somebody has just deleted it.');
}
