/** Ends a tool call with an error that the caller may see: `{code, message, hint}`. The hint comes from the catalog. */
export class CallError extends Error {
  override readonly name = 'CallError';

  constructor(
    readonly code: string,
    message: string,
    /** Further members of the answer: the problems found, a size and its limit. */
    readonly details: Readonly<Record<string, unknown>> = {},
    /** In place of the catalog's hint, where the call knows better. */
    readonly hint: string | null = null,
  ) {
    super(message);
  }
}
