import { deepEqual, equal, rejects } from 'node:assert/strict';
import type { DeleteContext } from '../../src/queries/deletion.js';
import { onEachDatabase } from '../database/harness.js';
import { type Furniture, type Scene, sceneOn } from './scene.js';

describe('deleteComponent', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let its: Furniture;
    before(async () => {
      scene = await sceneOn(await open());
    });
    beforeEach(async () => {
      scene.next();
      its = await scene.furnish();
      const notes = { tags: ['gone'], comments: [{ subject: 'gone' }] };
      await scene.update(its.id, {
        integration: notes,
        servicerequests: [
          { id: its.get, ...notes, validationrules: [{ type: 'REQUEST', ...notes }] },
          { id: its.echo, parent_servicerequest_id: its.get, ...notes, fieldmappings: [{ field: 'x', ...notes }] },
        ],
        fieldmappings: [{ id: its.mapping, valuemappingset_id: its.set, ...notes }],
        masks: [
          { type: 'RESPONSE', field: 'x', servicerequest_id: its.echo, ...notes },
          { id: its.mask, ...notes },
        ],
        valuemappings: [{ id: its.value, ...notes }],
      });
    });
    const remove = (context: Partial<DeleteContext>) =>
      scene.queries.components.delete({
        integrationId: its.id,
        kind: 'servicerequest',
        id: its.get,
        userId: scene.userId,
        now: scene.now,
        signal: new AbortController().signal,
        ...context,
      });
    const annotated = async () => {
      const rows = [];
      for (const table of ['component_tags', 'comments']) {
        rows.push(...(await scene.db(table).where({ integration_id: its.id }).pluck('component_kind')));
      }
      return rows.toSorted();
    };

    it('deletes a service request with everything below it', async () => {
      const before = await scene.read(its.id);
      const result = await remove({});
      if (result.outcome !== 'deleted') throw new Error('conflict');
      deepEqual(result.with, { servicerequest: 1, fieldmapping: 2, validationrule: 1, mask: 1 });
      deepEqual(
        result.component,
        before.components.servicerequest?.find(({ id }) => id === its.get),
      );
      deepEqual(result.integration, {
        id: its.id,
        path_name: scene.name,
        active: true,
        last_saved: '2026-11-22T09:30:00.002Z',
      });
      const { components, last_saved } = await scene.read(its.id);
      equal(last_saved, result.integration.last_saved);
      deepEqual(
        Object.entries(components).map(([kind, rows]) => [kind, rows.length]),
        [
          ['integration', 1],
          ['servicerequest', 0],
          ['fieldmapping', 0],
          ['validationrule', 1],
          ['valuemappingset', 1],
          ['valuemapping', 1],
          ['mask', 1],
        ],
      );
      deepEqual(await annotated(), ['integration', 'integration', 'mask', 'mask', 'valuemapping', 'valuemapping']);
    });

    for (const kind of ['servicerequest', 'integration'] as const) {
      it(`deletes what is nested two thousand deep, with the ${kind}`, async () => {
        const chain = [its.get];
        for (const _ of Array(2_000)) {
          const row = { integration_id: its.id, parent_servicerequest_id: chain.at(-1), sequence: 1, system: 'ECHO' };
          const [inserted] = await scene.db('service_requests').insert(row, ['id']);
          chain.push(inserted.id);
        }
        const result = await remove(kind === 'integration' ? { kind, id: its.id } : {});
        if (result.outcome !== 'deleted') throw new Error('conflict');
        equal(result.with.servicerequest, kind === 'integration' ? 2_002 : 2_001);
        deepEqual(await scene.db('service_requests').where({ integration_id: its.id }), []);
      });
    }

    it('deletes a value mapping set, and lets field mappings live', async () => {
      const result = await remove({ kind: 'valuemappingset', id: its.set });
      deepEqual('with' in result && result.with, { valuemapping: 1 });
      const { components } = await scene.read(its.id);
      deepEqual(
        components.fieldmapping?.map(({ valuemappingset_id }) => valuemappingset_id),
        [undefined, undefined],
      );
    });

    it('deletes one part alone', async () => {
      const result = await remove({ kind: 'mask', id: its.mask });
      deepEqual('with' in result && result.with, {});
      equal((await scene.read(its.id)).components.mask?.length, 1);
    });

    it('deletes a whole integration, and nothing of another', async () => {
      const kept = its;
      scene.next();
      const other = await scene.furnish();
      const before = await scene.read(kept.id);
      const result = await remove({ integrationId: other.id, kind: 'integration', id: other.id });
      if (result.outcome !== 'deleted') throw new Error('conflict');
      deepEqual(result.with, {
        servicerequest: 2,
        fieldmapping: 1,
        validationrule: 1,
        valuemappingset: 1,
        valuemapping: 1,
        mask: 1,
      });
      deepEqual(result.integration, {
        id: other.id,
        path_name: scene.name,
        active: true,
        last_saved: other.last_saved,
      });
      equal(await scene.queries.integrations.find(scene.name), null);
      for (const table of [
        'service_requests',
        'validation_rules',
        'value_mapping_sets',
        'masks',
        'integration_configs',
        'integration_permissions',
        'component_tags',
        'comments',
      ]) {
        deepEqual(await scene.db(table).where({ integration_id: other.id }), [], table);
      }
      deepEqual(await scene.read(kept.id), before);
    });

    it('writes down who loses what with an integration, and who has done it', async () => {
      const root = await scene.user('root', { is_superuser: true });
      const friends = await scene.group('friends', [root]);
      await scene.grant({ group_id: friends }, its.id, { read: true, debug: true });
      const before = await scene.queries.permissionLog.list({}, 1);
      await remove({ kind: 'servicerequest', userId: root });
      deepEqual(await scene.queries.permissionLog.list({}, 1), before);

      await remove({ kind: 'integration', id: its.id, userId: root });
      const lines = await scene.queries.permissionLog.list({}, 2);
      deepEqual(
        lines.map(({ id: _, ...line }) => line).toSorted((a, b) => a.holder.localeCompare(b.holder)),
        [
          { holder: 'ann', type: 'IntegrationPermission', rights: 'read, write, execute, debug' },
          { holder: 'friends', type: 'GroupIntegrationPermission', rights: 'read, debug' },
        ].map((line) => ({ at: scene.now.toISOString(), actor: 'root', name: scene.name, action: 'revoke', ...line })),
      );
    });

    const stale: [string, { given: string | undefined; want: string }][] = [
      ['the last save', { given: '2026-11-22T09:30:00.001Z', want: 'deleted' }],
      ['an older save', { given: '2026-11-22T09:30:00.000Z', want: 'conflict' }],
    ];
    for (const [name, { given, want }] of stale) {
      it(`given the token of ${name}: ${want}`, async () => {
        const before = await scene.read(its.id);
        const result = await remove({ lastSaved: given });
        equal(result.outcome, want);
        if (want === 'conflict') deepEqual(await scene.read(its.id), before);
      });
    }

    it('deletes nothing once it was told to stop', async () => {
      const before = await scene.read(its.id);
      let looks = 0;
      const throwIfAborted = () => {
        if (++looks === 2) throw new Error('stopped');
      };
      await rejects(remove({ signal: { throwIfAborted } as AbortSignal }), /stopped/);
      deepEqual(await scene.read(its.id), before);
    });

    const missing: [string, () => Partial<DeleteContext>][] = [
      ['an id that there is not', () => ({ id: 999_999 })],
      ['a component of another kind', () => ({ kind: 'mask', id: 999_999 })],
      ['an integration that is gone', () => ({ integrationId: 999_999 })],
    ];
    for (const [name, given] of missing) {
      it(`does not find ${name}`, () => rejects(remove(given()), { code: 'not_found' }));
    }

    it('does not find a component of another integration', async () => {
      const { get } = its;
      scene.next();
      const { id } = await scene.furnish();
      await rejects(remove({ integrationId: id, id: get }), /There is no service request \d+ in Integration/);
    });
  });
});
