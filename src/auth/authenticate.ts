import type { Account, Authenticator } from './account.js';
import type { Authenticate, Refusal } from './principal.js';
import { unauthorized } from './token-authenticator.js';

/** Identifies an MCP client by its token. Only staff and superusers may connect over MCP (domain.md 1.1). */
export function createAuthenticate(tokens: Authenticator): Authenticate<Account> {
  return ({ authorization }, address) => {
    if (!authorization) return unauthorized('Sign in, or send an API token: Authorization: Bearer TOKEN.');
    const found = tokens({ headers: { authorization }, method: 'POST', address });
    return found instanceof Promise ? found.then(admitted) : admitted(found);
  };
}

function admitted(account: Account | Refusal | null): Account | Refusal {
  if (!account) return unauthorized('The Authorization header must read: Bearer TOKEN.', 'invalid_request');
  if ('status' in account || account.staff || account.superuser) return account;
  return {
    status: 403,
    message: `${account.username} is neither staff nor superuser, and so may not use MCP.`,
    challenge: '',
  };
}
