import { makeApiToken } from './auth/api-token.js';
import { hashPassword, randomPassword } from './auth/password.js';
import { PROJECT_DIR } from './project-dir.js';
import type { Queries } from './queries/queries.js';
import { loadExamples } from './tools/examples.js';

/** What is shown once, to whoever starts a gateway on an empty database. */
export interface Secrets {
  readonly username: string;
  readonly password: string;
  readonly token: string;
  readonly tokenExpires: Date;
}

const DAYS_90 = 90 * 24 * 60 * 60 * 1000;

/** Makes an empty database useful: an administrator and the example integrations. Returns null when there are users already. */
export async function firstStart(queries: Queries, now: Date): Promise<Secrets | null> {
  if ((await queries.users.count()) > 0) return null;
  const password = randomPassword();
  const userId = await queries.users.create(
    { username: 'admin', email: null, password_hash: await hashPassword(password), is_staff: true, is_superuser: true },
    now,
  );
  const { token, hash, prefix } = makeApiToken();
  const tokenExpires = new Date(now.getTime() + DAYS_90);
  const row = { user_id: userId, name: 'first start', token_hash: hash, prefix, expires_at: tokenExpires };
  await queries.tokens.create(row, now);
  await loadExamples(queries, `${PROJECT_DIR}/examples`, userId, now);
  return { username: 'admin', password, token, tokenExpires };
}
