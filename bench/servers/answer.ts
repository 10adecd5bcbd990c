import { built } from './built.js';
import { USER_ID } from './database.js';

interface Answer {
  readonly content: [{ type: 'text'; text: string }];
  readonly structuredContent: Record<string, unknown>;
}

/** What the servers that are measured against do in `list_integrations`: they ask what the gateway asks, and check nothing. */
export async function answerFrom(databaseFile: string): Promise<() => Promise<Answer>> {
  const { openDatabase } = await built<typeof import('../../src/database/connection.js')>('database/connection.js');
  const { createQueries } = await built<typeof import('../../src/queries/queries.js')>('queries/queries.js');
  const { integrations } = createQueries(await openDatabase({ url: `sqlite:${databaseFile}` }));
  return async () => {
    const { next_cursor: _, ...page } = await integrations.list(USER_ID, { active_only: false, limit: 50 });
    return { content: [{ type: 'text', text: JSON.stringify(page) }], structuredContent: page };
  };
}
