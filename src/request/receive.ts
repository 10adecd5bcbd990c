import type { IncomingMessage } from 'node:http';
import { BodyRefused } from './body-refused.js';

export interface BodyLimit {
  readonly bytes: number;
  /** How long all of it may take; without it, Node's own limit holds. */
  readonly milliseconds?: number;
}

/**
 * Hands on a body piece by piece, and answers with its size. One that is too large or too slow is refused as soon as that is
 * known; what still comes of it is thrown away, and the connection stays, so that the refusal reaches its sender.
 * @throws BodyRefused, or the request's own error when its sender has gone
 */
export function receive(
  request: IncomingMessage,
  { bytes: most, milliseconds }: BodyLimit,
  take: (chunk: Buffer) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const tooLarge = () => new BodyRefused(413, `The request is larger than ${most} bytes.`);
    if (Number(request.headers['content-length'] ?? 0) > most) return reject(tooLarge());
    let bytes = 0;
    const timer =
      milliseconds !== undefined &&
      setTimeout(
        () => refuse(new BodyRefused(408, `The request took longer than ${milliseconds} ms to arrive.`)),
        milliseconds,
      );
    const onData = (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > most) return refuse(tooLarge());
      try {
        take(chunk);
      } catch (error) {
        refuse(error);
      }
    };
    const onEnd = () => {
      letGo();
      resolve(bytes);
    };
    const onClose = () => refuse(new Error('the client has gone before its request was read'));
    const refuse = (error: unknown) => {
      letGo();
      request.on('error', () => undefined);
      request.resume();
      reject(error);
    };
    function letGo() {
      if (timer) clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', refuse).off('close', onClose);
    }
    request.on('data', onData).on('end', onEnd).on('error', refuse).on('close', onClose);
  });
}

/** A whole body. */
export async function receiveAll(request: IncomingMessage, limit: BodyLimit): Promise<Buffer> {
  const chunks: Buffer[] = [];
  await receive(request, limit, (chunk) => chunks.push(chunk));
  return Buffer.concat(chunks);
}
