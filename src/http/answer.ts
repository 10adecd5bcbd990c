import type { RunOutput } from '../engine/runner.js';
import { DoorError } from './door-error.js';

/** What goes back to the caller. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** What a caller gets by an integration's output, and which of its headers the caller does not get. */
export interface Answered {
  readonly answer: Answer;
  readonly dropped: readonly string[];
}

/**
 * Headers of one connection, and those that decide what an answer may do in a browser: it comes from the address of the gateway's own
 * pages, and must be neither one of them nor set their cookies, nor have the browser report on them elsewhere.
 */
const NEVER_PASSED: ReadonlySet<string> = new Set([
  'alt-svc',
  'clear-site-data',
  'connection',
  'content-length',
  'content-security-policy',
  'content-security-policy-report-only',
  'cross-origin-opener-policy',
  'keep-alive',
  'nel',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'report-to',
  'reporting-endpoints',
  'service-worker-allowed',
  'set-cookie',
  'strict-transport-security',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-content-type-options',
  'x-run-history-id',
]);

const NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Makes an answer of an output (domain.md 4.7, 8): the payload as JSON; or as it is when the integration set a Content-Type, for
 * which it must be bytes; or a text as it is where the web service endpoint has a content type of its own.
 * @throws DoorError when there is no such answer
 */
export function answerOf(output: RunOutput, contentType: string | null, failed: boolean): Answered {
  const { status } = output;
  if (!Number.isInteger(status) || status < 200 || status > 599)
    throw new DoorError(
      'invalid_answer',
      `The integration set output.status to ${String(status)}; it must be 200 to 599.`,
    );
  const dropped: string[] = [];
  const headers = new Map<string, string>();
  for (const [name, value] of Object.entries(output.headers)) {
    const passes = NAME.test(name) && VALUE.test(String(value)) && !NEVER_PASSED.has(name.toLowerCase());
    if (passes) headers.set(name.toLowerCase(), String(value));
    else dropped.push(name);
  }
  const [type, body] = bodyOf(output.payload, headers.get('content-type'), contentType, failed);
  headers.set('content-type', type);
  return { answer: { status, headers: Object.fromEntries(headers), body }, dropped };
}

function bodyOf(
  payload: unknown,
  set: string | undefined,
  ofEndpoint: string | null,
  failed: boolean,
): [string, Buffer] {
  if (payload instanceof Uint8Array) return [set ?? ofEndpoint ?? 'application/octet-stream', Buffer.from(payload)];
  // A run that failed on its way to the bytes has something else to say.
  if (set !== undefined && !failed)
    throw new DoorError(
      'invalid_answer',
      `The integration set the Content-Type "${set}"; output.payload must then be bytes, and it is not.`,
    );
  if (typeof payload === 'string' && ofEndpoint !== null && ofEndpoint !== 'application/json')
    return [`${ofEndpoint}; charset=utf-8`, Buffer.from(payload)];
  return [JSON_TYPE, Buffer.from(JSON.stringify(payload) ?? 'null')];
}
