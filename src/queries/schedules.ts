import type { Knex } from 'knex';
import { classify } from '../database/classify.js';
import { whereNoJob } from '../database/job-store.js';
import { type Restriction, ROW, visibleRows } from './admin-rows.js';
import type { JobNews } from './job-news.js';
import { jobQueries } from './jobs.js';

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

export type Weekday = (typeof weekdays)[number];

/** Again and again after so many milliseconds, counted from the schedule's start. */
export interface IntervalTiming {
  readonly interval_ms: number;
}

/** Once a day at a time in UTC, on the days that fit all three lists; an empty one fits every day. */
export interface CalendarTiming {
  readonly hour: number;
  readonly minute: number;
  readonly weekdays: readonly Weekday[];
  /** From 1. */
  readonly months: readonly number[];
  /** Of the month, from 1. */
  readonly days: readonly number[];
}

export type Timing = IntervalTiming | CalendarTiming;

/** What somebody decides about a schedule. */
export interface ScheduleFacts {
  readonly name: string;
  readonly payload: unknown;
  readonly starts_at: string;
  readonly timing: Timing;
  readonly active: boolean;
}

export interface NewSchedule extends ScheduleFacts {
  readonly integration_id: number;
  /** As whom it runs. */
  readonly user_id: number;
  readonly next_at: string | null;
}

export interface ScheduleRow extends NewSchedule {
  readonly id: number;
  readonly path_name: string;
  readonly username: string;
  /** The last time for which it has started a run, and that run; null when there was none, or its history is not stored. */
  readonly last_at: string | null;
  readonly last_run_id: number | null;
  /** Why it did not start a run the last time, and when that was; null when it did. */
  readonly problem: string | null;
  readonly problem_at: string | null;
  readonly created_at: string;
  readonly updated_at: string;
}

/** What came of a time at which a schedule was due. */
export type ScheduleOutcome =
  | Pick<ScheduleRow, 'last_at' | 'last_run_id'>
  | { readonly problem: string; readonly problem_at: string };

/** Who looks: at schedules of integrations that he or she may read, made by members of the same organization (domain.md 2.3). */
export interface ScheduleViewer {
  readonly id: number;
  readonly superuser: boolean;
}

/** When integrations run by themselves (domain.md 9). One that is due sometime has a job for that time, and no other has one. */
export interface ScheduleQueries {
  /** In the order of their names, and of their integrations'; all of them for a viewer of null. */
  list(
    viewer: ScheduleViewer | null,
    page?: { readonly offset: number; readonly limit: number },
  ): Promise<ScheduleRow[]>;
  count(viewer: ScheduleViewer): Promise<number>;
  /** Whoever asks for it. */
  byId(id: number): Promise<ScheduleRow | undefined>;
  visible(viewer: ScheduleViewer, id: number): Promise<ScheduleRow | undefined>;
  /** All of that name, each of another integration. */
  named(name: string): Promise<ScheduleRow[]>;
  /** Returns the id; null when the integration has one of that name. */
  create(schedule: NewSchedule, at: Date): Promise<number | null>;
  /** Changes what is given. */
  change(
    id: number,
    changes: Partial<ScheduleFacts> & { readonly next_at?: string | null },
    at: Date,
  ): Promise<'done' | 'gone' | 'taken'>;
  /** Returns whether there was such a schedule. */
  delete(id: number): Promise<boolean>;
  /**
   * Takes on the time at which a schedule is due: until the transaction ends, nobody else takes it on. Undefined when somebody has,
   * or when it is due at another time by now.
   */
  takeOn(id: number, due: string): Promise<ScheduleRow | undefined>;
  /** Whether a run of that id waits or runs. */
  isUnderWay(runId: number | null): Promise<boolean>;
  /** Says what came of that, and when it is due next. */
  moveOn(id: number, next_at: string | null, outcome: ScheduleOutcome): Promise<void>;
  /** Gives a job to those that were due before that moment and have none; returns how many they were. */
  addMissingJobs(before: Date): Promise<number>;
}

type Lists = 'weekdays' | 'months' | 'days';

type Raw = Omit<ScheduleRow, 'timing' | 'payload'> & { readonly payload: string } & {
  readonly interval_ms: number | null;
  readonly hour: number;
  readonly minute: number;
} & Readonly<Record<Lists, string>>;

/** The key of the job of a schedule's next run. */
const keyOf = (id: number): string => `schedule:${id}`;
const KEY = "'schedule:' || schedules.id";

/** How many schedules get their job in one look. */
const SCHEDULES_A_LOOK = 500;

