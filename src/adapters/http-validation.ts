import type { AdapterContext } from './adapter.js';
import { AdapterFailure } from './adapter-failure.js';
import { Deadline } from './deadline.js';
import { httpRequest } from './http-request.js';
import { dispatcherOf, send } from './http-send.js';
import { httpSettings } from './http-settings.js';
import { networkFailure } from './network-failure.js';

/**
 * Asks the host for its front page. Whatever it answers shows that it is there and that TLS works; only credentials that it
 * turns down are a fault of the configuration.
 * @returns what was asked, and what came back
 * @throws AdapterFailure
 */
export async function validateHttp({ settings, outlet, signal }: AdapterContext): Promise<string> {
  const known = httpSettings(settings);
  const where = `${known.host}:${known.port}`;
  const deadline = new Deadline({ run: signal, timeoutMs: known.timeoutMs, host: where });
  try {
    const request = httpRequest({ method: 'HEAD', url_path: '/' }, known);
    const { statusCode, body } = await send(request, dispatcherOf(known, outlet), deadline.signal);
    await body.dump();
    if (statusCode === 401 && known.credentials) {
      throw new AdapterFailure('AUTHENTICATION_ERROR', `${where} does not take the username and password (401).`);
    }
    return `HEAD ${known.origin}/ was answered with status ${statusCode}.`;
  } catch (error) {
    signal.throwIfAborted();
    throw networkFailure(error, where);
  } finally {
    deadline.stop();
  }
}
