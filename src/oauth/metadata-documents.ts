import type { Client, Configuration } from 'oidc-provider';
import { LOOPBACK } from '../auth/redirect-address.js';
import { isAllowedDomain } from './allowed-domains.js';
import { GRANTS } from './client-registration.js';

type MetadataDocuments = NonNullable<NonNullable<Configuration['features']>['clientIdMetadataDocument']>;

/** How long a description is believed, in seconds, whatever its page says. */
const CACHE_SECONDS = { min: 60, max: 3600 };

/** Clients that are described at an HTTPS address which is their client id (Client ID Metadata Documents); at these domains only. */
export const metadataDocuments = (domains: readonly string[]): MetadataDocuments => ({
  enabled: domains.length > 0,
  ack: 'draft-02',
  allowFetch: (_ctx, clientId) => isAllowedDomain(clientId, domains),
  allowClient: (_ctx, client) => isSigningPeopleIn(client),
  cacheDuration: CACHE_SECONDS,
});

/** It lets people sign in, and codes travel neither readable nor to a page's script. */
function isSigningPeopleIn({ redirectUris = [], grantTypes = [] }: Client): boolean {
  const isReadable = (uri: string) => {
    const { protocol, hostname } = new URL(uri);
    return protocol === 'http:' && !LOOPBACK.includes(hostname);
  };
  return grantTypes.every((grant) => GRANTS.includes(grant)) && !redirectUris.some(isReadable);
}
