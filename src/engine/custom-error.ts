/** Why a custom adapter or its configuration cannot be had as it was asked for; whoever asked can mend it. */
export class CustomError extends Error {
  override readonly name = 'CustomError';

  constructor(
    readonly code: 'not_found' | 'bad_name' | 'bad_code' | 'bad_config' | 'name_taken' | 'limit_reached',
    message: string,
    /** What is wrong with the values of a configuration, each as `field: why`. */
    readonly problems: readonly string[] = [],
  ) {
    super(message);
  }

  get details(): { readonly problems?: readonly string[] } {
    return this.problems.length > 0 ? { problems: this.problems } : {};
  }
}
