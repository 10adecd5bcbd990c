import type { Knex } from 'knex';
import type { Rights } from '../../src/queries/permissions.js';
import { createQueries, type Queries } from '../../src/queries/queries.js';
import type { Structure } from '../../src/queries/structure.js';
import type { WriteContext, Written } from '../../src/queries/write.js';
import type { WriteRequest } from '../../src/queries/write-request.js';

const NOBODY: Rights = { read: false, write: false, execute: false, debug: false };

const ALL = [
  'integration',
  'servicerequest',
  'fieldmapping',
  'validationrule',
  'valuemappingset',
  'valuemapping',
  'mask',
] as const;

/** The ids of an integration with two service requests, a mapping, a rule, a set with a mapping and a mask. */
export interface Furniture {
  readonly id: number;
  readonly last_saved: string;
  readonly get: number;
  readonly echo: number;
  readonly mapping: number;
  readonly rule: number;
  readonly set: number;
  readonly value: number;
  readonly mask: number;
}

/** A database with a user, and short ways to what the tests do again and again. */
export interface Scene {
  readonly db: Knex;
  readonly queries: Queries;
  readonly userId: number;
  user(username: string, rights?: { is_superuser?: boolean }): Promise<number>;
  group(name: string, members: number[]): Promise<number>;
  grant(
    holder: { user_id: number } | { group_id: number },
    integrationId: number,
    rights: Partial<Rights>,
  ): Promise<void>;
  /** The name of the integration that this test is about. */
  readonly name: string;
  /** Takes another name, for the next test. */
  next(by?: number): void;
  /** Writes, and answers with what was written, or fails. */
  write(request: WriteRequest, context?: Partial<WriteContext>): Promise<Written>;
  /** Makes an integration, and answers with its id. */
  create(name: string, request?: WriteRequest): Promise<number>;
  /** Makes an integration of the current name that has something of everything. */
  furnish(): Promise<Furniture>;
  update(integrationId: number, request: WriteRequest, context?: Partial<WriteContext>): Promise<Written>;
  /** All of an integration. */
  read(integrationId: number): Promise<Structure>;
  now: Date;
}

export async function sceneOn(db: Knex): Promise<Scene> {
  const queries = createQueries(db);
  const at = '2026-11-22T09:30:00.000Z';
  const user: Scene['user'] = (username, { is_superuser = false } = {}) =>
    queries.users.create({ username, email: null, password_hash: null, is_staff: true, is_superuser }, new Date(at));
  const userId = await user('ann');
  let count = 0;
  const scene: Scene = {
    db,
    queries,
    userId,
    user,
    now: new Date(at),
    async group(name, members) {
      const [{ id }] = await db('groups').insert({ name }, ['id']);
      for (const user_id of members) await db('group_members').insert({ group_id: id, user_id });
      return id;
    },
    async grant(holder, integration_id, rights) {
      const table = 'user_id' in holder ? 'integration_permissions' : 'group_integration_permissions';
      await db(table).insert({ ...NOBODY, ...rights, ...holder, integration_id, granted_at: at });
    },
    async write(request, context = {}) {
      const result = await queries.components.write(request, {
        integrationId: null,
        name: scene.name,
        userId,
        now: scene.now,
        signal: new AbortController().signal,
        ...context,
      });
      if (result.outcome === 'conflict') throw new Error(`conflict: ${JSON.stringify(result)}`);
      return result;
    },
    get name() {
      return `Integration ${count}`;
    },
    next(by = 1) {
      count += by;
    },
    update: (integrationId, request, context = {}) => scene.write(request, { integrationId, ...context }),
    read: (integrationId) => queries.components.read(integrationId, ALL),
    async furnish() {
      const made = await scene.write(
        {
          integration: { description: 'Books loans', tags: ['core'] },
          servicerequests: [
            { system: 'HTTP', formula_variable: 'get', fieldmappings: [{ field: 'method', value: '"GET"' }] },
            { system: 'ECHO', formula_variable: 'echo' },
          ],
          validationrules: [{ type: 'INPUT', field: 'input.payload.a', rule: '_' }],
          valuemappingsets: [{ name: 'Countries', valuemappings: [{ from_value: 'CH', to_value: 'Switzerland' }] }],
          masks: [{ type: 'INPUT', field: 'ssn' }],
        },
        { name: scene.name },
      );
      const [get, echo] = made.changes.servicerequest?.created ?? [];
      return {
        id: made.structure.id,
        last_saved: made.structure.last_saved,
        get: get?.id as number,
        echo: echo?.id as number,
        mapping: made.changes.fieldmapping?.created[0]?.id as number,
        rule: made.changes.validationrule?.created[0]?.id as number,
        set: made.changes.valuemappingset?.created[0]?.id as number,
        value: made.changes.valuemapping?.created[0]?.id as number,
        mask: made.changes.mask?.created[0]?.id as number,
      };
    },
    async create(name, request = {}) {
      return (await scene.write(request, { name })).structure.id;
    },
  };
  return scene;
}
