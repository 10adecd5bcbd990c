import { type Duplex, pipeline, type Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { AdapterFailure } from './adapter-failure.js';
import type { HttpLimits } from './http-limits.js';

type Headers = Readonly<Record<string, string | string[] | undefined>>;

const DECODERS: Readonly<Record<string, () => Duplex>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};

/**
 * Reads and decompresses a body. Its size is counted as it comes, so that no more than the limit is ever in memory.
 * @param head whether it answers HEAD, whose headers speak of a body that does not come
 * @throws AdapterFailure
 */
export async function readBody(
  body: Readable,
  { headers, head, limits }: { headers: Headers; head: boolean; limits: HttpLimits },
): Promise<Buffer> {
  const decoders = head ? [] : decodersOf(headers, limits.encodings);
  if (!head && Number(headers['content-length']) > limits.responseBytes) {
    body.on('error', () => {}).destroy();
    throw tooLarge(limits.responseBytes);
  }
  // The last stream hears of what goes wrong in those before it.
  const source = decoders.length > 0 ? (pipeline([body, ...decoders], () => {}) as unknown as Readable) : body;
  return collected(source, limits.responseBytes);
}

/** Listens rather than iterates, which for a small answer costs as much as all the rest. */
function collected(source: Readable, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    source.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) return void chunks.push(chunk);
      reject(tooLarge(limit));
      source.destroy();
    });
    source.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, size)));
    source.on('error', reject);
    source.on('close', () => reject(new Error('The connection was closed before the answer was complete.')));
  });
}

function decodersOf(headers: Headers, most: number): Duplex[] {
  const encodings = [headers['content-encoding'] ?? []]
    .flat()
    .join(',')
    .split(',')
    .map((encoding) => encoding.trim().toLowerCase())
    .filter((encoding) => encoding !== '' && encoding !== 'identity');
  if (encodings.length > most || encodings.some((encoding) => !Object.hasOwn(DECODERS, encoding))) {
    throw new AdapterFailure(
      'INVALID_RESPONSE',
      `The answer is compressed in a way that is not known: ${encodings.join(', ').slice(0, 100)}.`,
    );
  }
  // What was put on last comes off first.
  return encodings.reverse().map((encoding) => (DECODERS[encoding] as () => Duplex)());
}

const tooLarge = (limit: number) =>
  new AdapterFailure(
    'INVALID_RESPONSE',
    `The answer is larger than ${limit / 1024 / 1024} MB, which is the most that is read.`,
  );
