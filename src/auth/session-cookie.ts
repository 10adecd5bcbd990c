/** The cookies of the pages. Behind HTTPS they belong to this very host, and no neighbour below the same domain can set them. */
export const sessionCookieName = (secure: boolean): string => (secure ? '__Host-session' : 'session');

/** Read by scripts of our own pages, which send it back in a header (domain.md 2.5). */
export const CSRF_COOKIE = 'csrftoken';

/** What a cookie header holds under a name; null when there is none. */
export function cookieOf(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return null;
}
