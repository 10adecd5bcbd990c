import { request } from 'node:http';
import { hashSecret } from '../../src/auth/secret.js';
import { artifactPlace } from '../../src/crypto/sealed-places.js';
import type { TestGateway } from '../e2e/gateway.js';
import { withinASecond } from '../within-a-second.js';
import { authorizationUrl, type Client, getCode, pkce, REDIRECT, Visitor } from './flow.js';

/** What a client sends to get tokens for a code. */
export interface Redemption {
  readonly client: Client;
  readonly fields: Record<string, string>;
}

/** A user's code, and what is to be sent for it; a client without a secret is allowed all that it asks for. */
export async function redemption(
  gateway: TestGateway,
  client: Client,
  userId: number,
  given: Record<string, string | undefined> = {},
): Promise<Redemption> {
  const verifier = pkce();
  const visitor = await Visitor.of(gateway, userId);
  const end = client.secret === null ? await visitor.allow(authorizationUrl(gateway, client, verifier, given)) : null;
  const code = end?.searchParams.get('code') ?? (await getCode(gateway, client, visitor, verifier, given));
  const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: verifier.verifier };
  return { client, fields };
}

/** How MCP answers to a call with that token. */
export async function callMcp(
  { mcpUrl }: TestGateway,
  headers: Record<string, string>,
  { query = '', fields = {} }: { query?: string; fields?: object } = {},
): Promise<Response> {
  return fetch(mcpUrl + query, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list', params: {}, ...fields }),
  });
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** Whether a token opens MCP. */
export const opens = async (gateway: TestGateway, token: string): Promise<number> =>
  (await callMcp(gateway, bearer(token))).status;

/** What MCP answers to a token that was ended, which it may have known for a second at most. */
export const opensNoMore = (gateway: TestGateway, token: string): Promise<number> =>
  withinASecond(
    () => opens(gateway, token),
    (status) => status !== 200,
  );

/** Makes something that was given out another than it was. */
export async function changeArtifact(
  { queries, keyring }: TestGateway,
  kind: string,
  id: string,
  change: { readonly exp?: number; readonly aud?: string },
): Promise<void> {
  const id_hash = hashSecret(id);
  const found = await queries.oauthArtifacts.find(kind, id_hash);
  if (!found) throw new Error(`there is no ${kind}`);
  const place = artifactPlace({ kind, id_hash });
  const payload = { ...JSON.parse(keyring.open(found.sealed_payload, place)), ...change };
  await queries.oauthArtifacts.save(
    {
      kind,
      id_hash,
      sealed_payload: keyring.seal(JSON.stringify(payload), place),
      grant_hash: payload.grantId ? hashSecret(payload.grantId) : null,
      uid_hash: null,
      user_id: payload.accountId ? Number(payload.accountId) : null,
      client_id: payload.clientId,
      scope: payload.scope ?? null,
      audience: payload.aud ?? null,
      expires_at: new Date(payload.exp * 1000),
    },
    new Date(),
  );
}

/** Makes something that was given out as old as if its time were over. */
export const expire = (gateway: TestGateway, kind: string, id: string): Promise<void> =>
  changeArtifact(gateway, kind, id, { exp: Math.floor(Date.now() / 1000) - 1 });

/** Where a request for a code ends: the address outside, or what is said in the place. */
export async function endOf(
  gateway: TestGateway,
  client: Pick<Client, 'id'>,
  visitor: Visitor,
  given: Record<string, string | undefined>,
) {
  return visitor.follow(authorizationUrl(gateway, client, pkce(), given));
}

/** An answer to a request as it was written, which `fetch` would have written in another way. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Sends a request with any path, method and headers; `host` too. */
export function rawRequest(
  { url }: Pick<TestGateway, 'url'>,
  path: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<RawAnswer> {
  const { port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk) => {
        text += chunk;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
