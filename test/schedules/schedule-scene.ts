import type { Knex } from 'knex';
import type { CalendarTiming, ScheduleRow } from '../../src/queries/schedules.js';
import { type GivenSchedule, Schedules } from '../../src/schedules/schedules.js';
import type { DatabaseName } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

/** Every day at half past six. */
export const DAILY: CalendarTiming = { hour: 6, minute: 30, weekdays: [], months: [], days: [] };

/** A database with an integration that `ann` may execute, and `root`, a superuser, and `bob`, who may nothing yet. */
export interface ScheduleScene extends Scene {
  readonly schedules: Schedules;
  readonly ann: { readonly id: number; readonly superuser: false };
  readonly root: { readonly id: number; readonly superuser: true };
  readonly bob: { readonly id: number; readonly superuser: false };
  readonly integrationId: number;
  /** A schedule of ann's with a name of its own, every five minutes from the scene's time on. */
  add(given?: Partial<GivenSchedule>): Promise<ScheduleRow>;
  /** The times for which schedules have jobs, by their ids. */
  jobs(): Promise<Record<number, string>>;
}

export async function scheduleSceneOn(database: DatabaseName, db: Knex): Promise<ScheduleScene> {
  const scene = await sceneOn(db);
  const schedules = new Schedules(scene.queries, () => scene.now);
  const ann = { id: scene.userId, superuser: false } as const;
  const root = { id: await scene.user('root', { is_superuser: true }), superuser: true } as const;
  const bob = { id: await scene.user('bob'), superuser: false } as const;
  const integrationId = await scene.create('Nightly');
  await db('integration_permissions').where({ user_id: ann.id }).delete();
  await scene.grant({ user_id: ann.id }, integrationId, { read: true, execute: true });
  let count = 0;
  return Object.assign(scene, {
    schedules,
    ann,
    root,
    bob,
    integrationId,
    async add(given: Partial<GivenSchedule> = {}) {
      count += 1;
      const facts = { name: `Schedule ${count}`, payload: {}, timing: { interval_ms: 300_000 }, active: true };
      const whose = { integration_id: integrationId, user_id: ann.id, starts_at: scene.now.toISOString() };
      const id = await schedules.create({ ...facts, ...whose, ...given }, root);
      return (await scene.queries.schedules.byId(id)) as ScheduleRow;
    },
    async jobs() {
      const rows: { key: string; run_at: string }[] = await db(
        database === 'SQLite' ? 'jobs' : 'graphile_worker.jobs',
      ).where('key', 'like', 'schedule:%');
      return Object.fromEntries(rows.map(({ key, run_at }) => [Number(key.slice(9)), new Date(run_at).toISOString()]));
    },
  });
}
