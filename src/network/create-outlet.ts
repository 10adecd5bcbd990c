import { createHash } from 'node:crypto';
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP, type LookupFunction, connect as netConnect, type Socket } from 'node:net';
import { Agent, buildConnector, Pool } from 'undici';
import { addressKind } from './address-kind.js';
import { AllowedHosts } from './allowed-hosts.js';
import type { Address, Certificates, Outlet } from './outlet.js';
import { RefusedAddressError } from './refused-address-error.js';

export interface OutletLimits {
  /** How long a connection may take to be there, with its name resolved and its TLS agreed on. */
  readonly connectMs: number;
  /** How long one address is tried before the next one of the same name is tried beside it. */
  readonly nextAddressMs: number;
  /** Connections to one origin; what comes after waits. */
  readonly connections: number;
  /** All headers of an answer together. */
  readonly headerBytes: number;
  /** How many sets of certificates have connections at a time. */
  readonly certificates: number;
}

export const outletLimits: OutletLimits = {
  connectMs: 10_000,
  nextAddressMs: 1_000,
  connections: 128,
  headerBytes: 64 * 1024,
  certificates: 50,
};

type Lookup = (host: string) => Promise<readonly Address[]>;

/**
 * @param allowedHosts `host` or `host:port`, in lower case
 * @param lookup resolves a name to all of its addresses; the system's own if not given
 */
export function createOutlet({
  allowedHosts,
  lookup = lookupOfSystem,
  limits = outletLimits,
}: {
  allowedHosts: readonly string[];
  lookup?: Lookup;
  limits?: OutletLimits;
}): Outlet {
  const allowed = new AllowedHosts(allowedHosts);

  const addresses = async (host: string, port: number): Promise<readonly Address[]> => {
    const name = host.replace(/^\[|\]$/g, '');
    const found = isIP(name) ? [{ address: name, family: isIP(name) as 4 | 6 }] : await lookup(name);
    if (allowed.has(host, port)) return found;
    // One special address among public ones is reason enough: the name is not what it pretends to be.
    for (const { address } of found) {
      const kind = addressKind(address);
      if (kind) throw new RefusedAddressError(host, port, kind);
    }
    return found;
  };

  /** Node asks this once a connection, and connects to nothing else: there is no second resolution to lie to. */
  const lookupFor =
    (port: number): LookupFunction =>
    (host, { all }, callback) => {
      addresses(host, port).then(
        (found) => {
          const [first] = found;
          if (!first) callback(new Error(`The host ${host} has no address.`), '');
          else if (all) callback(null, [...found]);
          else callback(null, first.address, first.family);
        },
        (error) => callback(error, ''),
      );
    };

  const connector = (port: number, certificates: Certificates): buildConnector.connector => {
    const connect = buildConnector({
      ...certificates,
      timeout: limits.connectMs,
      lookup: lookupFor(port),
      autoSelectFamily: true,
      autoSelectFamilyAttemptTimeout: limits.nextAddressMs,
    });
    return (options, callback) => {
      // Node looks up no address that is one already.
      if (!isIP(options.hostname)) return connect(options, callback);
      addresses(options.hostname, port).then(
        () => connect(options, callback),
        (error) => callback(error, null),
      );
    };
  };

  const agentWith = (certificates: Certificates) =>
    new Agent({
      connections: limits.connections,
      maxHeaderSize: limits.headerBytes,
      factory: (origin, options) =>
        new Pool(origin, { ...options, connect: connector(portOf(new URL(origin)), certificates) }),
    });

  const dispatcher = agentWith({});
  const agents = new Map<string, Agent>();

  return {
    dispatcher,
    addresses,

    dispatcherFor(certificates) {
      const key = keyOf(certificates);
      const agent = agents.get(key) ?? agentWith(certificates);
      // The last one used is the last one in the map.
      agents.delete(key);
      agents.set(key, agent);
      const [oldest] = agents.keys();
      if (agents.size > limits.certificates && oldest !== undefined) {
        agents.get(oldest)?.close();
        agents.delete(oldest);
      }
      return agent;
    },

    async connect(host, port, { timeoutMs, signal }) {
      const name = host.replace(/^\[|\]$/g, '');
      if (isIP(name)) await addresses(host, port);
      signal.throwIfAborted();
      return connected(name, port, { timeoutMs, signal, lookup: lookupFor(port) });
    },

    async close() {
      await Promise.all([dispatcher, ...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

function connected(
  host: string,
  port: number,
  { timeoutMs, signal, lookup }: { timeoutMs: number; signal: AbortSignal; lookup: LookupFunction },
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = netConnect({ host, port, lookup, autoSelectFamily: true, noDelay: true });
    const tooLate = () =>
      socket.destroy(Object.assign(new Error(`${host}:${port} did not answer in time.`), { code: 'ETIMEDOUT' }));
    const aborted = () => socket.destroy(signal.reason);
    const timer = setTimeout(tooLate, timeoutMs);
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
    };
    signal.addEventListener('abort', aborted);
    socket.once('connect', () => {
      settle();
      resolve(socket);
    });
    // It stays: an error that comes before the new owner listens would end the process.
    socket.on('error', (error) => {
      settle();
      reject(error);
    });
  });
}

const lookupOfSystem: Lookup = async (host) =>
  (await systemLookup(host, { all: true })).map(({ address, family }) => ({ address, family: family as 4 | 6 }));

const portOf = ({ port, protocol }: URL): number => Number(port || (protocol === 'https:' ? 443 : 80));

const keyOf = ({ ca = '', cert = '', key = '', pfx }: Certificates): string =>
  createHash('sha256')
    .update(JSON.stringify([ca, cert, key, pfx?.toString('base64') ?? '']))
    .digest('hex');
