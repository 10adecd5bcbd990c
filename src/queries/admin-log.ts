import type { Knex } from 'knex';

export type AdminAction = 'add' | 'change' | 'delete';

/** By field, what was and what is. */
export type AdminChanges = Readonly<Record<string, { readonly old: unknown; readonly new: unknown }>>;

/** What an administrator did. It outlives what it speaks of, and so it holds names. */
export interface AdminLogRow {
  readonly id: number;
  readonly at: string;
  readonly actor_id: number | null;
  /** Null for the command line. */
  readonly actor: string | null;
  readonly action: AdminAction;
  readonly model: string;
  readonly instance_id: number;
  /** How the instance was called. */
  readonly instance: string;
  /** Secrets are masked, long texts cut. */
  readonly changes: AdminChanges;
}

export interface AdminLogFilter {
  readonly model?: string;
  readonly actor?: string;
  readonly actorId?: number;
}

export interface AdminLogQueries {
  record(row: Omit<AdminLogRow, 'id'>): Promise<void>;
  /** The models that it speaks of, in the order of their names. */
  models(): Promise<string[]>;
  /** The newest first: those below an id, or the very newest. */
  page(
    filter: AdminLogFilter,
    before: number | null,
    limit: number,
  ): Promise<{ readonly entries: AdminLogRow[]; readonly next: number | null }>;
}

export function adminLogQueries(db: Knex): AdminLogQueries {
  return {
    async record({ changes, ...row }) {
      await db('admin_log').insert({ ...row, changes: JSON.stringify(changes) });
    },
    models: () => db('admin_log').distinct('model').orderBy('model').pluck('model'),
    async page({ model, actor, actorId }, before, limit) {
      const query = db('admin_log').select('*');
      // PostgreSQL knows no text with a NUL in it, and so no such row.
      if (model !== undefined) query.where({ model: model.replaceAll('\0', '\ufffd') });
      if (actor !== undefined) query.where({ actor: actor.replaceAll('\0', '\ufffd') });
      if (actorId !== undefined) query.where({ actor_id: actorId });
      if (before !== null) query.where('id', '<', before);
      const found: (Omit<AdminLogRow, 'changes'> & { changes: string })[] = await query
        .orderBy('id', 'desc')
        .limit(limit + 1);
      const entries = found
        .slice(0, limit)
        .map((row) => ({ ...row, changes: JSON.parse(row.changes) as AdminChanges }));
      return { entries, next: found.length > limit ? (entries.at(-1)?.id ?? null) : null };
    },
  };
}
