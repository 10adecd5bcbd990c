import type { Keyring } from '../crypto/keyring.js';
import { RETRY_INPUT_PLACE } from '../crypto/sealed-places.js';
import type { RunInput } from './runner.js';

/** An input as it is kept until the run is tried again: sealed, since it may hold what a mask hides. */
export function sealInput(keyring: Keyring, { files, ...input }: RunInput): string {
  const encoded = Object.entries(files).map(([field, { name, content }]) => ({
    field,
    name,
    base64: Buffer.from(content).toString('base64'),
  }));
  return keyring.seal(JSON.stringify({ ...input, files: encoded }), RETRY_INPUT_PLACE);
}

/** @throws SealError */
export function openInput(keyring: Keyring, sealed: string): RunInput {
  const { files, ...input } = JSON.parse(keyring.open(sealed, RETRY_INPUT_PLACE));
  return {
    ...input,
    // Not by assignment: a form's field may be called __proto__.
    files: Object.fromEntries(
      files.map(({ field, name, base64 }: Record<'field' | 'name' | 'base64', string>) => [
        field,
        { name, content: new Uint8Array(Buffer.from(base64, 'base64')) },
      ]),
    ),
  };
}
