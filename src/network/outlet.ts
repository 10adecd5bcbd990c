import type { Socket } from 'node:net';
import type { Dispatcher } from 'undici';

export interface Address {
  readonly address: string;
  readonly family: 4 | 6;
}

/** What a TLS connection needs beside what every client knows. */
export interface Certificates {
  /** Whom to trust instead of the public authorities, in PEM. */
  readonly ca?: string;
  /** Who we are, in PEM. */
  readonly cert?: string;
  readonly key?: string;
  /** Who we are, as PKCS #12 without a password. */
  readonly pfx?: Buffer;
}

/** The one way out to the network, shared by everything that runs in a thread. */
export interface Outlet {
  /** For HTTP; it refuses to connect where `addresses` would refuse. */
  readonly dispatcher: Dispatcher;
  /** The same, with certificates. Connections are shared by those who give the same ones. */
  dispatcherFor(certificates: Certificates): Dispatcher;
  /**
   * A plain TCP connection, for protocols other than HTTP.
   * @throws RefusedAddressError, or the system's error
   */
  connect(host: string, port: number, limits: { timeoutMs: number; signal: AbortSignal }): Promise<Socket>;
  /**
   * Resolves a host name and answers with the addresses that may be connected to.
   * @throws RefusedAddressError for loopback, link-local, private and otherwise special addresses, unless the operator allows
   * the host; the system's error when the name does not resolve
   */
  addresses(host: string, port: number): Promise<readonly Address[]>;
  /** Ends what is still under way, too. */
  close(): Promise<void>;
}
