/** A value of the environment that cannot be used; the message is one line that says which, and what it may be. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
