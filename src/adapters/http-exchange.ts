import type { Dispatcher } from 'undici';
import type { Outlet } from '../network/outlet.js';
import { AdapterFailure } from './adapter-failure.js';
import { readBody } from './http-body.js';
import type { HttpLimits } from './http-limits.js';
import type { HttpRequest } from './http-request.js';
import { dispatcherOf, send } from './http-send.js';
import type { HttpSettings } from './http-settings.js';

/** An answer, all of it. */
export interface HttpAnswer {
  readonly status: number;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

const REDIRECTS = [301, 302, 303, 307, 308];
/** What another host may see of the headers that were meant for the first one. */
const HARMLESS_HEADERS = ['accept', 'accept-encoding', 'accept-language', 'content-type', 'user-agent'];

/**
 * Sends a request, follows where it is sent, and reads the whole answer.
 * @throws AdapterFailure, RefusedAddressError, or what the network says
 */
export async function exchange(
  first: HttpRequest,
  {
    settings,
    outlet,
    signal,
    limits,
  }: { settings: Pick<HttpSettings, 'certificates'>; outlet: Outlet; signal: AbortSignal; limits: HttpLimits },
): Promise<HttpAnswer> {
  let dispatcher = dispatcherOf(settings, outlet);
  let request = first;
  for (let redirects = 0; ; redirects++) {
    const response = await send(request, dispatcher, signal);
    const target = targetOf(response, request.url);
    if (!target) {
      const { statusCode: status, headers, body } = response;
      return { status, headers, body: await readBody(body, { headers, head: request.method === 'HEAD', limits }) };
    }
    await response.body.dump({ limit: 16_384, signal });
    if (redirects >= limits.redirects) {
      throw new AdapterFailure(
        'INVALID_RESPONSE',
        `${request.url.host} redirects more than ${limits.redirects} times.`,
      );
    }
    // The certificates were made for the configured host: neither trust nor identity goes along to another one.
    if (target.origin !== request.url.origin) dispatcher = outlet.dispatcher;
    request = redirected(request, response.statusCode, target);
  }
}

function targetOf({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | null {
  const { location } = headers;
  if (!REDIRECTS.includes(statusCode) || typeof location !== 'string') return null;
  const target = URL.canParse(location, from.href) ? new URL(location, from.href) : null;
  if (!target || !/^https?:$/.test(target.protocol)) {
    throw new AdapterFailure('INVALID_RESPONSE', `${from.host} redirects to what is no web address.`);
  }
  if (from.protocol === 'https:' && target.protocol === 'http:') {
    throw new AdapterFailure('REFUSED', `${from.host} redirects from https to http; this is not followed.`);
  }
  target.username = '';
  target.password = '';
  target.hash = '';
  return target;
}

/** As browsers do it: what was not a question becomes one, unless the status says that it must not. */
function redirected({ method, url, headers, body }: HttpRequest, status: number, target: URL): HttpRequest {
  const asks = (status === 303 && method !== 'HEAD') || (status < 303 && method === 'POST');
  const sameOrigin = target.origin === url.origin;
  const kept = Object.entries(headers).filter(
    ([name]) => (sameOrigin || HARMLESS_HEADERS.includes(name)) && !(asks && name.startsWith('content-')),
  );
  return {
    method: asks ? 'GET' : method,
    url: target,
    headers: Object.fromEntries(kept),
    body: asks ? null : body,
  };
}
