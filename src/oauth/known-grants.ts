/** How much of a description is looked at, in bytes; the library takes fewer. */
const MOST_BYTES = 64 * 1024;

/** Those that have a name of their own; further ones are named by a URN. */
const isKnown = (grant: unknown): boolean => !String(grant).startsWith('urn:');

/**
 * A client's description without the grants that no server has to know. Clients describe themselves to all servers at once, and name
 * whatever they could use (VS Code names the device flow); of that a server takes what it has (RFC 7591 2). The library refuses
 * them instead.
 */
export function withKnownGrants({ body, status, headers }: Response): Response {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reading = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk) {
      bytes += chunk.length;
      if (bytes > MOST_BYTES) throw new Error('the description is too large');
      chunks.push(chunk);
    },
    flush(out) {
      out.enqueue(Buffer.from(reduced(Buffer.concat(chunks).toString())));
    },
  });
  const kept = new Headers(headers);
  kept.delete('content-length');
  return new Response(body?.pipeThrough(reading), { status, headers: kept });
}

/** What cannot be understood stays as it is, for the library to refuse. */
function reduced(text: string): string {
  try {
    const description = JSON.parse(text);
    const known = Array.isArray(description?.grant_types) ? description.grant_types.filter(isKnown) : [];
    return known.length > 0 ? JSON.stringify({ ...description, grant_types: known }) : text;
  } catch {
    return text;
  }
}
