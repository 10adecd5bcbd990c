/** Why a shared module, or what is bound to it, cannot be had as it was asked for; whoever asked can mend it. One line. */
export class SharedModuleError extends Error {
  override readonly name = 'SharedModuleError';

  constructor(
    readonly code: 'invalid' | 'not_found' | 'name_taken' | 'too_many',
    /** The field that is wrong: `name`, `description`, `code` or `integration_id`; null when it is none. */
    readonly field: 'name' | 'description' | 'code' | 'integration_id' | null,
    message: string,
  ) {
    super(message);
  }
}
