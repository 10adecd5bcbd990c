import { createHmac, timingSafeEqual } from 'node:crypto';

/** The header in which a script of our own pages sends the token (domain.md 2.5). */
export const CSRF_HEADER = 'x-csrftoken';

/** The token that forms carry: it follows from the cookie's secret, which no other site can read, and does not tell it. */
export const csrfTokenOf = (cookie: string): string => createHmac('sha256', cookie).update('csrf').digest('base64url');

export function isCsrfToken(cookie: string, given: string | string[] | null | undefined): boolean {
  const wanted = Buffer.from(csrfTokenOf(cookie));
  const actual = Buffer.from(String(given ?? ''));
  return actual.length === wanted.length && timingSafeEqual(actual, wanted);
}
