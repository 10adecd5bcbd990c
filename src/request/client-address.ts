import type { IncomingMessage } from 'node:http';

/**
 * The network address that a request comes from. Of `X-Forwarded-For`, only what our own reverse proxies have added counts: with
 * one proxy the last address, with two the last but one; what stands before was said by the sender.
 */
export function clientAddress({ headers, socket }: IncomingMessage, proxies: number): string {
  const peer = socket.remoteAddress ?? '';
  if (proxies === 0) return peer;
  const forwarded = String(headers['x-forwarded-for'] ?? '').split(',');
  return forwarded.at(-proxies)?.trim() || peer;
}
