import { type Dispatcher, request as undiciRequest } from 'undici';
import type { Outlet } from '../network/outlet.js';
import type { HttpRequest } from './http-request.js';
import type { HttpSettings } from './http-settings.js';

/** Sends one request; whoever calls this reads the body or dumps it. */
export const send = (
  { url, method, headers, body }: HttpRequest,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> =>
  undiciRequest(url, {
    method: method as Dispatcher.HttpMethod,
    headers,
    body,
    dispatcher,
    signal,
    // The signal limits the whole; a limit between two bytes would add nothing.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

export const dispatcherOf = ({ certificates }: Pick<HttpSettings, 'certificates'>, outlet: Outlet): Dispatcher =>
  certificates ? outlet.dispatcherFor(certificates) : outlet.dispatcher;
