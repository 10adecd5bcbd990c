import type { IncomingMessage } from 'node:http';
import { parseJson } from '../request/json.js';
import { receiveAll } from '../request/receive.js';

/** Reads a JSON body of at most `limit` bytes. A larger one is refused as soon as that is known, without keeping it. */
export async function readJson(request: IncomingMessage, limit: number): Promise<{ value: unknown; bytes: number }> {
  const body = await receiveAll(request, { bytes: limit });
  return { value: parseJson(body), bytes: body.length };
}
