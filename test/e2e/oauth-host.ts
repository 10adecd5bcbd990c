import {
  Client,
  type OAuthClientMetadata,
  type OAuthClientProvider,
  type OAuthDiscoveryState,
  type StoredOAuthClientInformation,
  type StoredOAuthTokens,
  StreamableHTTPClientTransport,
  UnauthorizedError,
} from '@modelcontextprotocol/client';

/** How a client speaks: as it comes, which is 2025-11-25, or pinned to the newest revision. */
export const ERAS = ['2025-11-25', '2026-07-28'] as const;

type Era = (typeof ERAS)[number];

interface HostOptions {
  readonly redirect: string;
  readonly era: Era;
  /** What an administrator has given it; without, it registers itself, or is described at an address. */
  readonly known?: StoredOAuthClientInformation;
  readonly metadataUrl?: string;
  /** Goes to an address with a browser; answers with where that was sent in the end. */
  readonly visit: (address: string) => Promise<URL>;
}

/** A program that speaks MCP with the version 2 client, and keeps what it is given: its own OAuth provider. */
export class OAuthHost implements OAuthClientProvider {
  readonly #options: HostOptions;
  /** Where it has sent its user, so far. */
  readonly visited: URL[] = [];
  information: StoredOAuthClientInformation | undefined;
  kept: StoredOAuthTokens | undefined;
  #verifier = '';
  #discovered: OAuthDiscoveryState | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
    this.information = options.known;
    if (options.metadataUrl) this.clientMetadataUrl = options.metadataUrl;
  }

  clientMetadataUrl?: string;
  get redirectUrl(): string {
    return this.#options.redirect;
  }
  get clientMetadata(): OAuthClientMetadata {
    return describedAs(this.#options.redirect);
  }
  clientInformation = () => this.information;
  saveClientInformation(given: StoredOAuthClientInformation): void {
    this.information = given;
  }
  tokens = () => this.kept;
  saveTokens(given: StoredOAuthTokens): void {
    this.kept = given;
  }
  redirectToAuthorization(address: URL): void {
    this.visited.push(address);
  }
  saveCodeVerifier(verifier: string): void {
    this.#verifier = verifier;
  }
  codeVerifier = () => this.#verifier;
  saveDiscoveryState(discovered: OAuthDiscoveryState): void {
    this.#discovered = discovered;
  }
  discoveryState = () => this.#discovered;

  /** Does something with a connection; whenever its user has to be asked, that is done, and then everything again. */
  async run<Result>(mcpUrl: string, act: (client: Client) => Promise<Result>): Promise<Result> {
    for (;;) {
      const asked = this.visited.length;
      const transport = new StreamableHTTPClientTransport(new URL(mcpUrl), { authProvider: this });
      const client = new Client(
        { name: 'a host', version: '1' },
        this.#options.era === '2026-07-28' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {},
      );
      try {
        await client.connect(transport);
        return await act(client);
      } catch (error) {
        const address = this.visited[asked];
        if (!(error instanceof UnauthorizedError) || !address) throw error;
        const { searchParams } = await this.#options.visit(address.href);
        await transport.finishAuth(searchParams);
      } finally {
        await client.close();
      }
    }
  }
}

/** What such a program says of itself. */
export const describedAs = (redirect: string): OAuthClientMetadata => ({
  client_name: 'A host',
  redirect_uris: [redirect],
  grant_types: ['authorization_code', 'refresh_token'],
  response_types: ['code'],
  token_endpoint_auth_method: 'none',
});
