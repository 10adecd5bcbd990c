import { readFileSync } from 'node:fs';

/** Plain HTTP requests as a client of each protocol era sends them, without any SDK. */
export type Era = '2026-07-28' | '2025-06-18';

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
  body: any;
}

const CLIENT = { name: 'plain', version: '1' };

/** Headers and body of one JSON-RPC request. */
export function request(era: Era, token: string | null, method: string, params: Record<string, unknown> = {}) {
  const modern = era === '2026-07-28';
  const name = (params.name ?? params.uri) as string | undefined;
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': era,
    ...(token !== null && { authorization: `Bearer ${token}` }),
    ...(modern && { 'mcp-method': method }),
    ...(modern && name !== undefined && { 'mcp-name': name }),
  };
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': era,
    'io.modelcontextprotocol/clientInfo': CLIENT,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const body = { jsonrpc: '2.0', id: 1, method, params: modern ? { ...params, _meta } : params };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

/** Sends it and reads the answer, plain or as the one event of a stream. */
export async function send(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  const event = response.headers.get('content-type')?.startsWith('text/event-stream');
  const json = event ? (text.match(/^data: (\{.*\})$/m)?.[1] ?? 'null') : text;
  return { status: response.status, headers: response.headers, body: json ? JSON.parse(json) : null };
}

/** Calls a tool and gives its structured answer, or `{error}` with the error that it reported. */
export async function callTool(url: string, era: Era, token: string, name: string, args: unknown) {
  const { body } = await send(url, request(era, token, 'tools/call', { name, arguments: args }));
  if (!body.result) throw new Error(`no result: ${JSON.stringify(body)}`);
  if (body.result.isError) return { error: JSON.parse(body.result.content[0].text) };
  return body.result.structuredContent;
}

export const PROJECT_VERSION: string = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
).version;
