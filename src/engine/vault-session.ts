import { type Keyring, SealError } from '../crypto/keyring.js';
import { vaultSecretPlace } from '../crypto/sealed-places.js';
import type { Queries } from '../queries/queries.js';
import type { EntryOutcome } from '../queries/vault-entries.js';
import type { Vault, VaultRights } from '../queries/vaults.js';
import { assertKey, valueJson } from './vault-entry.js';
import { VaultError } from './vault-error.js';
import { type VaultOperation, vaultOperations } from './vault-operation.js';

/** How long to wait before asking again for a vault that is taken; each pause is twice the one before. */
const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 1_000;

export interface VaultSessionOptions {
  readonly queries: Pick<Queries, 'vaults'>;
  readonly keyring: Keyring;
  readonly integrationId: number;
  /** Holds the locks: the process, a slash, and what tells the run from others there. */
  readonly runKey: string;
  readonly now: () => Date;
  readonly wait: (ms: number) => Promise<unknown>;
  /** Aborted when the run is. */
  readonly signal: AbortSignal;
  /** That of the run that waits for this one (`callint`): what is open there would be waited for in vain. */
  readonly caller?: VaultSession | undefined;
}

type PermittedVault = Vault & VaultRights;

interface Opening {
  /** How many times the run has opened it, and not closed it. */
  count: number;
  readonly vault: Promise<PermittedVault>;
}

/** The vaults that one run has open (domain.md 3.12, 4.10). One run at a time has a vault; others wait until it is closed. */
export class VaultSession {
  readonly #options: VaultSessionOptions;
  readonly #open = new Map<string, Opening>();
  readonly #closing = new Map<string, Promise<void>>();
  /** Made for the first wait: most runs have no vault. */
  #over: AbortController | null = null;
  #isOver = false;

  constructor(options: VaultSessionOptions) {
    this.#options = options;
  }

