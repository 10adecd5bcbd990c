import type { TestGateway } from '../gateway.js';

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  /** JSON, or text where it is none. */
  // biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
  readonly body: any;
  /** Null when the answer names no run. */
  readonly runHistoryId: number | null;
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

export const bearer = (token: string): string => `Bearer ${token}`;

/** Another system that calls the gateway over plain HTTP. */
export async function call(
  gateway: TestGateway,
  method: string,
  path: string,
  { authorization, body, headers = {} }: { authorization: string; body?: RequestInit['body']; headers?: object },
): Promise<Called> {
  const response = await fetch(gateway.url + path, {
    method,
    headers: { authorization, ...headers },
    ...(body !== undefined && { body }),
  });
  const text = await response.text();
  const id = response.headers.get('x-run-history-id');
  return {
    status: response.status,
    headers: response.headers,
    body: response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text,
    runHistoryId: id === null ? null : Number(id),
  };
}

const JSON_BODY = { 'content-type': 'application/json' };

export const callJson = (
  gateway: TestGateway,
  method: string,
  path: string,
  payload: unknown,
  authorization: string,
): Promise<Called> =>
  call(gateway, method, path, {
    authorization,
    ...(payload !== undefined && { body: JSON.stringify(payload), headers: JSON_BODY }),
  });

/** Runs an integration at its own address. */
export const postJson = (
  gateway: TestGateway,
  integration: string,
  payload: unknown,
  authorization: string,
): Promise<Called> =>
  callJson(gateway, 'POST', `/integrations/execute/${encodeURIComponent(integration)}`, payload, authorization);
