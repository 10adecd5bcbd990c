import { makeApiToken } from '../../src/auth/api-token.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { createQueries } from '../../src/queries/queries.js';

/** How many integrations there are: one page. */
export const ROWS = 20;

/** Who uses them: the first user of the database. */
export const USER_ID = 1;

/** Makes a database with one user who may use `ROWS` integrations. @returns the user's token */
export async function makeDatabase(path: string): Promise<string> {
  const db = await openDatabase({ url: `sqlite:${path}` });
  await migrate(db);
  const queries = createQueries(db);
  const now = new Date();
  const row = { username: 'bench', email: null, password_hash: null, is_staff: true, is_superuser: false };
  await queries.users.create(row, now);
  const { token, hash, prefix } = makeApiToken();
  await queries.tokens.create({ user_id: USER_ID, name: 'bench', token_hash: hash, prefix, expires_at: null }, now);
  for (let i = 0; i < ROWS; i++) {
    await queries.components.write(
      { integration: { description: 'For measuring.' } },
      { integrationId: null, name: `Integration ${i}`, userId: USER_ID, now, signal: new AbortController().signal },
    );
  }
  await db.destroy();
  return token;
}
