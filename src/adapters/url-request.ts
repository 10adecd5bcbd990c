import type { Certificates } from '../network/outlet.js';
import { AdapterFailure } from './adapter-failure.js';
import { authorizationOf, FORM, type HttpRequest, hasControl, headersOf, methodOf, pairsOf } from './http-request.js';

/** A request to any address, as the code of a custom adapter asks for it (domain.md 5.10). */
export interface UrlRequest {
  readonly request: HttpRequest;
  /** Null when the server needs to see none, and shows one that everybody trusts. */
  readonly certificates: Certificates | null;
  readonly timeoutMs: number;
}

export const urlRequestLimits = { timeoutSeconds: 60, mostTimeoutSeconds: 120, urlCharacters: 16_384 } as const;

type Given = Readonly<Record<string, unknown>>;

const OPTIONS = 'method url headers query auth json form body certificates timeout_seconds'.split(' ');

/**
 * @param given the options of `http`: `json` is text already, and bytes are `Uint8Array`
 * @throws AdapterFailure that names the option
 */
export function urlRequest(given: Given): UrlRequest {
  const unknown = Object.keys(given).find((name) => !OPTIONS.includes(name));
  if (unknown !== undefined) {
    throw new AdapterFailure(
      'INVALID_REQUEST',
      `http: there is no option ${JSON.stringify(unknown.slice(0, 100))}; there are ${OPTIONS.join(', ')}.`,
    );
  }
  const headers = headersOf(given.headers);
  const authorization = authorizationOf(given.auth, headers, { credentials: null });
  const { body, type } = bodyOf(given);
  return {
    request: {
      method: methodOf(given.method ?? 'GET'),
      url: urlOf(given.url, given.query),
      headers: {
        'user-agent': 'integration-gateway',
        'accept-encoding': 'gzip, deflate, br',
        ...(type && { 'content-type': type }),
        ...headers,
        ...(authorization && { authorization }),
      },
      body,
    },
    certificates: certificatesOf(given.certificates),
    timeoutMs: secondsOf(given.timeout_seconds) * 1000,
  };
}

function urlOf(given: unknown, query: unknown): URL {
  if (typeof given !== 'string' || given === '')
    throw refused('url', 'is required, and must be a text like "https://api.example.com/users"');
  if (given.length > urlRequestLimits.urlCharacters)
    throw refused('url', `is longer than ${urlRequestLimits.urlCharacters} characters`);
  // The URL parser would drop some of these without a word.
  if (hasControl(given) || given.trim() !== given) throw refused('url', 'has a control character or a space around it');
  const url = URL.canParse(given) ? new URL(given) : null;
  if (!url || !/^https?:$/.test(url.protocol)) throw refused('url', 'must begin with https:// or http://');
  if (url.username || url.password) throw refused('url', 'has a user name or password in it; use auth');
  url.hash = '';
  for (const [name, value] of pairsOf(query, 'query')) url.searchParams.append(name, value);
  return url;
}

function bodyOf(given: Given): { body: HttpRequest['body']; type: string | null } {
  const [name, ...more] = ['json', 'form', 'body'].filter((option) => !isNothing(given[option]));
  if (name === undefined) return { body: null, type: null };
  if (more.length > 0) throw refused(`${name} and ${more[0]}`, 'are both given; a request has one body');
  if (name === 'form') return { body: new URLSearchParams(pairsOf(given.form, 'form')).toString(), type: FORM };
  const body = given[name];
  if (typeof body === 'string') return { body, type: name === 'json' ? 'application/json' : null };
  if (body instanceof Uint8Array) return { body, type: null };
  throw refused('body', 'must be a text or bytes (Uint8Array); give objects as json or form');
}

function secondsOf(given: unknown): number {
  if (isNothing(given)) return urlRequestLimits.timeoutSeconds;
  if (typeof given === 'number' && given > 0 && given <= urlRequestLimits.mostTimeoutSeconds) return given;
  throw refused('timeout_seconds', `must be a number up to ${urlRequestLimits.mostTimeoutSeconds}`);
}

/** In PEM, or as a file field of a configuration has it: in base64. */
function certificatesOf(given: unknown): Certificates | null {
  if (isNothing(given)) return null;
  if (typeof given !== 'object' || Array.isArray(given))
    throw refused('certificates', 'must be an object with ca, cert and key, or pfx');
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(given as Given)) {
    if (!['ca', 'cert', 'key', 'pfx'].includes(name))
      throw refused(`certificates.${name}`, 'is none of ca, cert, key, pfx');
    if (isNothing(value)) continue;
    if (typeof value !== 'string') throw refused(`certificates.${name}`, 'must be a text');
    known[name] = name === 'pfx' || value.includes('-----BEGIN') ? value : Buffer.from(value, 'base64').toString();
  }
  const { pfx, ...pem } = known;
  return { ...pem, ...(pfx !== undefined && { pfx: Buffer.from(pfx, 'base64') }) };
}

const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

const refused = (option: string, problem: string) =>
  new AdapterFailure('INVALID_REQUEST', `http: ${option} ${problem}.`);
