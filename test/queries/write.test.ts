import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

const NEW_FIELD_MAPPING = {
  active: true,
  nullable: false,
  status: 'Not Started',
} as const;

describe('writeIntegration', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
    });
    beforeEach(() => scene.next());

    it('creates an integration with its defaults, its configuration and all four rights for whoever made it', async () => {
      const made = await scene.write({}, { name: scene.name });
      equal(made.created, true);
      const { id, path_name, active, last_saved } = made.structure;
      deepEqual(
        { path_name, active, last_saved },
        { path_name: scene.name, active: true, last_saved: scene.now.toISOString() },
      );
      const config = {
        email_on_success: false,
        email_on_failure: false,
        email_digests: true,
        store_run_history: true,
        store_run_history_for_x_days: 730,
        store_payload_in_run_history: true,
        store_payloads_in_run_history_for_x_days: 14,
        retry_mode: 'none',
        retry_delay_seconds: 5,
        retry_delay_jitter: 2,
        max_retries: 3,
        engine_version: '1.2.0',
      };
      const created = { id, path_name, active: true, http_api: false, run_async: false, config };
      deepEqual(made.changes, { integration: { created: [created], updated: [] } });
      deepEqual(await scene.queries.permissions.on(scene.userId, id), [
        { read: true, write: true, execute: true, debug: true },
      ]);
      const permission = await scene
        .db('integration_permissions')
        .where({ integration_id: id })
        .first('granted_by', 'granted_at');
      deepEqual({ ...permission }, { granted_by: scene.userId, granted_at: last_saved });
    });

    it('writes every kind, with tags, comments and children inside their parents', async () => {
      const made = await scene.write(
        {
          integration: {
            description: 'Books loans',
            before_hook: 'keep({ a: 1 })',
            tags: ['core', 'b'],
            config: { max_retries: 4 },
          },
          servicerequests: [
            {
              system: ' HTTP ',
              service_name: 'n/a',
              formula_variable: '  get_customer ',
              notes: '   ',
              tags: ['.z', 'a.b'],
              comments: [
                { subject: 'Why?', content: 'Because.', url: 'https://example.com/1' },
                { subject: 'Done', resolved: true },
              ],
              fieldmappings: [
                { field: 'method', value: '"GET"', value_type: 'str', tags: ['core'] },
                { field: 'url_path', value: '  "/x"  ', sequence: 50, nullable: true, status: 'Approved' },
                { field: 'last' },
              ],
              validationrules: [{ type: 'RESPONSE', field: '_', rule: 'true', max_length: 5 }],
            },
          ],
          valuemappingsets: [
            {
              name: 'Flags',
              use_default_to_value: true,
              default_to_value: false,
              valuemappings: [
                { from_value: true, to_value: 'Y' },
                { from_value: '', to_value: '' },
              ],
            },
          ],
          masks: [{ type: 'INPUT', field: 'ssn', abort_if_not_applied_x_times: 2 }],
        },
        { name: scene.name },
      );
      const { id } = made.structure;
      const { components, last_saved } = await scene.read(id);
      const created = Object.fromEntries(Object.entries(made.changes).map(([kind, { created }]) => [kind, created]));
      deepEqual(created, components, 'what is answered is what is read');
      const at = last_saved;
      const [request] = components.servicerequest ?? [];
      const [c1, c2] = request?.comments ?? [];
      deepEqual(request, {
        id: request?.id,
        sequence: 10,
        active: true,
        system: 'HTTP',
        service_name: 'n/a',
        formula_variable: 'get_customer',
        abort_after_execute_request_failure: true,
        skip_execute_if_no_sub_requests: false,
        tags: ['.z', 'a.b'],
        comments: [
          {
            id: c1?.id,
            subject: 'Why?',
            content: 'Because.',
            url: 'https://example.com/1',
            resolved: false,
            author: 'ann',
            created_at: at,
          },
          { id: c2?.id, subject: 'Done', resolved: true, author: 'ann', created_at: at },
        ],
      });
      const servicerequest_id = request?.id;
      const mappings = (components.fieldmapping ?? []).map(({ id: _, ...row }) => row);
      deepEqual(mappings, [
        {
          ...NEW_FIELD_MAPPING,
          servicerequest_id,
          sequence: 10,
          field: 'method',
          value: '"GET"',
          value_type: 'str',
          tags: ['core'],
        },
        {
          ...NEW_FIELD_MAPPING,
          servicerequest_id,
          sequence: 50,
          field: 'url_path',
          value: '  "/x"  ',
          nullable: true,
          status: 'Approved',
        },
        { ...NEW_FIELD_MAPPING, servicerequest_id, sequence: 60, field: 'last' },
      ]);
      const [rule] = components.validationrule ?? [];
      deepEqual(
        [rule?.servicerequest_id, rule?.sequence, rule?.max_length, rule?.abort_on_failure],
        [servicerequest_id, 10, 5, true],
      );
      equal(components.valuemappingset?.[0]?.default_to_value, false);
      deepEqual(
        components.valuemapping?.map(({ from_value, to_value, status }) => [from_value, to_value, status]),
        [
          [true, 'Y', 'Not Started'],
          ['', '', 'Not Started'],
        ],
      );
      deepEqual(components.integration?.[0]?.tags, ['b', 'core']);
      equal(components.integration?.[0]?.config?.max_retries, 4);
    });

    it('changes only what is given, and tells old and new of what differs', async () => {
      const it = await scene.furnish();
      const written = await scene.update(it.id, {
        integration: {
          description: null,
          http_api: true,
          active: true,
          tags: ['core', 'new'],
          config: { retry_mode: 'fixed', max_retries: 3 },
        },
        servicerequests: [
          {
            id: it.get,
            system: 'HTTP',
            call_if: 'true',
            notes: ' \n ',
            fieldmappings: [{ id: it.mapping, value: '"POST"' }],
          },
        ],
        valuemappings: [{ id: it.value, from_value: false }],
        masks: [{ id: it.mask, field: 'ssn' }],
      });
      equal(written.created, false);
      deepEqual(written.changes, {
        integration: {
          created: [],
          updated: [
            {
              id: it.id,
              old: { http_api: false, description: 'Books loans', config: { retry_mode: 'none' }, tags: ['core'] },
              new: { http_api: true, description: null, config: { retry_mode: 'fixed' }, tags: ['core', 'new'] },
            },
          ],
        },
        servicerequest: { created: [], updated: [{ id: it.get, old: { call_if: null }, new: { call_if: 'true' } }] },
        fieldmapping: { created: [], updated: [{ id: it.mapping, old: { value: '"GET"' }, new: { value: '"POST"' } }] },
        valuemapping: {
          created: [],
          updated: [{ id: it.value, old: { from_value: 'CH' }, new: { from_value: false } }],
        },
        mask: { created: [], updated: [] },
      });
    });

    it('replaces tags, and keeps those of others', async () => {
      const it = await scene.furnish();
      await scene.update(it.id, {
        servicerequests: [
          { id: it.get, tags: ['b', 'a', 'a'] },
          { id: it.echo, tags: ['a'] },
        ],
      });
      const { changes } = await scene.update(it.id, { servicerequests: [{ id: it.get, tags: [] }] });
      deepEqual(changes.servicerequest?.updated, [{ id: it.get, old: { tags: ['a', 'b'] }, new: { tags: null } }]);
      const { components } = await scene.read(it.id);
      deepEqual(
        components.servicerequest?.map(({ tags }) => tags),
        [undefined, ['a']],
      );
      deepEqual(components.integration?.[0]?.tags, ['core']);
    });

    it('adds comments and lets everybody change only their own', async () => {
      const it = await scene.furnish();
      const bob = await scene.user(`bob ${scene.name}`);
      await scene.update(it.id, { masks: [{ id: it.mask, comments: [{ subject: 'Mine', content: 'All mine' }] }] });
      const mine = async () => (await scene.read(it.id)).components.mask?.[0]?.comments?.[0];
      const { id, created_at } = { ...(await mine()) };
      const resolve = { masks: [{ id: it.mask, comments: [{ id: id as number, resolved: true }] }] };
      await rejects(
        scene.update(it.id, resolve, { userId: bob }),
        /masks\[0\]\.comments\[0\]\.id: only its author may change comment/,
      );
      // What was read may be sent back, whoever wrote it.
      const asRead = { masks: [{ id: it.mask, comments: [{ ...(await mine()) }, { subject: 'Me too' }] }] };
      await scene.update(it.id, asRead, { userId: bob });
      await scene.update(it.id, resolve);
      await scene.update(it.id, { masks: [{ id: it.mask, comments: [{ id: id as number, content: '' }] }] });
      deepEqual(await mine(), { id, subject: 'Mine', resolved: true, author: 'ann', created_at });
      const comments = (await scene.read(it.id)).components.mask?.[0]?.comments;
      deepEqual(
        comments?.map(({ author, subject }) => [author, subject]),
        [
          ['ann', 'Mine'],
          [`bob ${scene.name}`, 'Me too'],
        ],
      );
    });

    it('numbers new parts among their siblings', async () => {
      const it = await scene.furnish();
      await scene.update(it.id, {
        servicerequests: [
          { system: 'ECHO' },
          { system: 'ECHO', parent_servicerequest_id: it.get },
          { system: 'ECHO', parent_servicerequest_id: it.get },
          { id: it.get, sequence: 500 },
        ],
        fieldmappings: [
          { servicerequest_id: it.get, field: 'a' },
          { servicerequest_id: it.echo, field: 'b' },
        ],
        validationrules: [
          { type: 'INPUT' },
          { type: 'RESPONSE', servicerequest_id: it.get },
          { type: 'REQUEST', servicerequest_id: it.get },
        ],
        masks: [
          { type: 'INPUT', field: 'x', sequence: 1_000_000 },
          { type: 'INPUT', field: 'y' },
        ],
      });
      const { components } = await scene.read(it.id);
      const sequences = (kind: 'servicerequest' | 'fieldmapping' | 'validationrule' | 'mask') =>
        components[kind]?.toSorted((a, b) => a.id - b.id).map(({ sequence }) => sequence);
      deepEqual(sequences('servicerequest'), [500, 20, 510, 10, 20]);
      deepEqual(sequences('fieldmapping'), [10, 20, 10]);
      deepEqual(sequences('validationrule'), [10, 20, 10, 10]);
      deepEqual(sequences('mask'), [10, 1_000_000, 1_000_000]);
    });

    it('moves parts, also by putting them into another parent', async () => {
      const it = await scene.furnish();
      await scene.update(it.id, {
        servicerequests: [
          { id: it.get, parent_servicerequest_id: it.echo },
          { id: it.echo, fieldmappings: [{ id: it.mapping }] },
        ],
        validationrules: [{ id: it.rule, valuemappingset_id: it.set, valuemappingset_side: 'to' }],
        fieldmappings: [{ servicerequest_id: it.echo, field: 'x', valuemappingset_id: it.set }],
      });
      const { components } = await scene.read(it.id);
      deepEqual(
        components.fieldmapping?.map(({ servicerequest_id, valuemappingset_id }) => [
          servicerequest_id,
          valuemappingset_id,
        ]),
        [
          [it.echo, undefined],
          [it.echo, it.set],
        ],
      );
      equal(components.servicerequest?.find(({ id }) => id === it.get)?.parent_servicerequest_id, it.echo);
      equal(components.validationrule?.[0]?.valuemappingset_id, it.set);
      await scene.update(it.id, { servicerequests: [{ id: it.get, parent_servicerequest_id: null }] });
    });

    it('renames', async () => {
      const it = await scene.furnish();
      const written = await scene.update(it.id, { integration: { path_name: ` Renamed ${scene.name} ` } });
      equal(written.structure.path_name, `Renamed ${scene.name}`);
      await scene.update(it.id, { integration: { path_name: `Renamed ${scene.name}` } });
      equal((await scene.queries.integrations.find(`Renamed ${scene.name}`))?.id, it.id);
      equal(await scene.queries.integrations.find(scene.name), null);
    });

    it('gives another configuration to an integration that lost its own', async () => {
      const it = await scene.furnish();
      await scene.db('integration_configs').where({ integration_id: it.id }).del();
      equal((await scene.read(it.id)).components.integration?.[0]?.config, undefined);
      await scene.update(it.id, { integration: { config: { max_retries: 7 } } });
      deepEqual(
        { ...(await scene.read(it.id)).components.integration?.[0]?.config },
        {
          ...(await scene.read(await scene.create(`${scene.name} b`))).components.integration?.[0]?.config,
          max_retries: 7,
        },
      );
    });

    it('keeps what any text may hold', async () => {
      const it = await scene.furnish();
      const text = 'a\r\n\t"\'`\\ ü 漢字 😀 \u2028 $1 ? :name ?? %s {{}} \u0001';
      await scene.update(it.id, {
        servicerequests: [{ id: it.get, notes: text, call_if: text }],
        valuemappings: [{ id: it.value, to_value: `${text}\0\ud800` }],
      });
      const { components } = await scene.read(it.id);
      deepEqual([components.servicerequest?.[0]?.notes, components.servicerequest?.[0]?.call_if], [text, text]);
      equal(components.valuemapping?.[0]?.to_value, `${text}\0\ud800`);
    });

    describe('all or nothing', () => {
      it('gives one name to one of those who ask for it at once', async () => {
        const results = await Promise.allSettled(['a', 'b'].map(() => scene.write({}, { name: scene.name })));
        deepEqual(results.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
        const failed = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
        match(failed.reason.message, /integration\.path_name: this name is taken/);
      });

      it('writes nothing once it was told to stop', async () => {
        const it = await scene.furnish();
        const before = await scene.read(it.id);
        const request = { servicerequests: [{ system: 'ECHO', tags: ['x'], fieldmappings: [{ field: 'a' }] }] };
        await rejects(scene.update(it.id, request, { signal: AbortSignal.abort() }), { name: 'AbortError' });
        // Stopped at every place where it looks, up to the last one before it commits.
        for (let looks = 1; ; looks++) {
          let left = looks;
          const signal = {
            throwIfAborted: () => {
              if (--left === 0) throw new Error('stopped');
            },
          } as AbortSignal;
          const result = await scene.update(it.id, request, { signal }).catch((error: Error) => error.message);
          if (result !== 'stopped') break;
          ok(looks < 20);
          deepEqual(await scene.read(it.id), before);
        }
        equal((await scene.read(it.id)).components.servicerequest?.length, 3);
      });

      it('answers that the integration is gone when somebody deleted it', async () => {
        const it = await scene.furnish();
        await scene.db('integrations').where({ id: it.id }).del();
        await rejects(scene.update(it.id, {}), { code: 'not_found' });
        await rejects(scene.read(it.id), { code: 'not_found' });
      });

      it('writes hundreds of parts at once, in order', async () => {
        const it = await scene.furnish();
        const fieldmappings = Array.from({ length: 450 }, (_, index) => ({
          field: `f${index}`,
          servicerequest_id: it.get,
          tags: [`t${index}`],
        }));
        const { changes } = await scene.update(it.id, { fieldmappings });
        deepEqual(
          changes.fieldmapping?.created.map(({ field, sequence, tags }) => [field, sequence, tags]),
          fieldmappings.map(({ field, tags }, index) => [field, 20 + index * 10, tags]),
        );
      });
    });
  });
});
