import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { Account } from '../auth/account.js';
import type { Form } from './form.js';

/** One request for a page, as its route sees it. */
export interface Visit {
  /** Null on pages for `anyone` alone. */
  readonly visitor: Account | null;
  /** Who is signed in. @throws when nobody is, which no page but those for `anyone` can meet */
  readonly user: Account;
  /** What the path holds at `:name`. */
  readonly params: Readonly<Record<string, string>>;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** What was sent; empty for a GET. */
  readonly form: Form;
  /** The sender's network address. */
  readonly address: string;
  /** The permissions that the visitor holds as such (domain.md 2.1); all of them for a superuser. */
  readonly permissions: ReadonlySet<string>;
  /** The token that every form carries; `<Form>` puts it in. */
  readonly csrf: string;
  /** Signs the visitor in with this cookie from the answer on; null signs out. */
  setSession(secret: string | null): void;
  /** The secret of the session's cookie. */
  readonly sessionSecret: string;
  /** For what is served by others under our pages, the authorization server alone. */
  readonly raw: { readonly request: IncomingMessage; readonly response: ServerResponse };
}
