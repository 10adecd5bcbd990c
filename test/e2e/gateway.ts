import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { adapters } from '../../src/adapters/adapters.js';
import { checkSettings, splitSettings } from '../../src/adapters/settings.js';
import { makeApiToken } from '../../src/auth/api-token.js';
import { hashPassword } from '../../src/auth/password.js';
import { readConfig } from '../../src/config.js';
import { sealAdapterConfig } from '../../src/crypto/adapter-secrets.js';
import { type Gateway, startGateway } from '../../src/main.js';
import type { NewEndpoint } from '../../src/queries/endpoints.js';
import type { Rights } from '../../src/queries/permissions.js';
import { Comparison } from '../mcp/comparison.js';

export interface TestGateway extends Gateway {
  /** What a process beside it needs, to use the same database and keys. */
  readonly env: Readonly<Record<string, string>>;
  /** How many of its answers were held against the SDK's; when one differs, `stop` fails. */
  readonly compared: Comparison['compared'];
  /** What it has logged so far, one JSON line each. */
  readonly logged: readonly string[];
  /** Creates a user and gives a token for it. A user with a password may sign in with that, too. */
  user(
    name: string,
    kind?: 'standard' | 'staff' | 'superuser',
    password?: string,
  ): Promise<{ id: number; token: string }>;
  grant(userId: number, integration: string, ...rights: (keyof Rights)[]): Promise<void>;
  /** Binds a new configuration of a system to an integration, its secrets sealed. */
  bind(integration: string, system: string, settings: Record<string, unknown>, name?: string): Promise<void>;
  /** Makes a vault that the integrations may read and write. */
  vault(name: string, items: Record<string, unknown>, integrations: readonly string[]): Promise<void>;
  endpoint(integration: string, address: Pick<NewEndpoint, 'prefix' | 'method' | 'path'>): Promise<void>;
}

/** A hash takes as long as ten calls, and the people of a test have the same password. */
const hashes = new Map<string, Promise<string>>();
const hashOf = (password: string): Promise<string> => {
  const hash = hashes.get(password) ?? hashPassword(password);
  hashes.set(password, hash);
  return hash;
};

/** A gateway on a free port and a fresh database: SQLite, or the PostgreSQL that the address names. */
export async function startTestGateway(
  databaseUrl = '',
  given: Readonly<Record<string, string>> = {},
): Promise<TestGateway> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const env = {
    PORT: '0',
    GATEWAY_DATA_DIR: dataDir,
    GATEWAY_LOG_LEVEL: 'silent',
    GATEWAY_ALLOWED_HOSTS: '127.0.0.1',
    DATABASE_URL: databaseUrl,
    ...given,
  };
  const logged: string[] = [];
  const config = readConfig(env);
  const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  const comparison = new Comparison();
  const gateway = await startGateway(config, log, comparison.createEndpoint);
  const { queries, keyring } = gateway;
  const now = new Date();
  const idOf = async (integration: string): Promise<number> => {
    const found = await queries.integrations.find(integration);
    if (!found) throw new Error(`there is no integration ${integration}`);
    return found.id;
  };

  return {
    ...gateway,
    env,
    compared: comparison.compared,
    logged,

    async user(username, kind = 'staff', password) {
      const is_superuser = kind === 'superuser';
      const password_hash = password === undefined ? null : await hashOf(password);
      const row = { username, email: null, password_hash, is_staff: kind === 'staff', is_superuser };
      const id = await queries.users.create(row, now);
      const { token, hash, prefix } = makeApiToken();
      await queries.tokens.create({ user_id: id, name: 'test', token_hash: hash, prefix, expires_at: null }, now);
      return { id, token };
    },

    async grant(user_id, integration, ...rights) {
      const integration_id = await idOf(integration);
      await queries.permissions.grant({ user_id, integration_id, rights, granted_by: null }, now);
    },

    async bind(integration, system, given, name = `${system} of ${integration}`) {
      const fields = adapters.get(system)?.fields ?? {};
      const { settings, problems } = checkSettings(fields, given);
      if (problems) throw new Error(problems.join('; '));
      const { plain, secret } = splitSettings(fields, settings);
      const config = {
        system,
        name,
        active: true,
        validation_enabled: true,
        settings: plain,
        sealed_settings: sealAdapterConfig({ system, name }, secret, keyring),
      };
      const configId = await queries.adapterConfigs.create(config, now);
      await queries.adapterConfigs.bind({ integrationId: await idOf(integration), configId, userId: null });
    },

    async vault(name, items, integrations) {
      const id = await queries.vaults.create(name);
      await queries.vaults.acquire(id, 'the test', now, 60);
      for (const [key, value] of Object.entries(items)) {
        await queries.vaults.items.insert(id, 'the test', key, JSON.stringify(value), now);
      }
      await queries.vaults.release(id, 'the test');
      for (const integration of integrations) {
        await queries.vaults.setRights(id, await idOf(integration), { read: true, write: true });
      }
    },

    async endpoint(integration, address) {
      const integration_id = await idOf(integration);
      const rest = { description: null, response_content_type: 'application/json' } as const;
      await queries.endpoints.create({ ...address, ...rest, integration_id });
    },

    async stop() {
      await gateway.stop();
      await comparison.finish();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
