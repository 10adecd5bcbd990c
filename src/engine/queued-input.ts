import type { Keyring } from '../crypto/keyring.js';
import { QUEUED_INPUT_PLACE } from '../crypto/sealed-places.js';
import type { TraceHeaders } from '../tracing/tracer.js';
import type { RunInput } from './runner.js';

/** What a run is given, and what of it its history must not show. */
export interface QueuedInput {
  readonly input: RunInput;
  readonly hidden: readonly unknown[];
  /** What the run is a part of, where that is known. */
  readonly trace?: TraceHeaders | null;
}

/** An input as it is kept until the run begins: sealed, since it may hold what a mask hides. */
export function sealInput(keyring: Keyring, { input: { files, ...input }, hidden, trace }: QueuedInput): string {
  const encoded = Object.entries(files).map(([field, { name, content }]) => ({
    field,
    name,
    base64: Buffer.from(content).toString('base64'),
  }));
  return keyring.seal(JSON.stringify({ input: { ...input, files: encoded }, hidden, trace }), QUEUED_INPUT_PLACE);
}

/** @throws SealError */
export function openInput(keyring: Keyring, sealed: string): QueuedInput {
  const { input, hidden, trace } = JSON.parse(keyring.open(sealed, QUEUED_INPUT_PLACE));
  return {
    input: {
      ...input,
      // Not by assignment: a form's field may be called __proto__.
      files: Object.fromEntries(
        input.files.map(({ field, name, base64 }: Record<'field' | 'name' | 'base64', string>) => [
          field,
          { name, content: new Uint8Array(Buffer.from(base64, 'base64')) },
        ]),
      ),
    },
    hidden,
    ...(trace && { trace }),
  };
}
