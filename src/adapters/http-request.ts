import { AdapterFailure } from './adapter-failure.js';
import type { HttpSettings } from './http-settings.js';

/** A request as it goes out. */
export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | null;
}

export type ForcedType = 'json' | 'xml' | 'text' | 'bytes';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const FORCED: readonly ForcedType[] = ['json', 'xml', 'text', 'bytes'];
export const FORM = 'application/x-www-form-urlencoded';
/** What the connection itself decides. With some of these, one request could be smuggled inside another. */
const OWN_HEADERS =
  /^(host|content-length|transfer-encoding|connection|keep-alive|upgrade|expect|te|trailer|proxy-.*)$/;

type Payload = Readonly<Record<string, unknown>>;

/**
 * Makes the request that a payload describes (domain.md 5.2). An object as body is sent as a form; JSON is given as text.
 * @throws AdapterFailure
 */
export function httpRequest(payload: Payload, settings: HttpSettings): HttpRequest {
  const headers = headersOf(payload.headers);
  const authorization = authorizationOf(payload.auth, headers, settings);
  const body = bodyOf(payload.body, headers);
  return {
    method: methodOf(payload.method),
    url: urlOf(payload.url_path, payload.params, settings.origin),
    headers: {
      'user-agent': 'integration-gateway',
      'accept-encoding': 'gzip, deflate, br',
      ...(isObject(payload.body) && { 'content-type': FORM }),
      ...headers,
      ...(authorization && { authorization }),
    },
    body,
  };
}

export function forcedTypeOf({ force_response_content_type: forced }: Payload): ForcedType | null {
  if (forced === undefined || forced === null || forced === '') return null;
  if (FORCED.includes(forced as ForcedType)) return forced as ForcedType;
  throw refused('force_response_content_type', `must be one of ${FORCED.join(', ')}`);
}

/** The address of a path on the configured host, and on no other one. */
export function urlOf(path: unknown, params: unknown, origin: string): URL {
  if (typeof path !== 'string' || path === '')
    throw refused('url_path', 'is required, and must be a text like "/api/users"');
  if (!path.startsWith('/')) throw refused('url_path', 'must begin with /');
  if (/^\/[/\\]|\\/.test(path)) throw refused('url_path', 'must not begin with //, nor have a backslash in it');
  // The URL parser would drop some of these without a word.
  if (hasControl(path)) throw refused('url_path', 'has a control character in it');
  if (path.includes('#')) throw refused('url_path', 'has a # in it; write %23');
  const url = new URL(`${origin}${path}`);
  if (url.origin !== origin || url.username || url.password) throw refused('url_path', 'leads to another host');
  for (const [name, value] of pairsOf(params, 'params')) url.searchParams.append(name, value);
  return url;
}

export function methodOf(method: unknown): string {
  const name = typeof method === 'string' ? method.toUpperCase() : '';
  if (METHODS.includes(name)) return name;
  throw refused('method', `is required, and must be one of ${METHODS.join(', ')}`);
}

export function headersOf(given: unknown): Record<string, string> {
  if (given === undefined || given === null) return {};
  if (!isObject(given)) throw refused('headers', 'must be an object of names and texts');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    const key = name.toLowerCase();
    if (value === null || value === undefined) continue;
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name))
      throw refused('headers', `has a name that is none: ${JSON.stringify(name)}`);
    if (OWN_HEADERS.test(key)) throw refused(`headers.${name}`, 'is decided by the gateway; leave it out');
    if (!['string', 'number', 'boolean'].includes(typeof value)) throw refused(`headers.${name}`, 'must be a text');
    const text = String(value);
    if (!/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
      throw refused(`headers.${name}`, 'must not have line breaks, control characters or letters beyond Latin-1 in it');
    }
    headers[key] = text;
  }
  return headers;
}

/** What the payload says comes before the configuration; `auth` comes before a header. */
export function authorizationOf(
  auth: unknown,
  headers: Readonly<Record<string, string>>,
  settings: Pick<HttpSettings, 'credentials'>,
): string | null {
  if (auth !== undefined && auth !== null) {
    const valid = Array.isArray(auth) && auth.length === 2 && auth.every((part) => typeof part === 'string');
    if (!valid) throw refused('auth', 'must be a list of two texts, the user name and the password');
    return basic(auth as [string, string]);
  }
  if (headers.authorization !== undefined) return headers.authorization;
  return settings.credentials && basic(settings.credentials);
}

const basic = ([user, password]: readonly [string, string]): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

function bodyOf(body: unknown, headers: Readonly<Record<string, string>>): string | Uint8Array | null {
  if (body === undefined || body === null) return null;
  if (typeof body === 'string' || body instanceof Uint8Array) return body;
  if (!isObject(body))
    throw refused('body', 'must be an object (a form), a text or bytes; give JSON as JSON.stringify(…)');
  const type = headers['content-type'];
  if (type !== undefined && !type.toLowerCase().startsWith(FORM)) {
    throw refused(
      'body',
      `is an object, which is sent as a form, but Content-Type says ${type}; give JSON as JSON.stringify(…)`,
    );
  }
  return new URLSearchParams(pairsOf(body, 'body')).toString();
}

/** Names and values; a list gives its name several times, and null leaves it out. */
export function pairsOf(given: unknown, field: string): [string, string][] {
  if (given === undefined || given === null) return [];
  if (!isObject(given)) throw refused(field, 'must be an object of names and values');
  return Object.entries(given).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value])
      .filter((one) => one !== null && one !== undefined)
      .map((one): [string, string] => {
        if (typeof one !== 'object') return [name, String(one)];
        throw refused(`${field}.${name}`, `must be a text, a number or a list of them; give JSON as JSON.stringify(…)`);
      }),
  );
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what it looks for.
export const hasControl = (text: string): boolean => /[\x00-\x1f\x7f]/.test(text);

const refused = (field: string, problem: string) => new AdapterFailure('INVALID_REQUEST', `${field} ${problem}.`);
