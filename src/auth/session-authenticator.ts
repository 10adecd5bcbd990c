import type { Authenticator } from './account.js';
import { CSRF_HEADER, isCsrfToken } from './csrf.js';
import { cookieOf, sessionCookieName } from './session-cookie.js';
import type { WebSessions } from './web-sessions.js';

/**
 * Identifies whoever is signed in to the pages by the browser's cookie. What changes something needs the token as well, which a
 * page of another site cannot know (domain.md 2.5).
 */
export function createSessionAuthenticator(sessions: WebSessions, secure: boolean): Authenticator {
  return async ({ headers, method }) => {
    const secret = cookieOf(headers.cookie, sessionCookieName(secure));
    if (secret === null || headers.authorization) return null;
    const account = await sessions.find(secret);
    if (!account) return null;
    const safe = method === 'GET' || method === 'HEAD';
    if (safe || isCsrfToken(secret, headers[CSRF_HEADER])) return account;
    const message = `The header ${CSRF_HEADER} must hold the value of the cookie csrftoken.`;
    return { status: 403, message, challenge: '' };
  };
}
