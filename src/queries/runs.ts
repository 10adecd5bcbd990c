import type { Knex } from 'knex';
import { addItems } from './run-items.js';
import { endOrphans, type OrphanCheck } from './run-orphans.js';
import { storable, storableRow } from './storable-text.js';

export interface NewRun {
  readonly integration_id: number;
  readonly user_id: number;
  readonly username: string;
  readonly parent_run_id: number | null;
  readonly started_by: string;
  readonly started_at: string;
  readonly retry_for_run_id: number | null;
  readonly retry_attempt: number;
  readonly process_id: string;
  readonly payloads_stored: boolean;
  readonly labels: readonly string[];
}

export type RunItemType =
  | 'INPUT'
  | 'REQUEST'
  | 'OUTPUT'
  | 'FAILURE'
  | 'VALIDATION FAILURE'
  | 'DEBUG'
  | 'INFO'
  | 'IDEMPOTENT_REQUEST'
  | 'CALLINT';

/** A step of a run, ready to be stored: masked, and its parts as JSON texts (domain.md 3.14). */
export interface NewRunItem {
  /** Counted from 1 within the run. */
  readonly sequence: number;
  readonly type: RunItemType;
  readonly label: string | null;
  readonly at: string;
  readonly milliseconds: number;
  readonly failed: boolean;
  readonly request: string | null;
  readonly response: string | null;
  readonly content: string | null;
  /** Plain text. */
  readonly stack_trace: string | null;
  /** A JSON list of `{type, text}`. */
  readonly messages: string | null;
  /** The component that it comes from. */
  readonly component_kind: string | null;
  readonly component_id: number | null;
  readonly component_field: string | null;
}

export interface RunEnd {
  readonly status: 'success' | 'failure';
  readonly finished_at: string;
  readonly milliseconds: number;
  readonly output_status: number;
  readonly error_type: string | null;
  readonly error_message: string | null;
  readonly input_masked: boolean;
}

export interface NewRunFile {
  readonly name: string;
  readonly size: number;
  /** Sealed. */
  readonly content: string;
}

/** What a run writes of itself. */
export interface RunQueries {
  create(run: NewRun): Promise<number>;
  /** Notes a run that is still to begin; its start is when it is due. */
  queue(run: Omit<NewRun, 'process_id'>): Promise<number>;
  /** A queued run is under way from now on. */
  begin(runId: number, beginning: Pick<NewRun, 'process_id' | 'started_at' | 'payloads_stored'>): Promise<void>;
  /** Adds steps and labels, in one transaction. A character that PostgreSQL cannot store becomes U+FFFD. */
  record(runId: number, items: readonly NewRunItem[], labels: readonly string[]): Promise<void>;
  finish(runId: number, end: RunEnd): Promise<void>;
  saveFiles(runId: number, files: readonly NewRunFile[]): Promise<void>;
  /** Ends the runs whose process is gone; returns how many they were. */
  endOrphans(check: OrphanCheck): Promise<number>;
}

export function runQueries(db: Knex): RunQueries {
  const insert = ({ labels, ...run }: Omit<NewRun, 'process_id'> & { readonly status: string }): Promise<number> =>
    db.transaction(async (trx) => {
      const [{ id }] = await trx('runs').insert(storableRow(run), ['id']);
      await addLabels(trx, id, labels);
      return id;
    });
  return {
    create: (run) => insert({ ...run, status: 'running' }),
    queue: (run) => insert({ ...run, status: 'queued' }),
    async begin(runId, beginning) {
      await db('runs')
        .where({ id: runId, status: 'queued' })
        .update({ ...beginning, status: 'running' });
    },
    async record(runId, items, labels) {
      if (items.length === 0 && labels.length === 0) return;
      await db.transaction(async (trx) => {
        await addItems(trx, runId, items);
        await addLabels(trx, runId, labels);
      });
    },
    async finish(runId, end) {
      // The first end counts: a run that was taken for an orphan has its OUTPUT already.
      await db('runs').where({ id: runId, status: 'running' }).update(storableRow(end));
    },
    async saveFiles(runId, files) {
      if (files.length === 0) return;
      await db.transaction(async (trx) => {
        // One at a time: they may be large.
        for (const file of files) await trx('run_files').insert({ ...storableRow(file), run_id: runId });
      });
    },
    endOrphans: (check) => endOrphans(db, check),
  };
}

async function addLabels(trx: Knex, runId: number, labels: readonly string[]): Promise<void> {
  if (labels.length === 0) return;
  await trx('run_labels').insert(labels.map((label) => ({ run_id: runId, label: storable(label) })));
}
