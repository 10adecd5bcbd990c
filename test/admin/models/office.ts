import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { Admin } from '../../../src/admin/admin.js';
import type { AdminErrorCode } from '../../../src/admin/admin-error.js';
import type { Changed } from '../../../src/admin/changes.js';
import type { Values } from '../../../src/admin/field.js';
import type { Instance } from '../../../src/admin/instance.js';
import { registry } from '../../../src/admin/registry.js';
import { Keyring } from '../../../src/crypto/keyring.js';
import { openDatabase } from '../../../src/database/connection.js';
import { migrate } from '../../../src/database/migrate.js';
import { PROJECT_DIR } from '../../../src/project-dir.js';
import type { Rights } from '../../../src/queries/permissions.js';
import type { UserPermission } from '../../../src/queries/user-permissions.js';
import { definitionProblem } from '../../../src/tools/tool-definition.js';
import { freshDatabase } from '../../database/harness.js';
import { type Scene, sceneOn } from '../../queries/scene.js';

/** Everybody's time. */
export const AT = new Date('2026-11-22T10:00:00.000Z');

/** A database on SQLite, and what people administer there. Models are named without `gateway.`. */
export interface Office {
  readonly scene: Scene;
  readonly admin: Admin;
  readonly keyring: Keyring;
  /** A superuser's id. */
  readonly root: number;
  /** Staff with special rights, if any, and rights on integrations: the id. */
  staff(
    name: string,
    special?: readonly UserPermission[],
    rights?: Readonly<Record<number, Partial<Rights>>>,
  ): Promise<number>;
  post(by: number, model: string, values: Values): Promise<Changed>;
  patch(by: number, model: string, id: number, values: Values): Promise<Changed>;
  remove(by: number, model: string, id: number): Promise<Changed>;
  list(by: number, model: string, filters?: Values): Promise<Instance[]>;
  /** What was written down since it was last asked: `root changes User 3 (ann)`. */
  log(): Promise<string[]>;
  /** The same of the permission log: `root: grant ann read on Loans`. */
  permissionLog(): Promise<string[]>;
  /** All that the admin log, the permission log and the tables hold, as text: where no secret may be. */
  everything(...tables: string[]): Promise<string>;
  /** How often clients were told that tools may have changed. */
  readonly told: number;
}

/** Opens an office before the tests of a suite, and closes it after them. */
export function useOffice(open: (office: Office) => void | Promise<void>): void {
  const closing: (() => Promise<unknown>)[] = [];
  before(async () => {
    const fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    closing.push(
      () => db.destroy(),
      () => fresh.remove(),
    );
    await migrate(db);
    await open(await officeOn(await sceneOn(db)));
  });
  after(async () => {
    for (const close of closing) await close();
  });
}

async function officeOn(scene: Scene): Promise<Office> {
  const { db, queries } = scene;
  const keyring = new Keyring([randomBytes(32)]);
  let told = 0;
  const admin = new Admin({
    models: registry,
    queries,
    services: {
      keyring,
      publicUrl: 'https://gateway.example',
      projectDir: PROJECT_DIR,
      toolProblem: definitionProblem,
    },
    now: () => AT,
    onToolsChanged: () => told++,
  });
  const by = (userId: number) => ({ userId, signal: new AbortController().signal });
  let [logged, granted] = [0, 0];
  return {
    scene,
    admin,
    keyring,
    root: await scene.user('root', { is_superuser: true }),
    async staff(name, special = [], rights = {}) {
      const id = await scene.user(name);
      for (const permission of special) await queries.userPermissions.grant({ user_id: id, permission, by: null }, AT);
      for (const [integrationId, held] of Object.entries(rights)) {
        await scene.grant({ user_id: id }, Number(integrationId), held);
      }
      return id;
    },
    post: (userId, model, values) => admin.changes.create(by(userId), `gateway.${model}`, values),
    patch: (userId, model, id, values) => admin.changes.change(by(userId), `gateway.${model}`, id, values),
    remove: (userId, model, id) => admin.changes.delete(by(userId), `gateway.${model}`, id),
    async list(userId, model, filters = {}) {
      return (await admin.find(userId, { model: `gateway.${model}`, filters, limit: 200, offset: 0 })).instances;
    },
    async log() {
      const rows = await db('admin_log').where('id', '>', logged).orderBy('id');
      logged = rows.at(-1)?.id ?? logged;
      return rows.map(({ actor, action, model, instance }) => `${actor}: ${action} ${model.slice(8)} ${instance}`);
    },
    async permissionLog() {
      const rows = await db('permission_log').where('id', '>', granted).orderBy('id');
      granted = rows.at(-1)?.id ?? granted;
      return rows.map(({ actor, action, holder, name, rights }) => {
        return `${actor}: ${action} ${holder} ${rights === null ? name : `${rights} on ${name}`}`;
      });
    },
    async everything(...tables) {
      const all = await Promise.all(['admin_log', 'permission_log', ...tables].map((table) => db(table)));
      return JSON.stringify(all);
    },
    get told() {
      return told;
    },
  };
}

/** Fails unless it is refused with that code, in such words. */
export async function refused(work: Promise<unknown>, code: AdminErrorCode, message: RegExp = /./): Promise<void> {
  await assert.rejects(work, (error: Error & { code?: string }) => {
    assert.equal(error.code, code, error.stack);
    assert.match(error.message, message);
    return true;
  });
}
