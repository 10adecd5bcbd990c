/** A document that cannot be imported; the message is one line that says why. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError';
}
