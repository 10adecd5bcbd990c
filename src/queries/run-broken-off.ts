import type { Knex } from 'knex';
import { writingOf } from '../database/writing.js';
import { BLANK_ITEM } from './run-item.js';
import { addItems } from './run-items.js';
import { redactPayloads } from './run-redaction.js';
import type { NewRunItem, RunItemType } from './runs.js';

export interface BreakingOff {
  /** What the run's status was; when it is another one meanwhile, somebody else has ended or begun it. */
  readonly was: 'running' | 'queued';
  readonly error_type: string;
  readonly reason: string;
  readonly now: Date;
}

/** Completes the steps of a run that will not end by itself, and marks it failed. False when it is not as it was any more. */
export function breakOff(db: Knex, id: number, { was, error_type, reason, now }: BreakingOff): Promise<boolean> {
  return db.transaction(async (trx) => {
    const [run] = await trx('runs')
      .where({ id, status: was })
      .update(
        { status: 'failure', finished_at: now.toISOString(), output_status: 500, error_type, error_message: reason },
        ['started_at', 'payloads_stored'],
      );
    if (!run) return false;
    const milliseconds = Math.max(0, now.getTime() - new Date(run.started_at).getTime());
    await trx('runs')
      .where({ id })
      .update({ milliseconds: was === 'queued' ? 0 : milliseconds });
    const has: string[] = await trx('run_items').where({ run_id: id }).distinct().pluck('type');
    if (has.includes('OUTPUT')) return true;
    const [last] = await trx('run_items').where({ run_id: id }).max({ sequence: 'sequence' });
    const items = has.includes('FAILURE') ? [OUTPUT] : [failureOf(reason), OUTPUT];
    await addItems(
      writingOf(trx),
      id,
      items.map((part, index) => {
        const item = stepOf(part, Number(last?.sequence ?? 0) + index + 1, now);
        return run.payloads_stored ? item : redactPayloads(item);
      }),
    );
    return true;
  });
}

type Part = { type: RunItemType } & Partial<NewRunItem>;

const failureOf = (text: string): Part => ({ type: 'FAILURE', messages: JSON.stringify([{ type: 'error', text }]) });
const OUTPUT: Part = { type: 'OUTPUT', content: JSON.stringify({ payload: 'Error', headers: {}, status: 500 }) };

const stepOf = (part: Part, sequence: number, now: Date): NewRunItem => ({
  ...BLANK_ITEM,
  failed: true,
  sequence,
  at: now.toISOString(),
  ...part,
});
