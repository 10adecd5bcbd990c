import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import type { Tools } from '../../generated/contract.js';
import type { MergeConflict } from '../../generated/schemas.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';
import { callTool } from './calling.js';

describe('handlers', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
    });
    beforeEach(() => scene.next());
    const call = (name: keyof Tools, args: Record<string, unknown>) => callTool(scene, name, args);
    const naming = () => ({ integration_name: scene.name });

    it('create an integration, change it, search it, read it back and delete it', async () => {
      const created = await call('write_integration', {
        ...naming(),
        create_if_missing: true,
        servicerequests: [
          {
            system: 'HTTP',
            formula_variable: 'get_customer',
            fieldmappings: [
              { field: 'method', value: '"GET"' },
              { field: 'url_path', value: '`/customers/${' },
            ],
          },
        ],
      });
      equal(created.success, true);
      equal(created.created_integration, true);
      const { id, last_saved } = created.integration;
      deepEqual(created.integration, { id, path_name: scene.name, active: true, last_saved });
      deepEqual(Object.keys(created.changes), ['integration', 'servicerequest', 'fieldmapping']);
      const [mapping] = created.changes.fieldmapping.created.slice(1);
      deepEqual(
        created.warnings.map(({ code, component_id }: { code: string; component_id: number }) => [code, component_id]),
        [
          ['no_adapter_bound', created.changes.servicerequest.created[0].id],
          ['syntax_error', mapping.id],
        ],
      );

      const changed = await call('write_integration', {
        ...naming(),
        last_saved,
        fieldmappings: [{ id: mapping.id, value: '`/customers/${input.payload.customerNumber}`' }],
      });
      deepEqual([changed.created_integration, changed.warnings], [false, []]);

      const found = await call('search_integration', { ...naming(), pattern: 'customernumber', case_sensitive: false });
      deepEqual(
        [found.total, found.matches.fieldmapping[0].id, found.matches.fieldmapping[0].match],
        [1, mapping.id, 'customerNumber'],
      );

      const stale = await call('write_integration', { ...naming(), last_saved, integration: { active: false } });
      deepEqual(Object.keys(stale), ['success', 'error', 'integration_name', 'current_last_saved', 'message']);
      deepEqual(
        { ...stale, message: '' },
        {
          success: false,
          error: 'merge_conflict',
          integration_name: scene.name,
          current_last_saved: changed.integration.last_saved,
          message: '',
        },
      );
      match(stale.message, /^Your information is out of date/);

      const read = await call('read_integration', { integration_name: String(id) });
      deepEqual(Object.keys(read), [
        'last_saved',
        'integration',
        'servicerequests',
        'fieldmappings',
        'validationrules',
        'valuemappingsets',
        'valuemappings',
        'masks',
        'warnings',
      ]);
      deepEqual(
        [read.last_saved, read.integration.active, read.fieldmappings.length],
        [changed.integration.last_saved, true, 2],
      );

      const [request] = read.servicerequests;
      const target = { ...naming(), component_type: 'servicerequest', component_id: request.id };
      const late: MergeConflict = await call('delete_integration_component', { ...target, last_saved });
      equal(late.error, 'merge_conflict');
      const deleted = await call('delete_integration_component', { ...target, last_saved: read.last_saved });
      equal(
        deleted.message,
        `Deleted service request ${request.id} (get_customer) of ${scene.name}, with 2 field mappings.`,
      );
      deepEqual(deleted.deleted, {
        component_type: 'servicerequest',
        component_id: request.id,
        component: request,
        with: { fieldmapping: 2 },
      });
      ok(deleted.integration.last_saved > read.last_saved);

      const gone = await call('delete_integration_component', { ...naming(), component_type: 'integration' });
      equal(gone.message, `Deleted integration ${scene.name}.`);
    });

    it('read only the kinds that are asked for', async () => {
      await scene.furnish();
      const read = await call('read_integration', { ...naming(), components: ['servicerequest'] });
      deepEqual(Object.keys(read), ['last_saved', 'servicerequests', 'warnings']);
      deepEqual(
        read.warnings.map(({ code, component_id }: { code: string; component_id: number }) => [code, component_id]),
        [
          ['no_field_mappings', read.servicerequests[1].id],
          ['no_adapter_bound', read.servicerequests[0].id],
        ],
      );
    });

    it('list with a cursor', async () => {
      await scene.furnish();
      scene.next();
      await scene.furnish();
      const first = await call('list_integrations', { limit: 1 });
      equal(first.integrations.length, 1);
      const second = await call('list_integrations', { limit: 1, cursor: first.next_cursor });
      ok(second.integrations[0].path_name > first.integrations[0].path_name);
      equal('next_cursor' in (await call('list_integrations', {})), false);
    });

    const refused: [
      string,
      { given: (id: number) => Parameters<typeof call>; want: [code: string, message: RegExp] },
    ][] = [
      [
        'a cursor of its own making',
        { given: () => ['list_integrations', { cursor: 'x' }], want: ['invalid_arguments', /^cursor:/] },
      ],
      [
        'a pattern that is none',
        {
          given: () => ['search_integration', { ...naming(), pattern: '(' }],
          want: ['bad_pattern', /missing closing/],
        },
      ],
      [
        'an item that is not acceptable',
        {
          given: () => ['write_integration', { ...naming(), servicerequests: [{}] }],
          want: ['invalid_item', /^servicerequests\[0\]\.system: a new service request needs it\.$/],
        },
      ],
      [
        'a component without its id',
        {
          given: () => ['delete_integration_component', { ...naming(), component_type: 'mask' }],
          want: ['invalid_arguments', /^component_id: needed/],
        },
      ],
      [
        'the id of another integration',
        {
          given: (id) => [
            'delete_integration_component',
            { ...naming(), component_type: 'integration', component_id: id + 1 },
          ],
          want: ['invalid_arguments', /has the id \d+; leave it out/],
        },
      ],
      [
        'a component that there is not',
        {
          given: () => ['delete_integration_component', { ...naming(), component_type: 'mask', component_id: 999_999 }],
          want: ['not_found', /^There is no mask 999999/],
        },
      ],
    ];
    for (const [name, { given, want }] of refused) {
      it(`refuse ${name}`, async () => {
        const { id } = await scene.furnish();
        await rejects(call(...given(id)), { code: want[0], message: want[1] });
      });
    }
  });
});
