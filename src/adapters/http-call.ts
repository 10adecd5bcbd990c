import { STATUS_CODES } from 'node:http';
import type { AdapterContext, AdapterResponse, MessageType } from './adapter.js';
import { AdapterFailure } from './adapter-failure.js';
import { Deadline } from './deadline.js';
import { exchange, type HttpAnswer } from './http-exchange.js';
import { type HttpLimits, httpLimits } from './http-limits.js';
import { parseBody } from './http-payload.js';
import type { ForcedType, HttpRequest } from './http-request.js';
import { type HttpSettings, httpSettings } from './http-settings.js';
import { networkFailure } from './network-failure.js';

/** Makes one call of an adapter that is built on HTTP. */
export async function httpCall(
  context: AdapterContext,
  prepare: Prepare,
  limits: HttpLimits = httpLimits,
): Promise<AdapterResponse> {
  try {
    return await called(context, httpSettings(context.settings), prepare, limits);
  } catch (error) {
    context.signal.throwIfAborted();
    return networkFailure(error, `${context.settings.host}:${context.settings.port}`).response();
  }
}

type Prepare = (settings: HttpSettings) => { request: HttpRequest; forced: ForcedType | null };

async function called(
  { outlet, signal: run, trace }: AdapterContext,
  settings: HttpSettings,
  prepare: Prepare,
  limits: HttpLimits,
): Promise<AdapterResponse> {
  const { request: prepared, forced } = prepare(settings);
  const { host, port, timeoutMs } = settings;
  trace?.set({ 'http.request.method': prepared.method, 'server.address': host, 'server.port': port });
  // An integration that says so itself has its way.
  const request = trace ? { ...prepared, headers: { ...trace.headers, ...prepared.headers } } : prepared;
  const deadline = new Deadline({ run, timeoutMs, host: `${host}:${port}` });
  try {
    const answer = await exchange(request, { settings, outlet, signal: deadline.signal, limits });
    trace?.set({ 'http.response.status_code': answer.status });
    return responseOf(answer, { request, forced, limits });
  } finally {
    deadline.stop();
  }
}

function responseOf(
  { status, headers, body }: HttpAnswer,
  { request, forced, limits }: { request: HttpRequest; forced: ForcedType | null; limits: HttpLimits },
): AdapterResponse {
  const { payload, problem } = parseBody(body, String(headers['content-type'] ?? ''), forced);
  if (status < 200 || status > 299) {
    const shown = body.toString('utf8', 0, limits.shownCharacters * 4).slice(0, limits.shownCharacters);
    // Without the query, which may hold an API key.
    const asked = `${request.method} ${request.url.origin}${request.url.pathname}`;
    const text = `${asked} was answered with ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
    return new AdapterFailure(typeOf(status), shown === '' ? `${text}.` : `${text}: ${shown}`).response(payload);
  }
  if (problem === null) return { success: true, payload, messages: [] };
  // Who forces a type relies on it; who does not gets the text.
  return { success: forced === null, payload, messages: [{ type: 'INVALID_RESPONSE', text: problem }] };
}

function typeOf(status: number): MessageType {
  if (status === 401 || status === 403) return 'AUTHENTICATION_ERROR';
  if (status >= 500) return 'SERVER_ERROR';
  return status >= 400 ? 'CLIENT_ERROR' : 'INVALID_RESPONSE';
}
