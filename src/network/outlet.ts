import type { Dispatcher } from 'undici';

/** The one way out to the network, shared by everything that runs in a thread. */
export interface Outlet {
  /** For HTTP; it refuses to connect where `check` would refuse. */
  readonly dispatcher: Dispatcher;
  /**
   * Resolves a host name and answers with the addresses that may be connected to.
   * @throws RefusedAddressError for loopback, link-local, private and otherwise special addresses, unless the operator allows
   * the host; the system's error when the name does not resolve
   */
  addresses(host: string, port: number): Promise<readonly { address: string; family: 4 | 6 }[]>;
  close(): Promise<void>;
}
