import { createHash, randomBytes } from 'node:crypto';
import { hashSecret, makeSecret } from '../../src/auth/secret.js';
import { WebSessions } from '../../src/auth/web-sessions.js';
import type { NewOAuthApplication } from '../../src/queries/oauth-applications.js';
import type { TestGateway } from '../e2e/gateway.js';

export const REDIRECT = 'http://localhost:6545/oauth/callback';

/** A client that the gateway knows, with its secret. */
export interface Client {
  readonly id: string;
  readonly secret: string | null;
}

/** Makes an application as an administrator would, confidential and without consent unless said otherwise. */
export async function createClient(
  { queries }: TestGateway,
  given: Partial<NewOAuthApplication> & { readonly isPublic?: boolean } = {},
): Promise<Client> {
  const { isPublic, ...application } = given;
  const secret = isPublic ? null : makeSecret();
  const client_id = randomBytes(8).toString('hex');
  await queries.oauthApplications.create(
    {
      client_id,
      name: 'Test client',
      secret_hash: secret === null ? null : hashSecret(secret),
      redirect_uris: [REDIRECT],
      skip_authorization: true,
      service_account_id: null,
      made_by: null,
      ...application,
    },
    new Date(),
  );
  return { id: client_id, secret };
}

/** A browser without a window: it keeps cookies, and follows redirects within the gateway. */
export class Visitor {
  readonly cookies = new Map<string, { value: string; path: string }>();

  constructor(readonly origin: string) {}

  /** A browser in which that user is signed in. */
  static async of({ queries, url }: TestGateway, userId: number): Promise<Visitor> {
    const visitor = new Visitor(url);
    const secret = await new WebSessions(queries, () => new Date()).begin(userId);
    visitor.cookies.set('session', { value: secret, path: '/' });
    return visitor;
  }

  async request(address: string, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address, this.origin);
    const cookie = [...this.cookies]
      .filter(([, { path }]) => url.pathname.startsWith(path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
    const headers = { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ');
      const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
      const path = attributes.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, { value, path });
    }
    return response;
  }

  /** Follows redirects until a page, or a place outside of the gateway; then that address. */
  async follow(address: string): Promise<{ page: string; status: number; url: URL } | { away: URL }> {
    let url = new URL(address, this.origin);
    for (let hop = 0; hop < 10; hop++) {
      const response = await this.request(url.href);
      const location = response.headers.get('location');
      if (!location) return { page: await response.text(), status: response.status, url };
      url = new URL(location, url);
      if (url.origin !== this.origin) return { away: url };
    }
    throw new Error(`there is no end of redirects at ${url}`);
  }

  /** Allows a client all that it asks for; answers with where it sends the browser then. */
  async allow(address: string): Promise<URL> {
    const asked = await this.follow(address);
    if ('away' in asked) throw new Error(`nobody was asked before ${asked.away}`);
    const scope = [...asked.page.matchAll(/name="scope" value="([^"]+)"/g)].map(([, name = '']) => name);
    const answered = await this.submit(asked.page, asked.url.pathname, { decision: 'allow', scope });
    const onward = /content="0;url=([^"]+)"/.exec(await answered.text())?.[1] ?? '';
    const end = await this.follow(onward);
    if ('away' in end) return end.away;
    throw new Error(`the client was not reached, but ${end.url}\n${end.page}`);
  }

  /** Sends the form of a page, with its hidden fields. */
  async submit(page: string, action: string, fields: Record<string, string | string[]>): Promise<Response> {
    const body = new URLSearchParams();
    for (const [, name = '', value = ''] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
      body.append(name, value);
    }
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    return this.request(action, { method: 'POST', body: body as unknown as BodyInit });
  }
}

export interface Verifier {
  readonly verifier: string;
  readonly challenge: string;
}

export function pkce(): Verifier {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
}

/** The address at which a client asks for a code. */
export function authorizationUrl(
  { url, mcpUrl }: TestGateway,
  client: Pick<Client, 'id'>,
  { challenge }: Pick<Verifier, 'challenge'>,
  given: Record<string, string | undefined> = {},
): string {
  const query = {
    response_type: 'code',
    client_id: client.id,
    redirect_uri: REDIRECT,
    code_challenge: challenge,
    code_challenge_method: 'S256',
    state: 'xyz',
    resource: mcpUrl,
    ...given,
  };
  const filled = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${url}/o/authorize/?${new URLSearchParams(filled)}`;
}

export interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly scope: string;
  readonly expires_in: number;
  readonly error?: string;
  readonly error_description?: string;
}

/** Sends a request of a client about itself: to the token endpoint, or to another one. */
export async function ask(
  { url }: TestGateway,
  client: Client,
  fields: Record<string, string>,
  endpoint = '/o/token/',
): Promise<Tokens & { status: number }> {
  const body = new URLSearchParams(client.secret === null ? { client_id: client.id, ...fields } : fields);
  const headers =
    client.secret === null
      ? undefined
      : { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}` };
  const response = await fetch(url + endpoint, {
    method: 'POST',
    body: body as unknown as BodyInit,
    ...(headers && { headers }),
  });
  const text = await response.text();
  return { status: response.status, ...(text ? JSON.parse(text) : {}) };
}

/** Gets a code with a browser in which somebody is signed in, for a client that needs no consent. */
export async function getCode(
  gateway: TestGateway,
  client: Client,
  visitor: Visitor,
  verifier: Verifier,
  given: Record<string, string | undefined> = {},
): Promise<string> {
  const end = await visitor.follow(authorizationUrl(gateway, client, verifier, given));
  const code = 'away' in end ? end.away.searchParams.get('code') : null;
  if (code) return code;
  throw new Error(`no code, but ${'away' in end ? end.away : `${end.status} ${end.url}\n${end.page}`}`);
}

/** All of it: a user's tokens for a client that needs no consent. */
export async function signInWith(
  gateway: TestGateway,
  client: Client,
  userId: number,
  given: Record<string, string | undefined> = {},
): Promise<Tokens & { status: number }> {
  const verifier = pkce();
  const code = await getCode(gateway, client, await Visitor.of(gateway, userId), verifier, given);
  return ask(gateway, client, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: given.redirect_uri ?? REDIRECT,
    code_verifier: verifier.verifier,
  });
}