export function scheduleQueries(db: Knex, news: JobNews): ScheduleQueries {
  const visibleTo = (viewer: ScheduleViewer | null) =>
    visibleRows(db, { table: 'schedules', visible: viewer === null ? [] : restrictionsOf(viewer) });
  const shown = (query: Knex.QueryBuilder): Knex.QueryBuilder =>
    query
      .join('integrations as integration', 'integration.id', `${ROW}.integration_id`)
      .join('users as user', 'user.id', `${ROW}.user_id`)
      .select(`${ROW}.*`, 'integration.path_name', 'user.username');
  const one = async (query: Knex.QueryBuilder): Promise<ScheduleRow | undefined> => {
    const [raw] = await shown(query).limit(1);
    return raw && rowOf(raw);
  };
  const putJob = async (trx: Knex, id: number, next_at: string | null) => {
    const jobs = jobQueries(trx, news);
    if (next_at === null) await jobs.remove(keyOf(id));
    else await jobs.add('schedule', { id, due: next_at }, { at: new Date(next_at), key: keyOf(id) });
  };
  const byId = (id: number) => one(visibleTo(null).where(`${ROW}.id`, id));

  return {
    async list(viewer, page) {
      const query = shown(visibleTo(viewer)).orderBy([`${ROW}.name`, 'integration.path_name']);
      const rows: Raw[] = await (page ? query.limit(page.limit).offset(page.offset) : query);
      return rows.map(rowOf);
    },
    async count(viewer) {
      const [row] = await visibleTo(viewer).count({ count: '*' });
      return Number(row?.count);
    },
    byId,
    visible: (viewer, id) => one(visibleTo(viewer).where(`${ROW}.id`, id)),
    async named(name) {
      // PostgreSQL knows no text with a NUL in it, and so no such name.
      if (name.includes('\0')) return [];
      const rows: Raw[] = await shown(visibleTo(null)).where(`${ROW}.name`, name).orderBy('integration.path_name');
      return rows.map(rowOf);
    },
    create: (schedule, at) =>
      db.transaction(async (trx) => {
        const stamp = at.toISOString();
        const row = { ...cellsOf(schedule), created_at: stamp, updated_at: stamp };
        const [made] = await trx('schedules')
          .insert(row)
          .onConflict(['integration_id', 'name'])
          .ignore()
          .returning('id');
        if (made && schedule.next_at !== null) await putJob(trx, made.id, schedule.next_at);
        return made?.id ?? null;
      }),
    async change(id, changes, at) {
      const cells = { ...cellsOf(changes), updated_at: at.toISOString() };
      try {
        return await db.transaction(async (trx) => {
          const changed = await trx('schedules').where({ id }).update(cells);
          if (changed === 0) return 'gone';
          if (changes.next_at !== undefined) await putJob(trx, id, changes.next_at);
          return 'done';
        });
      } catch (error) {
        if (classify(error) === 'unique') return 'taken';
        throw error;
      }
    },
    delete: (id) =>
      db.transaction(async (trx) => {
        const deleted = await trx('schedules').where({ id }).delete();
        await putJob(trx, id, null);
        return deleted > 0;
      }),
    async takeOn(id, due) {
      // It writes first, so that whoever is second waits, and then finds another time.
      const taken = await db('schedules').where({ id, next_at: due, active: true }).update({ next_at: null });
      return taken > 0 ? byId(id) : undefined;
    },
    async isUnderWay(runId) {
      if (runId === null) return false;
      const query = db('runs').where({ id: runId }).whereIn('status', ['queued', 'running']);
      return (await query.first('id')) !== undefined;
    },
    moveOn: (id, next_at, outcome) =>
      db.transaction(async (trx) => {
        const cleared = 'problem' in outcome ? {} : { problem: null, problem_at: null };
        await trx('schedules')
          .where({ id })
          .update({ next_at, ...outcome, ...cleared });
        await putJob(trx, id, next_at);
      }),
    async addMissingJobs(before) {
      const query = db('schedules').where('next_at', '<', before.toISOString()).where({ active: true });
      const missing: { id: number; next_at: string }[] = await whereNoJob(query, db, KEY)
        .orderBy('next_at')
        .limit(SCHEDULES_A_LOOK)
        .select('id', 'next_at');
      for (const { id, next_at } of missing) await putJob(db, id, next_at);
      return missing.length;
    },
  };
}

const restrictionsOf = ({ id: userId, superuser }: ScheduleViewer): Restriction[] =>
  superuser
    ? []
    : [
        { right: 'read', on: 'integration_id', userId },
        { ofOrganization: 'user_id', userId },
      ];

const NO_TIMING = { interval_ms: null, hour: null, minute: null, weekdays: [], months: [], days: [] };

function cellsOf({ timing, payload, ...plain }: Partial<NewSchedule>): Record<string, unknown> {
  const { weekdays: on, months, days, ...numbers } = { ...NO_TIMING, ...timing };
  const lists = { weekdays: JSON.stringify(on), months: JSON.stringify(months), days: JSON.stringify(days) };
  return {
    ...plain,
    ...(timing && { ...numbers, ...lists }),
    ...(payload !== undefined && { payload: JSON.stringify(payload) }),
  };
}

function rowOf({ interval_ms, hour, minute, weekdays: on, months, days, payload, ...plain }: Raw): ScheduleRow {
  const lists = { weekdays: JSON.parse(on), months: JSON.parse(months), days: JSON.parse(days) };
  const timing = interval_ms === null ? { hour, minute, ...lists } : { interval_ms };
  return { ...plain, payload: JSON.parse(payload), timing };
}
