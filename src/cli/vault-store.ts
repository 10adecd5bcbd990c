import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Config } from '../config.js';
import { vaultSecretPlace } from '../crypto/sealed-places.js';
import { assertKey, valueJson } from '../engine/vault-entry.js';
import { VaultError } from '../engine/vault-error.js';
import { vaultNameProblem } from '../engine/vault-name.js';
import type { Queries } from '../queries/queries.js';
import type { EntryKey } from '../queries/vault-entries.js';
import type { ListedVault, Vault, VaultRights } from '../queries/vaults.js';
import { checkedKeyring } from './checked-keyring.js';
import { CommandError } from './command-error.js';
import { withDatabase } from './database.js';

/** How long to wait for a run that has the vault, in milliseconds, and how often to look. */
const LONGEST_WAIT_MS = 5_000;
const LOOK_MS = 100;
/** How long a command may have a vault. */
const LOCK_SECONDS = 30;

/** The vaults as the command line manages them. What is wrong is said by throwing a CommandError. */
export class VaultStore {
  private constructor(
    private readonly queries: Queries,
    private readonly config: Config,
  ) {}

  static with<T>(config: Config, work: (store: VaultStore) => Promise<T>): Promise<T> {
    return withDatabase(config, (queries) => work(new VaultStore(queries, config)));
  }

  async create(name: string, lockTimeoutSeconds: number): Promise<void> {
    const problem = vaultNameProblem(name);
    if (problem) throw new CommandError(`"${name}" ${problem}`);
    if (await this.queries.vaults.find(name)) throw new CommandError(`there is a vault ${name} already.`);
    await this.queries.vaults.create(name, lockTimeoutSeconds);
  }

  async list(): Promise<(ListedVault & { rights: (VaultRights & { path_name: string })[] })[]> {
    const listed = [];
    for (const vault of await this.queries.vaults.list()) {
      listed.push({ ...vault, rights: await this.queries.vaults.rights(vault.id) });
    }
    return listed;
  }

  async delete(name: string): Promise<void> {
    if (!(await this.queries.vaults.delete(name))) throw noVault(name);
  }

  async setRights(name: string, integration: string, rights: Partial<VaultRights>): Promise<void> {
    const { id } = await this.#find(name);
    const found = await this.queries.integrations.find(integration);
    if (!found) throw new CommandError(`there is no integration ${integration}.`);
    await this.queries.vaults.setRights(id, found.id, rights);
  }

  async keys(name: string): Promise<(EntryKey & { kind: 'item' | 'secret' })[]> {
    const { id } = await this.#find(name);
    const { items, secrets } = this.queries.vaults;
    return [
      ...(await items.keys(id)).map((entry) => ({ ...entry, kind: 'item' as const })),
      ...(await secrets.keys(id)).map((entry) => ({ ...entry, kind: 'secret' as const })),
    ];
  }

  /** As JSON. */
  item(name: string, key: string): Promise<string> {
    return this.#holding(name, async ({ id }, holder) => {
      const text = await this.queries.vaults.items.get(id, holder, key);
      if (typeof text === 'string') return text;
      throw new CommandError(`the vault ${name} has no item ${key}.`);
    });
  }

  setItem(name: string, key: string, value: unknown): Promise<void> {
    const json = checked(key, value);
    return this.#holding(name, async ({ id }, holder) => {
      if ((await this.queries.vaults.items.upsert(id, holder, key, json, new Date())) === 'lost') throw noVault(name);
    });
  }

  async setSecret(name: string, key: string, value: unknown): Promise<void> {
    const json = checked(key, value);
    const keyring = await checkedKeyring(this.config, this.queries);
    return this.#holding(name, async ({ id }, holder) => {
      const sealed = keyring.seal(json, vaultSecretPlace({ vault_id: id, key }));
      if ((await this.queries.vaults.secrets.upsert(id, holder, key, sealed, new Date())) === 'lost')
        throw noVault(name);
    });
  }

  unset(name: string, key: string, from: 'items' | 'secrets'): Promise<void> {
    return this.#holding(name, async ({ id }, holder) => {
      if ((await this.queries.vaults[from].delete(id, holder, key)) === 'done') return;
      throw new CommandError(`the vault ${name} has no ${from === 'items' ? 'item' : 'secret'} ${key}.`);
    });
  }

  /** Has the vault while it works, so that no run loses what it has read or written. */
  async #holding<T>(name: string, work: (vault: Vault, holder: string) => Promise<T>): Promise<T> {
    const vault = await this.#find(name);
    const { vaults } = this.queries;
    const holder = `command line ${randomUUID()}`;
    for (let waited = 0; !(await vaults.acquire(vault.id, holder, new Date(), LOCK_SECONDS)); waited += LOOK_MS) {
      if (waited >= LONGEST_WAIT_MS) throw new CommandError(`a run has the vault ${name} open; try again later.`);
      await delay(LOOK_MS);
    }
    try {
      return await work(vault, holder);
    } finally {
      await vaults.release(vault.id, holder);
    }
  }

  async #find(name: string): Promise<Vault> {
    const found = await this.queries.vaults.find(name);
    if (!found) throw noVault(name);
    return found;
  }
}

const noVault = (name: string) => new CommandError(`there is no vault ${name}; "gateway vault list" shows them.`);

function checked(key: string, value: unknown): string {
  try {
    assertKey(key, key);
    return valueJson(key, value);
  } catch (error) {
    if (error instanceof VaultError) throw new CommandError(error.message);
    throw error;
  }
}
