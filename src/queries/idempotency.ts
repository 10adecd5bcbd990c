import type { Knex } from 'knex';

/** How long an answer is kept for those who repeat the request (domain.md 4.13). */
export const KEPT_MS = 24 * 60 * 60 * 1000;

/** How often it is tried again when somebody else was faster; each time, somebody else got further. */
const TRIES = 5;

/** What is repeated: the key of one account for one integration. */
export interface IdempotentRequest {
  readonly user_id: number;
  readonly integration_id: number;
  readonly key: string;
  /** Who answers it. */
  readonly process_id: string;
}

export type Taken =
  /** Nobody has asked this before: it is to be answered. */
  | { readonly outcome: 'taken'; readonly id: number }
  /** It is being answered right now. */
  | { readonly outcome: 'running' }
  /** It was begun by a process that is gone. What that has done is done, so nobody does it again unasked. */
  | { readonly outcome: 'lost' }
  | { readonly outcome: 'answered'; readonly id: number; readonly sealed_answer: string };

export interface IdempotencyQueries {
  /** Takes the key for a request, unless it was begun within a day, or is being answered by a process that is alive. */
  take(request: IdempotentRequest, now: Date): Promise<Taken>;
  /** Keeps the answer to a request that this process took. */
  answer(id: number, processId: string, sealedAnswer: string): Promise<void>;
  /** Frees a key that was taken and got no answer. */
  release(id: number, processId: string): Promise<void>;
  /** Deletes what is older than a day, which no run under way is, and says how many there were. */
  sweep(now: Date): Promise<number>;
}

interface Row {
  readonly id: number;
  readonly created_at: string;
  readonly process_id: string;
  readonly sealed_answer: string | null;
}

export function idempotencyQueries(db: Knex): IdempotencyQueries {
  // Who was not seen lately may live: the database may have been away for all.
  const isGone = async (processId: string): Promise<boolean> =>
    (await db('processes').where({ id: processId, gone: false }).first('id')) === undefined;

  /** The unique index decides between several who ask at once, here and below the row as it was read. */
  async function tryToTake({ process_id, ...request }: IdempotentRequest, now: Date): Promise<Taken | null> {
    const created_at = now.toISOString();
    const [inserted] = await db('idempotent_requests')
      .insert({ ...request, process_id, created_at })
      .onConflict(['user_id', 'integration_id', 'key'])
      .ignore()
      .returning('id');
    if (inserted) return { outcome: 'taken', id: inserted.id };

    const found: Row | undefined = await db('idempotent_requests')
      .where(request)
      .first('id', 'created_at', 'process_id', 'sealed_answer');
    if (!found) return null;
    const { id, sealed_answer } = found;
    const isKept = now.getTime() - Date.parse(found.created_at) < KEPT_MS;
    if (isKept && sealed_answer !== null) return { outcome: 'answered', id, sealed_answer };
    const answering = sealed_answer === null;
    if (answering && (found.process_id === process_id || !(await isGone(found.process_id))))
      return { outcome: 'running' };
    if (isKept) return { outcome: 'lost' };

    const changed = await db('idempotent_requests')
      .where({ id, created_at: found.created_at, process_id: found.process_id })
      .where((unchanged) =>
        answering ? unchanged.whereNull('sealed_answer') : unchanged.whereNotNull('sealed_answer'),
      )
      .update({ process_id, created_at, sealed_answer: null });
    return changed > 0 ? { outcome: 'taken', id } : null;
  }

  const taken = (id: number, process_id: string) =>
    db('idempotent_requests').where({ id, process_id, sealed_answer: null });

  return {
    async take(request, now) {
      for (let tries = 0; tries < TRIES; tries++) {
        const result = await tryToTake(request, now);
        if (result) return result;
      }
      return { outcome: 'running' };
    },
    async answer(id, processId, sealed_answer) {
      await taken(id, processId).update({ sealed_answer });
    },
    async release(id, processId) {
      await taken(id, processId).delete();
    },
    sweep: (now) =>
      db('idempotent_requests')
        .where('created_at', '<', new Date(now.getTime() - KEPT_MS).toISOString())
        .delete(),
  };
}
