/** This machine, as a URL names it. */
export const LOOPBACK: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

const LONGEST = 500;

/**
 * Why people must not be sent back to an address; null when they may be. It is compared letter by letter later, so it has to be
 * written as a browser writes it. Who listens on this machine can only be reached without TLS, and nobody else may be.
 */
export function redirectProblem(address: string): string | null {
  if (address.length > LONGEST) return `is longer than ${LONGEST} characters.`;
  if (!URL.canParse(address)) return 'is no address; it must look like http://localhost:6545/oauth/callback.';
  const { protocol, hostname, username, password, href } = new URL(address);
  const isLocal = LOOPBACK.includes(hostname);
  if (address.includes('*')) return 'holds a *; name each address in full.';
  if (address.includes('#')) return 'holds a #; leave that part out.';
  if (username || password) return 'holds a user name or a password; leave them out.';
  if (protocol === 'http:' && !isLocal) return 'must begin with https://, since it is not on the user’s own machine.';
  if (protocol === 'https:' && isLocal) return 'must begin with http://, since it is on the user’s own machine.';
  if (protocol !== 'http:' && protocol !== 'https:') return 'must begin with https://.';
  if (href !== address && href !== `${address}/`) return `must be written as ${href}`;
  return null;
}
