import type { IncomingHttpHeaders } from 'node:http';

/** A host name or an address, and a port. A URL may hold more than that, and its host would be read past it. */
const HOST = /^[\w.:[\]-]+$/;

/** Whether the gateway is addressed by a name of its own: another site may let a name of its own point here. */
export function isKnownHost({ host = '' }: IncomingHttpHeaders, hostnames: readonly string[]): boolean {
  const named = HOST.test(host) ? hostnameOf(`http://${host}`) : null;
  return named !== null && hostnames.includes(named);
}

/**
 * Whether a request that does something comes from a page of ours, or from no page at all: browsers name the page in Origin, and
 * in Sec-Fetch-Site how it stands to us. What listens at another port of this host has the same name and the same cookies, and
 * is told apart by the latter alone.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders, hostnames: readonly string[]): boolean {
  const { origin } = headers;
  if (/^(cross|same)-site$/.test(String(headers['sec-fetch-site'] ?? ''))) return false;
  if (!origin) return true;
  const from = /^https?:/.test(origin) ? hostnameOf(origin) : null;
  return from !== null && hostnames.includes(from);
}

const hostnameOf = (url: string): string | null => (URL.canParse(url) ? new URL(url).hostname : null);
