import type { Knex } from 'knex';
import type { Admin } from '../../src/admin/admin.js';
import { AdminError } from '../../src/admin/admin-error.js';
import type { Changed } from '../../src/admin/changes.js';
import type { Values } from '../../src/admin/field.js';
import type { ReadLimits } from '../../src/queries/admin.js';
import { type Scene, sceneOn } from '../queries/scene.js';
import { adminOn } from './admin-on.js';

/** A database with three people: `root`, a superuser; `ann`, staff with rights that the test grants; `bob`, staff without any. */
export interface AdminScene extends Scene {
  readonly admin: Admin;
  readonly root: number;
  readonly ann: number;
  readonly bob: number;
  /** How often it was told that tools may differ. */
  toolsChanged(): number;
  add(userId: number, model: string, values: Values): Promise<Changed>;
  change(userId: number, model: string, id: number, values: Values): Promise<Changed>;
  remove(userId: number, model: string, id: number): Promise<Changed>;
  find(userId: number, model: string, filters?: Values, more?: object): ReturnType<Admin['find']>;
}

export async function adminSceneOn(db: Knex, limits?: ReadLimits): Promise<AdminScene> {
  const scene = await sceneOn(db);
  let told = 0;
  const admin = adminOn({
    queries: scene.queries,
    now: () => scene.now,
    onToolsChanged: () => {
      told += 1;
    },
    ...(limits && { limits }),
  });
  const { signal } = new AbortController();
  const root = await scene.user('root', { is_superuser: true });
  const bob = await scene.user('bob');
  return Object.assign(scene, {
    admin,
    root,
    bob,
    ann: scene.userId,
    toolsChanged: () => told,
    add: (userId: number, model: string, values: Values) => admin.changes.create({ userId, signal }, model, values),
    change: (userId: number, model: string, id: number, values: Values) =>
      admin.changes.change({ userId, signal }, model, id, values),
    remove: (userId: number, model: string, id: number) => admin.changes.delete({ userId, signal }, model, id),
    find: (userId: number, model: string, filters: Values = {}, more: object = {}) =>
      admin.find(userId, { model, filters, limit: 50, offset: 0, ...more }),
  });
}

/** What an AdminError says, without the rest: `[code, fields]`. */
export async function refusal(work: Promise<unknown>): Promise<{ code: string; message: string; fields: string[] }> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof AdminError)) throw error;
    const { code, message, details } = error;
    return { code, message, fields: (details.problems ?? []).map(({ field }) => field) };
  }
  throw new Error('it was not refused');
}
