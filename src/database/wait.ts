import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { classify } from './classify.js';
import { isPostgres } from './connection.js';

/** How long a gateway waits at its start for a database that is being started as well. */
const WAIT_MS = 30_000;
const TRY_EVERY_MS = 500;
/** Wrong names and passwords become no better by waiting (SQLSTATE class 28). */
const REFUSED = /^28/;

/**
 * Resolves when the database answers. It may be started at the same time as the gateway, or have lost its main server just now.
 * @param onWait is told, each time, why it does not yet
 * @throws what the database said last, when it does not answer within the time
 */
export async function waitForDatabase(db: Knex, onWait: (error: unknown) => void, waitMs = WAIT_MS): Promise<void> {
  if (!isPostgres(db)) return;
  for (const end = performance.now() + waitMs; ; await delay(TRY_EVERY_MS)) {
    try {
      return void (await db.raw('select 1'));
    } catch (error) {
      const isRefused = REFUSED.test(String((error as { code?: unknown }).code));
      if (isRefused || classify(error) !== 'unavailable' || performance.now() > end) throw error;
      onWait(error);
    }
  }
}
