import { httpFields } from './adapters/http-settings.js';
import { checkSettings, splitSettings } from './adapters/settings.js';
import { makeApiToken } from './auth/api-token.js';
import { hashPassword, randomPassword } from './auth/password.js';
import { PROJECT_DIR } from './project-dir.js';
import type { Queries } from './queries/queries.js';

/** What is shown once, to whoever starts a gateway on an empty database. */
export interface Secrets {
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly tokenExpires: Date;
}

const DAYS_90 = 90 * 24 * 60 * 60 * 1000;

/**
 * Makes an empty database useful: an administrator and the example integrations, which reach the mock core where there is one.
 * Returns null when there are users already, or another process has just made them.
 */
export async function firstStart(
  queries: Queries,
  now: Date,
  mockCore: { readonly port: number } | null = null,
): Promise<Secrets | null> {
  if ((await queries.users.count()) > 0) return null;
  const password = randomPassword();
  const password_hash = await hashPassword(password);
  return queries.inTurn(async (inside) => {
    // Of several that start at once, the first one has made them.
    if ((await inside.users.count()) > 0) return null;
    return populate(inside, { password, password_hash }, now, mockCore);
  });
}

async function populate(
  queries: Queries,
  { password, password_hash }: { password: string; password_hash: string },
  now: Date,
  mockCore: { readonly port: number } | null,
): Promise<Secrets> {
  const admin = { username: 'admin', email: null, password_hash, is_staff: true, is_superuser: true };
  const userId = await queries.users.create(admin, now);
  const { token, hash, prefix } = makeApiToken();
  const tokenExpires = new Date(now.getTime() + DAYS_90);
  const row = { user_id: userId, name: 'first start', token_hash: hash, prefix, expires_at: tokenExpires };
  await queries.tokens.create(row, now);
  const { loadExamples } = await import('./tools/examples.js');
  await loadExamples(queries, `${PROJECT_DIR}/examples`, userId, now);
  if (mockCore) await bindToMockCore(queries, mockCore.port, now);
  return { username: admin.username, password, token, tokenExpires };
}

/** Which system of which example the mock core answers for; what mails the digest is left to whoever has a mail server. */
const PRACTICE = [
  { system: 'HTTP', name: 'randomuser API', examples: ['User Management (Tutorial)', 'User Onboarding (Tutorial)'] },
  { system: 'MOCKCORE', name: 'mock core', examples: ['User Onboarding (Tutorial)'] },
  { system: 'HTTP', name: 'hackernews', examples: ['hackernews_email_digest'] },
];

async function bindToMockCore(queries: Queries, port: number, now: Date): Promise<void> {
  for (const { system, name, examples } of PRACTICE) {
    const { settings, problems } = checkSettings(httpFields, { host: '127.0.0.1', port, tls: false });
    if (problems) throw new Error(problems.join('; '));
    const { plain } = splitSettings(httpFields, settings);
    const config = { system, name, active: true, validation_enabled: true, settings: plain, sealed_settings: null };
    const configId = await queries.adapterConfigs.create(config, now);
    for (const example of examples) {
      const integration = await queries.integrations.find(example);
      if (!integration) throw new Error(`there is no example ${example}`);
      await queries.adapterConfigs.bind({ integrationId: integration.id, configId, userId: null });
    }
  }
}