  /**
   * Opens a vault, once nobody else has it open; may be repeated, and needs as many calls of `close`.
   * @throws VaultError
   */
  async open(name: string): Promise<void> {
    this.#assertRunning();
    const known = this.#open.get(name);
    if (known) {
      known.count += 1;
      await known.vault;
      return;
    }
    const opening: Opening = { count: 1, vault: this.#lock(name) };
    this.#open.set(name, opening);
    try {
      await opening.vault;
    } catch (error) {
      if (this.#open.get(name) === opening) this.#open.delete(name);
      throw error;
    }
  }

  /**
   * @param key at most 255 characters
   * @param value JSON of at most 10 MB; for insert, update and upsert
   * @returns for get, the value, or null when there is none; for delete, whether there was one
   * @throws VaultError
   */
  async call(name: string, operation: VaultOperation, key: string, value?: unknown): Promise<unknown> {
    const vault = await this.#open.get(name)?.vault;
    if (!vault) throw new VaultError('vault_not_open', `The vault ${name} is not open; open it with open_vault first.`);
    const meaning = vaultOperations.get(operation);
    if (!meaning) throw new VaultError('invalid_arguments', `A vault has no operation ${operation}.`);
    const { verb, secret, needs } = meaning;
    if (!vault[needs]) {
      throw new VaultError(
        'vault_not_permitted',
        `${operation} on the vault ${name}: this integration may not ${needs}; an administrator can permit it.`,
      );
    }
    const where = `${operation} on the vault ${name}`;
    assertKey(where, key);

    const { queries, runKey, now } = this.#options;
    const entries = secret ? queries.vaults.secrets : queries.vaults.items;
    if (verb === 'get') {
      const text = await entries.get(vault.id, runKey, key);
      if (text === undefined) throw lockLost(vault);
      return text === null ? null : JSON.parse(secret ? this.#unseal(vault, key, text) : text);
    }
    if (verb === 'delete') {
      const outcome = await entries.delete(vault.id, runKey, key);
      if (outcome === 'lost') throw lockLost(vault);
      return outcome === 'done';
    }
    const json = valueJson(`${where}, ${key}`, value);
    const text = secret ? this.#options.keyring.seal(json, vaultSecretPlace({ vault_id: vault.id, key })) : json;
    assertDone(await entries[verb](vault.id, runKey, key, text, now()), vault, `${where}, ${key}`);
    return null;
  }

  /** Closes what was opened once; does nothing when it is not open. */
  async close(name: string): Promise<void> {
    const opening = this.#open.get(name);
    if (!opening) return;
    opening.count -= 1;
    if (opening.count === 0) await this.#release(name, opening);
  }

  /** Closes everything, for good: the run is over. */
  async closeAll(): Promise<void> {
    this.#isOver = true;
    this.#over?.abort();
    for (const [name, opening] of [...this.#open]) await this.#release(name, opening);
  }

  /** Whether this run, or one that waits for it, has the vault. */
  holds(name: string): boolean {
    return this.#open.has(name) || (this.#options.caller?.holds(name) ?? false);
  }

  async #lock(name: string): Promise<PermittedVault> {
    const { queries, integrationId, runKey, now, caller } = this.#options;
    // Else the one that is being closed would take the lock of this one along.
    await this.#closing.get(name);
    // No database knows a text with a NUL in it, and so no such name.
    const isName = typeof name === 'string' && !name.includes('\0');
    const vault = isName && (await queries.vaults.permitted(name, integrationId));
    if (!vault) {
      // Whether there is such a vault is not for everybody to know.
      throw new VaultError(
        'vault_not_available',
        `There is no vault ${name} that this integration may use; create it, or permit this integration to use it.`,
      );
    }
    if (caller?.holds(name)) {
      throw new VaultError(
        'vault_held_by_caller',
        `The vault ${name} is open in the integration that called this one and waits for it; close it there first.`,
      );
    }
    let pause = FIRST_PAUSE_MS;
    while (!(await queries.vaults.acquire(vault.id, runKey, now(), vault.lock_timeout_seconds))) {
      await this.#pause(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    }
    if (this.#isEnding) {
      await queries.vaults.release(vault.id, runKey);
      this.#assertRunning();
    }
    return vault;
  }

  async #pause(ms: number): Promise<void> {
    this.#assertRunning();
    this.#over ??= new AbortController();
    const signal = AbortSignal.any([this.#options.signal, this.#over.signal]);
    let stop = () => {};
    const aborted = new Promise<void>((resolve) => {
      stop = resolve;
      signal.addEventListener('abort', stop, { once: true });
    });
    try {
      await Promise.race([this.#options.wait(ms), aborted]);
    } finally {
      signal.removeEventListener('abort', stop);
      this.#assertRunning();
    }
  }

  #release(name: string, opening: Opening): Promise<void> {
    this.#open.delete(name);
    const closing = (async () => {
      // What could not be opened, or is only being waited for by a run that is over, gives itself back.
      const vault = await opening.vault.catch(() => null);
      if (vault) await this.#options.queries.vaults.release(vault.id, this.#options.runKey);
    })().finally(() => {
      if (this.#closing.get(name) === closing) this.#closing.delete(name);
    });
    this.#closing.set(name, closing);
    return closing;
  }

  /** Whether the run was aborted, or is over. */
  get #isEnding(): boolean {
    return this.#isOver || this.#options.signal.aborted;
  }

  #assertRunning(): void {
    if (!this.#isEnding) return;
    throw new VaultError('run_ended', 'The run is over, so no vault can be opened.');
  }

  #unseal(vault: Vault, key: string, sealed: string): string {
    try {
      return this.#options.keyring.open(sealed, vaultSecretPlace({ vault_id: vault.id, key }));
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
      throw new VaultError('secret_unreadable', `The secret ${key} of the vault ${vault.name}: ${error.message}`);
    }
  }
}

function assertDone(outcome: EntryOutcome, vault: Vault, where: string): void {
  if (outcome === 'lost') throw lockLost(vault);
  if (outcome === 'exists')
    throw new VaultError('key_exists', `${where}: the key is there already; use update or upsert.`);
  if (outcome === 'missing')
    throw new VaultError('key_missing', `${where}: there is no such key; use insert or upsert.`);
}

const lockLost = ({ name, lock_timeout_seconds }: Vault) =>
  new VaultError(
    'vault_lock_lost',
    `The vault ${name} was open for more than ${lock_timeout_seconds} s, and another run has it now; close it sooner.`,
  );
