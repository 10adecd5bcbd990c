import type { IncomingMessage } from 'node:http';
import type { Client, Configuration, KoaContextWithOIDC } from 'oidc-provider';
import { LOOPBACK } from '../auth/redirect-address.js';
import { isAllowedDomain } from './allowed-domains.js';
import { GRANTS } from './client-registration.js';

type MetadataDocuments = NonNullable<NonNullable<Configuration['features']>['clientIdMetadataDocument']>;

/** How long a description is believed, in seconds, whatever its page says. */
const CACHE_SECONDS = { min: 60, max: 3600 };

/** Clients that are described at an HTTPS address which is their client id (Client ID Metadata Documents); at these domains only. */
export function metadataDocuments(domains: readonly string[]): MetadataDocuments {
  const fetched = new WeakSet<IncomingMessage>();
  /** The library looks again for a client that it could not use, to tell it so. */
  const isFirst = (request: IncomingMessage): boolean => {
    if (fetched.has(request)) return false;
    fetched.add(request);
    return true;
  };
  return {
    enabled: domains.length > 0,
    ack: 'draft-02',
    // Outside of a request to the library, there is no context.
    allowFetch: (ctx: KoaContextWithOIDC | undefined, clientId) =>
      isAllowedDomain(clientId, domains) && (ctx === undefined || isFirst(ctx.req)),
    allowClient: (_ctx, client) => isSigningPeopleIn(client),
    cacheDuration: CACHE_SECONDS,
  };
}

/** It lets people sign in, and codes travel neither readable nor to a page's script. */
function isSigningPeopleIn({ redirectUris = [], grantTypes = [] }: Client): boolean {
  const isReadable = (uri: string) => {
    const { protocol, hostname } = new URL(uri);
    return protocol === 'http:' && !LOOPBACK.includes(hostname);
  };
  return grantTypes.every((grant) => GRANTS.includes(grant)) && !redirectUris.some(isReadable);
}
