/** Where a client finds out what protects an address: RFC 9728's well-known path, and then the address's own. */
export const RESOURCE_METADATA = '/.well-known/oauth-protected-resource';

/**
 * What tokens are for (RFC 8707): the gateway's MCP address. It answers at several paths; a client may name any of them, and the
 * token is for the one.
 */
export class Resource {
  /** The audience of every token. */
  readonly canonical: string;
  readonly #names: ReadonlySet<string>;

  /** @param paths the MCP endpoint's, the canonical one first */
  constructor(
    readonly origin: string,
    readonly paths: readonly string[],
  ) {
    this.canonical = origin + paths[0];
    this.#names = new Set(
      paths.flatMap((path) => [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`]).map((path) => origin + path),
    );
  }

  /** Whether a client that names this means us. */
  isMeant(indicator: string): boolean {
    return URL.canParse(indicator) && this.#names.has(new URL(indicator).href);
  }

  /** Where the metadata for requests to that path is. */
  metadataUrl(path: string): string {
    return this.origin + RESOURCE_METADATA + (this.#names.has(this.origin + path) ? path : '');
  }

  /** What the metadata at a well-known path is about; null when there is nothing. */
  described(wellKnownPath: string): string | null {
    const path = wellKnownPath.slice(RESOURCE_METADATA.length);
    if (path === '' || path === '/') return this.canonical;
    return this.#names.has(this.origin + path) ? this.origin + path : null;
  }
}
