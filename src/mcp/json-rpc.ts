import type { Context } from 'koa';

/** JSON-RPC 2.0's codes, and the server's own range for what HTTP names better. */
export const PARSE_ERROR = -32700;
export const INTERNAL_ERROR = -32603;
export const SERVER_ERROR = -32000;

/** Answers with a JSON-RPC error; it belongs to no request that has an id when it was refused before that was read. */
export function answerError(
  ctx: Context,
  status: number,
  code: number,
  message: string,
  { id, data }: { id?: unknown; data?: object } = {},
): void {
  ctx.status = status;
  const known = typeof id === 'string' || typeof id === 'number' ? id : null;
  ctx.body = { jsonrpc: '2.0', error: { code, message, ...(data && { data }) }, id: known };
}
