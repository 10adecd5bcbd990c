import type { Knex } from 'knex';
import { NOT_VALIDATED } from './adapter-config-row.js';
import { GONE_AFTER_MS } from './processes.js';

/** A validation of one configuration, as the process that runs it knows it. */
export interface Validation {
  readonly process_id: string;
  readonly started_at: Date;
}

export interface CustomAdapterValidations {
  /**
   * Notes down that these configurations are being validated, unless one is already, by a process that lives and since `lostBefore`
   * at the earliest. Returns the ids of those that are the asker's to validate.
   */
  beginValidation(configIds: readonly number[], validation: Validation, lostBefore: Date): Promise<number[]>;
  /** Keeps what was found out, unless the configuration or its adapter was changed meanwhile. Returns whether it was kept. */
  endValidation(configId: number, validation: Validation, problem: string | null, at: Date): Promise<boolean>;
  /** Which of these processes live. */
  livingProcesses(ids: readonly string[], now: Date): Promise<Set<string>>;
}

export function customAdapterValidations(db: Knex): CustomAdapterValidations {
  const living = (now: Date) =>
    db('processes').where('seen_at', '>=', new Date(now.getTime() - GONE_AFTER_MS).toISOString());

  return {
    async beginValidation(configIds, { process_id, started_at }, lostBefore) {
      const taken: { id: number }[] = await db('adapter_configs')
        .whereIn('id', configIds)
        .where((free) =>
          free
            .whereNull('validation_started_at')
            .orWhere('validation_started_at', '<', lostBefore.toISOString())
            .orWhereNotIn('validation_process_id', living(started_at).select('id')),
        )
        .update(
          {
            ...NOT_VALIDATED,
            validation_started_at: started_at.toISOString(),
            validation_process_id: process_id,
          },
          ['id'],
        );
      return taken.map(({ id }) => id).toSorted((one, other) => one - other);
    },

    async endValidation(id, { process_id, started_at }, validation_problem, at) {
      const ended = db('adapter_configs')
        .where({ id, validation_process_id: process_id, validation_started_at: started_at.toISOString() })
        .update({ ...NOT_VALIDATED, validated_at: at.toISOString(), validation_problem });
      return (await ended) > 0;
    },

    async livingProcesses(ids, now) {
      return new Set(await living(now).whereIn('id', ids).pluck('id'));
    },
  };
}
