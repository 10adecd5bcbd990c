import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { createQueries, type Queries } from '../../src/queries/queries.js';

/** How many integrations there are: one page. */
export const ROWS = 20;

/** A database with one user who may use `ROWS` integrations; the same for every server. */
export async function benchDatabase(path: string): Promise<{ queries: Queries; userId: number }> {
  const db = await openDatabase({ url: `sqlite:${path}` });
  await migrate(db);
  const queries = createQueries(db);
  const row = { username: 'bench', email: null, password_hash: null, is_staff: true, is_superuser: false };
  const userId = await queries.users.create(row, new Date());
  for (let i = 0; i < ROWS; i++) {
    const name = `Integration ${i}`;
    await queries.components.write(
      { integration: { description: 'For measuring.' } },
      {
        integrationId: null,
        name,
        userId,
        now: new Date(),
        signal: new AbortController().signal,
      },
    );
  }
  return { queries, userId };
}
