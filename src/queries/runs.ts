import type { Knex } from 'knex';

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
  | 'CALLINT'
  | 'CALLADAPTER';

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
  /** Adds steps and labels, in one transaction. */
  record(runId: number, items: readonly NewRunItem[], labels: readonly string[]): Promise<void>;
  finish(runId: number, end: RunEnd): Promise<void>;
  saveFiles(runId: number, files: readonly NewRunFile[]): Promise<void>;
}

export function runQueries(db: Knex): RunQueries {
  return {
    async create({ labels, ...run }) {
      return db.transaction(async (trx) => {
        const [{ id }] = await trx('runs').insert({ ...run, status: 'running' }, ['id']);
        if (labels.length > 0) await trx('run_labels').insert(labels.map((label) => ({ run_id: id, label })));
        return id;
      });
    },
    async record(runId, items, labels) {
      await db.transaction(async (trx) => {
        if (items.length > 0)
          await trx.batchInsert(
            'run_items',
            items.map((item) => ({ ...item, run_id: runId })),
            50,
          );
        if (labels.length > 0) await trx('run_labels').insert(labels.map((label) => ({ run_id: runId, label })));
      });
    },
    async finish(runId, end) {
      await db('runs').where({ id: runId }).update(end);
    },
    async saveFiles(runId, files) {
      for (const file of files) await db('run_files').insert({ ...file, run_id: runId });
    },
  };
}
