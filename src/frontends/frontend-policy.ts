import { folderOf } from './frontend-name.js';

export interface PolicyOptions {
  /** The frontend's path. */
  readonly path: string;
  /** Under which names, with a port where there is one, the browser may know us; without a scheme, so that the page's own holds. */
  readonly hosts: readonly string[];
  readonly allowedDomains: readonly string[];
  /**
   * Whether the browser keeps windows apart by Cross-Origin-Opener-Policy, which it does over HTTPS and on its own machine
   * alone. Elsewhere a frontend may open no windows, because it could reach into one of the gateway's pages.
   */
  readonly isolated: boolean;
}

/** What a frontend calls beside the files of its own: integrations, and signing out (domain.md 7). */
const CALLED = ['/integrations/execute/', '/api/', '/rest/', '/integrations/services/auth/logout'];

/**
 * What the browser lets a frontend do. It stands at the same address as the gateway's own pages, and acts with the same cookie;
 * the policy names folders, not the site, so that its script can ask for nothing of those pages.
 */
export function frontendPolicy({ path, hosts, allowedDomains, isolated }: PolicyOptions): string {
  const at = (address: string) => hosts.map((host) => host + address).join(' ');
  const own = at(folderOf(path));
  return [
    "default-src 'none'",
    `script-src ${own}`,
    `style-src ${own} 'unsafe-inline'`,
    `img-src ${own} data: blob:`,
    `font-src ${own} data:`,
    `media-src ${own} data: blob:`,
    `manifest-src ${own}`,
    `connect-src ${[own, ...CALLED.map(at)].join(' ')}`,
    `form-action ${own}`,
    "frame-src 'none'",
    "worker-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    // Not even another frontend: it would be the same site, and could reach into this one.
    `frame-ancestors ${allowedDomains.length > 0 ? allowedDomains.join(' ') : "'none'"}`,
    ...(isolated ? [] : ['sandbox allow-scripts allow-same-origin allow-forms allow-modals allow-downloads']),
  ].join('; ');
}
