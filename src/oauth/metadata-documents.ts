import type { Configuration } from 'oidc-provider';
import { isAllowedDomain } from './allowed-domains.js';

type MetadataDocuments = NonNullable<NonNullable<Configuration['features']>['clientIdMetadataDocument']>;

/** How long a description is believed, in seconds, whatever its page says. */
const CACHE_SECONDS = { min: 60, max: 3600 };

/** Clients that are described at an HTTPS address which is their client id (Client ID Metadata Documents); at these domains only. */
export const metadataDocuments = (domains: readonly string[]): MetadataDocuments => ({
  enabled: domains.length > 0,
  ack: 'draft-02',
  allowFetch: (_ctx, clientId) => isAllowedDomain(clientId, domains),
  allowClient: () => true,
  cacheDuration: CACHE_SECONDS,
});
