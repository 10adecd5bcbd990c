/** Why a configuration cannot be had as it was asked for; whoever asked can mend it. The message is one line. */
export class AdapterConfigError extends Error {
  override readonly name = 'AdapterConfigError';

  constructor(
    message: string,
    /** What is wrong with its settings, each as `name: why`. */
    readonly problems: readonly string[] = [],
  ) {
    super(message);
  }
}
