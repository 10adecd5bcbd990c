import type { Knex } from 'knex';
import type { Rights } from '../../src/queries/permissions.js';
import { createQueries, type Queries } from '../../src/queries/queries.js';
import type { WriteContext, Written } from '../../src/queries/write.js';
import type { WriteRequest } from '../../src/queries/write-request.js';

const NOBODY: Rights = { read: false, write: false, execute: false, debug: false };

/** A database with a user, and short ways to what the tests do again and again. */
export interface Scene {
  readonly db: Knex;
  readonly queries: Queries;
  readonly userId: number;
  user(username: string, rights?: { is_superuser?: boolean }): Promise<number>;
  group(name: string, members: number[]): Promise<number>;
  grant(
    holder: { user_id: number } | { group_id: number },
    integrationId: number,
    rights: Partial<Rights>,
  ): Promise<void>;
  /** Writes, and answers with what was written, or fails. */
  write(request: WriteRequest, context?: Partial<WriteContext>): Promise<Written>;
  /** Makes an integration, and answers with its id. */
  create(name: string, request?: WriteRequest): Promise<number>;
  now: Date;
}

export async function sceneOn(db: Knex): Promise<Scene> {
  const queries = createQueries(db);
  const at = '2026-11-22T09:30:00.000Z';
  const user: Scene['user'] = (username, { is_superuser = false } = {}) =>
    queries.users.create({ username, email: null, password_hash: null, is_staff: true, is_superuser }, new Date(at));
  const userId = await user('ann');
  const scene: Scene = {
    db,
    queries,
    userId,
    user,
    now: new Date(at),
    async group(name, members) {
      const [{ id }] = await db('groups').insert({ name }, ['id']);
      for (const user_id of members) await db('group_members').insert({ group_id: id, user_id });
      return id;
    },
    async grant(holder, integration_id, rights) {
      const table = 'user_id' in holder ? 'integration_permissions' : 'group_integration_permissions';
      await db(table).insert({ ...NOBODY, ...rights, ...holder, integration_id, granted_at: at });
    },
    async write(request, context = {}) {
      const result = await queries.components.write(request, {
        integrationId: null,
        name: 'Loan Booking',
        userId,
        now: scene.now,
        signal: new AbortController().signal,
        ...context,
      });
      if (result.outcome === 'conflict') throw new Error(`conflict: ${JSON.stringify(result)}`);
      return result;
    },
    async create(name, request = {}) {
      return (await scene.write(request, { name })).structure.id;
    },
  };
  return scene;
}
