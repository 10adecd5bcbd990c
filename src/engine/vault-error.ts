/** Why a vault does not do what a formula asks of it. */
export class VaultError extends Error {
  override readonly name = 'VaultError';

  constructor(
    readonly code: VaultErrorCode,
    message: string,
  ) {
    super(message);
  }
}

export type VaultErrorCode =
  | 'vault_not_available'
  | 'vault_not_open'
  | 'vault_not_permitted'
  | 'vault_held_by_caller'
  | 'vault_lock_lost'
  | 'key_exists'
  | 'key_missing'
  | 'secret_unreadable'
  | 'value_too_large'
  | 'invalid_arguments'
  | 'run_ended';
