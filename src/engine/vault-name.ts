/** For how long, in seconds, one run may keep others waiting for a vault. */
export const LOCK_TIMEOUT_SECONDS = { least: 1, most: 86_400, usual: 600 };

/** Why a vault cannot be called so; null when it can. */
export const vaultNameProblem = (name: string): string | null =>
  /^(?=.{1,100}$)[\p{L}\p{N}._-]+( [\p{L}\p{N}._-]+)*$/u.test(name)
    ? null
    : "cannot be a vault's name: letters, digits, spaces and . _ - only, 100 at most.";
