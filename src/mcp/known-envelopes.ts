import {
  CLIENT_CAPABILITIES_META_KEY,
  CLIENT_INFO_META_KEY,
  PROTOCOL_VERSION_META_KEY,
} from '@modelcontextprotocol/server';

/** A client says the same in each of its requests, so there are about as many envelopes as clients. */
const MOST_KNOWN = 1_000;
const LONGEST_KNOWN = 4_000;

/**
 * The envelopes of 2026-07-28 (who the client is, and what it can do) that the protocol layer has accepted, so that it need not look
 * at the same one again.
 */
export class KnownEnvelopes {
  readonly #known = new Set<string>();

  /** To be told of an envelope that the protocol layer has let pass. */
  learn(envelope: Readonly<Record<string, unknown>>): void {
    // A request of an earlier revision may hold some of it, at which nobody has looked.
    if (!(PROTOCOL_VERSION_META_KEY in envelope)) return;
    const text = textOf(envelope);
    if (text.length > LONGEST_KNOWN || AMBIGUOUS.test(text) || this.#known.has(text)) return;
    if (this.#known.size >= MOST_KNOWN) this.#known.delete(this.#known.values().next().value as string);
    this.#known.add(text);
  }

  has(envelope: Readonly<Record<string, unknown>>): boolean {
    return this.#known.has(textOf(envelope));
  }
}

/** JSON has the same word for what is null and for a number that is too large for it. */
const AMBIGUOUS = /null/;

/** What is not there is not in the text either. */
const textOf = ({
  [CLIENT_INFO_META_KEY]: client,
  [CLIENT_CAPABILITIES_META_KEY]: capabilities,
}: Readonly<Record<string, unknown>>): string => JSON.stringify({ client, capabilities });
