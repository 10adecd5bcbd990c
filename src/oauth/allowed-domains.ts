const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Whether an address is at one of the domains: `example.com` is that host, `*.example.com` every host below it, and `localhost`
 * this machine under any of its names. Elsewhere it must be HTTPS.
 */
export function isAllowedDomain(address: string, domains: readonly string[]): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  if (LOOPBACK.test(hostname)) return /^https?:$/.test(protocol) && domains.includes('localhost');
  if (protocol !== 'https:') return false;
  return domains.some((domain) => (domain.startsWith('*.') ? hostname.endsWith(domain.slice(1)) : hostname === domain));
}
