/** The hosts that the operator lets integrations reach wherever they are: `host` for every port, or `host:port`. */
export class AllowedHosts {
  readonly #entries: ReadonlySet<string>;

  constructor(entries: readonly string[]) {
    this.#entries = new Set(entries.map((entry) => entry.toLowerCase()));
  }

  /** Only the very name counts, not what it resolves to. */
  has(host: string, port: number): boolean {
    const name = bracketed(host.toLowerCase().replace(/\.$/, ''));
    return this.#entries.has(name) || this.#entries.has(`${name}:${port}`);
  }
}

const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);
