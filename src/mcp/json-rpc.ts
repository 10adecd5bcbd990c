import type { Context } from 'koa';

/** JSON-RPC 2.0's codes, and the server's own range for what HTTP names better. */
export const PARSE_ERROR = -32700;
export const INTERNAL_ERROR = -32603;
export const SERVER_ERROR = -32000;

/** Answers with a JSON-RPC error that belongs to no request: it was refused before its id was read. */
export function answerError(ctx: Context, status: number, code: number, message: string): void {
  ctx.status = status;
  ctx.body = { jsonrpc: '2.0', error: { code, message }, id: null };
}
