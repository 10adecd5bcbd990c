import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeApiToken } from '../../src/auth/api-token.js';
import { readConfig } from '../../src/config.js';
import { type Gateway, startGateway } from '../../src/main.js';

export interface TestGateway extends Gateway {
  /** Creates a user and gives a token for it. */
  user(name: string, kind?: 'standard' | 'staff' | 'superuser'): Promise<{ id: number; token: string }>;
}

/** A gateway on a free port and a fresh database: SQLite, or the PostgreSQL that the address names. */
export async function startTestGateway(databaseUrl = ''): Promise<TestGateway> {
  const dataDir = await mkdtemp(join(tmpdir(), 'gateway-test-'));
  const env = { PORT: '0', GATEWAY_DATA_DIR: dataDir, GATEWAY_LOG_LEVEL: 'silent', DATABASE_URL: databaseUrl };
  const gateway = await startGateway(readConfig(env));
  return {
    ...gateway,
    async user(username, kind = 'staff') {
      const now = new Date();
      const is_superuser = kind === 'superuser';
      const row = { username, email: null, password_hash: null, is_staff: kind === 'staff', is_superuser };
      const id = await gateway.queries.users.create(row, now);
      const { token, hash, prefix } = makeApiToken();
      await gateway.queries.tokens.create(
        { user_id: id, name: 'test', token_hash: hash, prefix, expires_at: null },
        now,
      );
      return { id, token };
    },
    async stop() {
      await gateway.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
