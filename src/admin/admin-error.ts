export type AdminErrorCode =
  | 'unknown_model'
  | 'blocked_model'
  | 'bad_filter'
  | 'forbidden'
  | 'insufficient_scope'
  | 'invalid_value'
  | 'not_found';

/** What is wrong with one field, or with one filter. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Why something cannot be seen or done, in words for whoever asked. */
export class AdminError extends Error {
  override readonly name = 'AdminError';

  constructor(
    readonly code: AdminErrorCode,
    message: string,
    readonly details: { readonly problems?: readonly FieldProblem[] } = {},
  ) {
    super(message);
  }
}
