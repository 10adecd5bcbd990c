import type { IncomingHttpHeaders } from 'node:http';
import { DoorError } from './door-error.js';

/** A host name or an address, and a port. A URL may hold more than that, and its host would be read past it. */
const HOST = /^[\w.:[\]-]+$/;

/**
 * Keeps out pages of other sites, which reach the gateway through the browser of somebody who may use it: those that let a name
 * of their own point here, those that a browser names in Origin, and those that make it send a plain GET, of which it says in
 * Sec-Fetch-Site alone that it comes from elsewhere.
 * @throws DoorError
 */
export function guardCaller(headers: IncomingHttpHeaders, hostnames: readonly string[]): void {
  const { host = '', origin } = headers;
  const named = HOST.test(host) ? hostnameOf(`http://${host}`) : null;
  if (named === null || !hostnames.includes(named))
    throw new DoorError('host_not_allowed', 'Host not allowed: the gateway is not known by that name.');
  if (origin) {
    const from = /^https?:/.test(origin) ? hostnameOf(origin) : null;
    if (from === null || !hostnames.includes(from))
      throw new DoorError('origin_not_allowed', 'Origin not allowed: the request comes from a page of another site.');
  } else if (/^(cross|same)-site$/.test(String(headers['sec-fetch-site'] ?? ''))) {
    throw new DoorError('origin_not_allowed', 'The request comes from a page of another site.');
  }
}

const hostnameOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).hostname : null);
