/** Why a query cannot be answered, when it is the asker who can do something about it. */
export class QueryError<Code extends QueryErrorCode = QueryErrorCode> extends Error {
  override readonly name = 'QueryError';

  constructor(
    readonly code: Code,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

export type QueryErrorCode = 'not_found' | 'invalid_arguments' | 'invalid_item' | 'bad_pattern' | 'last_superuser';
