import { csrfTokenOf } from '../../src/auth/csrf.js';
import { WebSessions } from '../../src/auth/web-sessions.js';
import type { Gateway } from '../../src/main.js';

/** What somebody sends who is signed in, without a browser. */
export interface SignedIn {
  get(path: string): Promise<Response>;
  /** Sends a form; a field may have several values. */
  post(path: string, fields?: Readonly<Record<string, string | readonly string[]>>): Promise<Response>;
}

export async function signedIn(gateway: Gateway, userId: number): Promise<SignedIn> {
  const secret = await new WebSessions(gateway.queries, () => new Date()).begin(userId);
  const headers = { cookie: `session=${secret}` };
  return {
    get: (path) => fetch(gateway.url + path, { headers, redirect: 'manual' }),
    post(path, fields = {}) {
      const body = new URLSearchParams({ csrf: csrfTokenOf(secret) });
      for (const [name, values] of Object.entries(fields)) {
        for (const value of [values].flat()) body.append(name, value);
      }
      return fetch(gateway.url + path, { method: 'POST', headers, body, redirect: 'manual' });
    },
  };
}
