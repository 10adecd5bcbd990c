import type { Knex } from 'knex';
import { indexWords } from '../database/word-index.js';
import { writingOf } from '../database/writing.js';
import type { Queries } from './queries.js';
import { bytesOf } from './run-items.js';
import { redactPayloads } from './run-redaction.js';
import { wordsOf } from './run-words.js';
import type { NewRunItem } from './runs.js';
import { Turns } from './turns.js';

export interface Sweep {
  readonly deletedRuns: number;
  readonly redactedRuns: number;
}

/** How many steps one transaction deletes, and how many it redacts: it reads those, and they may be large. */
const DELETED_A_STEP = 100;
const REDACTED_A_STEP = 20;
const RUNS_A_STEP = 20;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Deletes the runs, and redacts the payloads, that their integration's configuration keeps no longer (domain.md 3.8). Many short
 * transactions: whoever else wants to write gets in between. An aborted sweep is gone on with by the next one.
 */
export async function sweepRunHistory(queries: Queries, now: Date, signal: AbortSignal): Promise<Sweep> {
  const turns = new Turns();
  let deletedRuns = 0;
  let redactedRuns = 0;
  const next = async (): Promise<void> => {
    await turns.next();
    signal.throwIfAborted();
  };
  for (const config of await queries.retention.configs()) {
    for (;;) {
      const ids = await queries.retention.expired(config.integration_id, daysBefore(now, config.runDays), RUNS_A_STEP);
      for (const id of ids) {
        while (await queries.retention.deleteItems(id, DELETED_A_STEP)) await next();
        await queries.retention.deleteRun(id);
        deletedRuns++;
        await next();
      }
      if (ids.length < RUNS_A_STEP) break;
    }
    for (;;) {
      const before = daysBefore(now, config.payloadDays);
      const ids = await queries.retention.withExpiredPayloads(config.integration_id, before, RUNS_A_STEP);
      for (const id of ids) {
        let after = 0;
        for (;;) {
          const last = await queries.retention.redactItems(id, config.integration_id, after, REDACTED_A_STEP);
          await next();
          if (last === null) break;
          after = last;
        }
        await queries.retention.markRedacted(id);
        redactedRuns++;
      }
      if (ids.length < RUNS_A_STEP) break;
    }
  }
  return { deletedRuns, redactedRuns };
}

const daysBefore = (now: Date, days: number): string => new Date(now.getTime() - days * DAY_MS).toISOString();

/** The steps of which a sweep consists; each is short. */
export interface RetentionQueries {
  configs(): Promise<{ integration_id: number; runDays: number; payloadDays: number }[]>;
  /** Runs that started before, the oldest first. */
  expired(integrationId: number, before: string, limit: number): Promise<number[]>;
  /** Returns whether there were any. */
  deleteItems(runId: number, limit: number): Promise<boolean>;
  deleteRun(runId: number): Promise<void>;
  withExpiredPayloads(integrationId: number, before: string, limit: number): Promise<number[]>;
  /** Redacts the steps behind an id; returns the last one's, or null when there was none. */
  redactItems(runId: number, integrationId: number, after: number, limit: number): Promise<number | null>;
  /** Deletes the files, and notes that the payloads are gone. */
  markRedacted(runId: number): Promise<void>;
}

export function retentionQueries(db: Knex): RetentionQueries {
  const startedBefore = (integrationId: number, before: string, limit: number) =>
    db('runs')
      .where('integration_id', integrationId)
      .where('started_at', '<', before)
      .whereNotIn('status', ['queued', 'running'])
      .orderBy('started_at')
      .limit(limit)
      .pluck('id');
  return {
    configs: () =>
      db('integration_configs')
        .select(
          'integration_id',
          'store_run_history_for_x_days as runDays',
          'store_payloads_in_run_history_for_x_days as payloadDays',
        )
        .orderBy('integration_id'),
    expired: startedBefore,
    async deleteItems(runId, limit) {
      const ids = await db('run_items').where({ run_id: runId }).limit(limit).pluck('id');
      if (ids.length > 0) await db('run_items').whereIn('id', ids).delete();
      return ids.length === limit;
    },
    async deleteRun(runId) {
      await db('runs').where({ id: runId }).delete();
    },
    withExpiredPayloads: (integrationId, before, limit) =>
      startedBefore(integrationId, before, limit).whereRaw('payloads_stored'),
    redactItems: (runId, integrationId, after, limit) =>
      db.transaction(async (trx) => {
        const rows: (NewRunItem & { id: number; bytes: number })[] = await trx('run_items')
          .where({ run_id: runId })
          .where('id', '>', after)
          .orderBy('id')
          .limit(limit);
        let saved = 0;
        for (const row of rows) {
          const { request, response, content } = redactPayloads(row);
          const bytes = bytesOf({ ...row, request, response, content });
          saved += row.bytes - bytes;
          await trx('run_items').where({ id: row.id }).update({ request, response, content, bytes });
          const words = wordsOf({ ...row, request, response, content }, integrationId);
          await indexWords(writingOf(trx), [{ id: row.id, words }]);
        }
        if (saved !== 0)
          await trx('runs')
            .where({ id: runId })
            .update({ bytes: trx.raw('bytes - ?', [saved]) });
        return rows.at(-1)?.id ?? null;
      }),
    markRedacted: (runId) =>
      db.transaction(async (trx) => {
        await trx('run_files').where({ run_id: runId }).delete();
        await trx('runs').where({ id: runId }).update({ payloads_stored: false });
      }),
  };
}
