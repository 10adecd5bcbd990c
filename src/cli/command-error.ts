/** A command that cannot be carried out, for a reason that the person who gave it can mend; the message is one line. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
