/** Where a client finds out what protects an address: RFC 9728's well-known path, and then the address's own. */
export const RESOURCE_METADATA = '/.well-known/oauth-protected-resource';

/**
 * What tokens are for (RFC 8707): the gateway's MCP address. It answers at several paths; a client may name any of them, and the
 * token is for the one.
 */
export class Resource {
  /** The audience of every token. */
  readonly canonical: string;
  /** Each of its addresses as it is listed, by all of the ways to write it. */
  readonly #names: ReadonlyMap<string, string>;

  /** @param paths the MCP endpoint's, the canonical one first */
  constructor(
    readonly origin: string,
    readonly paths: readonly string[],
  ) {
    this.canonical = origin + paths[0];
    this.#names = new Map(
      paths.flatMap((path) =>
        [path, path.endsWith('/') ? path.slice(0, -1) : `${path}/`].map((name) => [origin + name, origin + path]),
      ),
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

  /**
   * What the metadata at a well-known path is about; null when there is nothing. A client may leave out the slash at the end of an
   * address when it looks for its metadata, and must find the same resource with it and without: tokens are for the one that it
   * named when it asked for them.
   */
  described(wellKnownPath: string): string | null {
    const path = wellKnownPath.slice(RESOURCE_METADATA.length);
    if (path === '' || path === '/') return this.canonical;
    return this.#names.get(this.origin + path) ?? null;
  }
}
