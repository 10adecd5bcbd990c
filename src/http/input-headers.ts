import type { IncomingHttpHeaders } from 'node:http';

/** What tells who is calling is no business of an integration, and of its run history less so. */
const NEVER_SHOWN: ReadonlySet<string> = new Set(['AUTHORIZATION', 'COOKIE', 'PROXY_AUTHORIZATION']);

/** A request's headers as an integration finds them (domain.md 3.14): `CONTENT_TYPE`, `X_CSRFTOKEN`. */
export function inputHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toUpperCase().replaceAll('-', '_'), String(value)] as const)
      .filter(([name]) => !NEVER_SHOWN.has(name)),
  );
}
