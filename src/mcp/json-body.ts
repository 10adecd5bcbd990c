import type { IncomingMessage } from 'node:http';

/** Why a body was not taken, as the HTTP status that says it. */
export class BodyRefused extends Error {
  override readonly name = 'BodyRefused';

  constructor(
    readonly status: 400 | 413,
    message: string,
  ) {
    super(message);
  }
}

/** Deeper than any argument of any tool; a reader that recurses is safe below it. */
export const DEEPEST_JSON = 100;

/** Reads a JSON body of at most `limit` bytes. A larger one is refused as soon as that is known, without keeping it. */
export async function readJson(request: IncomingMessage, limit: number): Promise<{ value: unknown; bytes: number }> {
  const tooLarge = () => new BodyRefused(413, `The request is larger than ${limit} bytes.`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return { value: parseJson(Buffer.concat(chunks)), bytes };
}

function parseJson(body: Buffer): unknown {
  if (nesting(body) > DEEPEST_JSON)
    throw new BodyRefused(400, `The JSON is nested deeper than ${DEEPEST_JSON} levels.`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new BodyRefused(400, 'The request is not JSON.');
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** How deep arrays and objects are nested, found without recursion and before anything is built. */
function nesting(body: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}
