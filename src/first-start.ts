import { makeApiToken } from './auth/api-token.js';
import { hashPassword, randomPassword } from './auth/password.js';
import { classify } from './database/classify.js';
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

/**
 * Makes an empty database useful: an administrator and the example integrations. Returns null when there are users already, or
 * another process has just made them.
 */
export async function firstStart(queries: Queries, now: Date): Promise<Secrets | null> {
  if ((await queries.users.count()) > 0) return null;
  const password = randomPassword();
  const password_hash = await hashPassword(password);
  try {
    return await queries.atomically((inside) => populate(inside, { password, password_hash }, now));
  } catch (error) {
    if (classify(error) === 'unique') return null;
    throw error;
  }
}

async function populate(
  queries: Queries,
  { password, password_hash }: { password: string; password_hash: string },
  now: Date,
): Promise<Secrets> {
  const admin = { username: 'admin', email: null, password_hash, is_staff: true, is_superuser: true };
  const userId = await queries.users.create(admin, now);
  const { token, hash, prefix } = makeApiToken();
  const tokenExpires = new Date(now.getTime() + DAYS_90);
  const row = { user_id: userId, name: 'first start', token_hash: hash, prefix, expires_at: tokenExpires };
  await queries.tokens.create(row, now);
  await loadExamples(queries, `${PROJECT_DIR}/examples`, userId, now);
  return { username: admin.username, password, token, tokenExpires };
}
