import type { Keyring } from '../crypto/keyring.js';
import type { RunInput } from './runner.js';

/** What an input is sealed for. */
const PLACE = 'scheduled_retries';

/** An input as it is kept until the run is tried again: sealed, since it may hold what a mask hides. */
export function sealInput(keyring: Keyring, { files, ...input }: RunInput): string {
  const encoded = Object.entries(files).map(([field, { name, content }]) => ({
    field,
    name,
    base64: Buffer.from(content).toString('base64'),
  }));
  return keyring.seal(JSON.stringify({ ...input, files: encoded }), PLACE);
}

/** @throws SealError */
export function openInput(keyring: Keyring, sealed: string): RunInput {
  const { files, ...input } = JSON.parse(keyring.open(sealed, PLACE));
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
