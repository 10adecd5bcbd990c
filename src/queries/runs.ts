import type { Knex } from 'knex';
import { together, type Writing, type Written, writeAlone } from '../database/writing.js';
import type { OrphanCheck } from './processes.js';
import { addItems, insertItems, sizeOf } from './run-items.js';
import { endOrphans } from './run-orphans.js';
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
  /** Adds the last steps and labels, and finishes the run, in one transaction. */
  recordEnd(runId: number, items: readonly NewRunItem[], labels: readonly string[], end: RunEnd): Promise<void>;
  saveFiles(runId: number, files: readonly NewRunFile[]): Promise<void>;
  /** Ends the runs whose process is gone; returns how many they were. */
  endOrphans(check: OrphanCheck): Promise<number>;
}

export function runQueries(db: Knex): RunQueries {
  const insert = async ({ labels, ...run }: Omit<NewRun, 'process_id'> & { readonly status: string }) => {
    const columns = Object.keys(run);
    const sql = `insert into runs (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')}) returning id`;
    const values = valuesOf(columns.map((column) => run[column as keyof typeof run]));
    // A statement is a transaction of its own.
    if (labels.length === 0) return (await writeAlone(db, sql, values))[0].id as number;
    return together(db, async (writing) => {
      const [{ id }] = await writing.run(sql, values);
      await addLabels(writing, id, labels);
      return id as number;
    });
  };
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
      await together(db, async (writing) => {
        await addItems(writing, runId, items);
        await addLabels(writing, runId, labels);
      });
    },
    async finish(runId, end) {
      // The first end counts: a run that was taken for an orphan has its OUTPUT already.
      await writeAlone(db, FINISH, [...endOf(end), runId]);
    },
    recordEnd: (runId, items, labels, end) =>
      together(db, async (writing) => {
        const counted = [items.length, sizeOf(items)];
        const [run] = await writing.run(RECORD_END, [...counted, ...endOf(end), runId]);
        if (run) await insertItems(writing, { id: runId, integrationId: run.integration_id }, items);
        else await addItems(writing, runId, items);
        await addLabels(writing, runId, labels);
      }),
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

async function addLabels(writing: Writing, runId: number, labels: readonly string[]): Promise<void> {
  if (labels.length === 0) return;
  const rows = labels.map(() => '(?, ?)').join(', ');
  await writing.run(
    `insert into run_labels (run_id, label) values ${rows}`,
    labels.flatMap((label) => [runId, storable(label)]),
  );
}

const END_COLUMNS = [
  'status',
  'finished_at',
  'milliseconds',
  'output_status',
  'error_type',
  'error_message',
  'input_masked',
] as const satisfies readonly (keyof RunEnd)[];

const ENDED = END_COLUMNS.map((column) => `${column} = ?`).join(', ');
const FINISH = `update runs set ${ENDED} where id = ? and status = 'running'`;
const RECORD_END = `update runs set items = items + ?, bytes = bytes + ?, ${ENDED}
  where id = ? and status = 'running' returning integration_id`;

const endOf = (end: RunEnd): Written[] => valuesOf(END_COLUMNS.map((column) => end[column]));

const valuesOf = (values: readonly unknown[]): Written[] =>
  values.map((value) => (typeof value === 'string' ? storable(value) : ((value ?? null) as Written)));
