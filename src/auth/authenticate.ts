import type { Queries } from '../queries/queries.js';
import type { Account } from './account.js';
import type { Authenticate } from './principal.js';
import { createTokenAuthenticator, unauthorized } from './token-authenticator.js';

/** Identifies an MCP client by its API token. Only staff and superusers may connect over MCP (domain.md 1.1). */
export function createAuthenticate(queries: Queries, now: () => Date): Authenticate<Account> {
  const authenticate = createTokenAuthenticator(queries, now);
  return async ({ authorization }) => {
    if (!authorization) return unauthorized('An API token is needed: send Authorization: Bearer TOKEN.');
    const account = await authenticate({ headers: { authorization }, method: 'POST', address: '' });
    if (!account) return unauthorized('The Authorization header must read: Bearer TOKEN.', 'invalid_request');
    if ('status' in account || account.staff || account.superuser) return account;
    return {
      status: 403,
      message: `${account.username} is neither staff nor superuser, and so may not use MCP.`,
      challenge: '',
    };
  };
}
