import type { Logger } from 'pino';
import type { Access } from '../auth/access.js';
import type { Account } from '../auth/account.js';
import type { PasswordSignIn } from '../auth/password-sign-in.js';
import type { WebSessions } from '../auth/web-sessions.js';
import type { Keyring } from '../crypto/keyring.js';
import type { Documentation } from '../documentation/documentation.js';
import type { ResultMailer } from '../engine/result-mailer.js';
import type { Runner } from '../engine/runner.js';
import type { EventBus } from '../events/event-bus.js';
import type { Frontends } from '../frontends/frontends.js';
import type { Registry } from '../mcp/registry.js';
import type { Consent } from '../oauth/consent.js';
import type { Queries } from '../queries/queries.js';

/** What the pages are made of. */
export interface SiteServices {
  readonly queries: Queries;
  readonly keyring: Keyring;
  readonly now: () => Date;
  readonly events: EventBus;
  readonly documentation: Documentation;
  readonly frontends: Frontends;
  readonly runner: Runner;
  /** Null where the gateway sends no mails. */
  readonly mailer: Pick<ResultMailer, 'send'> | null;
  /** The catalog as it is served. */
  readonly registry: Registry;
  readonly passwords: PasswordSignIn;
  readonly sessions: WebSessions;
  /** What people let clients do for them; loaded when somebody is asked. */
  readonly consent: () => Promise<Consent>;
  /** What visitors may do with integrations. */
  readonly access: Access<Account>;
  /** The address that clients use, without a slash at the end. */
  readonly publicUrl: string;
  readonly mcpUrl: string;
  /** What adapters may reach on this machine and in private networks. */
  readonly allowedHosts: readonly string[];
  /** As the configuration has them: which clients may make themselves known. */
  readonly registrationDomains: readonly string[];
  readonly metadataDomains: readonly string[];
  readonly log: Logger;
}
