export type FrontendErrorCode =
  | 'not_found'
  | 'name_taken'
  | 'invalid_value'
  | 'limit_reached'
  | 'bad_path'
  | 'bad_file';

/** Why something cannot be done with a frontend, for whoever wants to do it; nothing was changed. */
export class FrontendError extends Error {
  override readonly name = 'FrontendError';

  constructor(
    readonly code: FrontendErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}
