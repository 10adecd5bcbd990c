import { deepEqual, equal, match, ok, rejects } from 'node:assert/strict';
import type { Problem } from '../../src/queries/problems.js';
import { QueryError } from '../../src/queries/query-error.js';
import type { WriteRequest } from '../../src/queries/write-request.js';
import { onEachDatabase } from '../database/harness.js';
import { type Furniture, type Scene, sceneOn } from './scene.js';

describe('writeIntegration refuses', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
    });
    beforeEach(() => scene.next());

    /** The problems with which a request is refused; and nothing must have changed by it. */
    async function problemsOf(integrationId: number | null, request: WriteRequest): Promise<Problem[]> {
      const before = integrationId && (await scene.read(integrationId));
      const total = await scene.queries.integrations.count();
      try {
        await scene.write(request, { integrationId, name: scene.name });
      } catch (error) {
        ok(error instanceof QueryError, String(error));
        equal(error.code, 'invalid_item');
        if (integrationId) deepEqual(await scene.read(integrationId), before);
        equal(await scene.queries.integrations.count(), total);
        return error.details.problems as Problem[];
      }
      throw new Error('it was not refused');
    }

    const cases: [
      string,
      { given: (its: Furniture, others: Furniture) => WriteRequest; want: [string, string, RegExp][] },
    ][] = [
      [
        'ids that there are not',
        {
          given: () => ({ servicerequests: [{ id: 999_999 }], masks: [{ id: 999_999 }] }),
          want: [
            ['servicerequests[0]', 'id', /^there is no service request 999999 in Integration/],
            ['masks[0]', 'id', /^there is no mask 999999 in Integration/],
          ],
        },
      ],
      [
        'components of another integration',
        {
          given: (_, others) => ({
            servicerequests: [{ id: others.get }],
            fieldmappings: [{ id: others.mapping, value: '1' }],
            validationrules: [{ id: others.rule }],
            valuemappingsets: [{ id: others.set }],
            valuemappings: [{ id: others.value }],
            masks: [{ id: others.mask }],
          }),
          want: [
            'servicerequests',
            'fieldmappings',
            'validationrules',
            'valuemappingsets',
            'valuemappings',
            'masks',
          ].map((list) => [`${list}[0]`, 'id', /^there is no/] as [string, string, RegExp]),
        },
      ],
      [
        'parents in another integration',
        {
          given: (its, others) => ({
            servicerequests: [{ id: its.get, parent_servicerequest_id: others.get }],
            fieldmappings: [{ servicerequest_id: others.get, field: 'x', valuemappingset_id: others.set }],
            validationrules: [{ type: 'REQUEST', servicerequest_id: others.get, valuemappingset_id: others.set }],
            valuemappings: [{ valuemappingset_id: others.set, from_value: 'a', to_value: 'b' }],
            masks: [{ type: 'RESPONSE', field: 'x', servicerequest_id: others.get }],
          }),
          want: [
            ['servicerequests[0]', 'parent_servicerequest_id', /^there is no service request \d+ in Integration/],
            ['fieldmappings[0]', 'servicerequest_id', /^there is no service request/],
            ['fieldmappings[0]', 'valuemappingset_id', /^there is no value mapping set/],
            ['validationrules[0]', 'servicerequest_id', /^there is no service request/],
            ['validationrules[0]', 'valuemappingset_id', /^there is no value mapping set/],
            ['valuemappings[0]', 'valuemappingset_id', /^there is no value mapping set/],
            ['masks[0]', 'servicerequest_id', /^there is no service request/],
          ],
        },
      ],
      [
        'what a new part lacks',
        {
          given: () => ({
            servicerequests: [{ fieldmappings: [{}], validationrules: [{}] }],
            fieldmappings: [{}],
            validationrules: [{}],
            valuemappingsets: [{ valuemappings: [{}] }],
            valuemappings: [{}],
            masks: [{}],
          }),
          want: [
            ['servicerequests[0]', 'system', /^a new service request needs it\.$/],
            ['servicerequests[0].fieldmappings[0]', 'field', /needs it/],
            ['servicerequests[0].validationrules[0]', 'type', /needs it/],
            ['fieldmappings[0]', 'servicerequest_id', /needs it/],
            ['fieldmappings[0]', 'field', /needs it/],
            ['validationrules[0]', 'type', /needs it/],
            ['valuemappingsets[0]', 'name', /needs it/],
            ['valuemappingsets[0].valuemappings[0]', 'from_value', /needs it/],
            ['valuemappingsets[0].valuemappings[0]', 'to_value', /needs it/],
            ['valuemappings[0]', 'valuemappingset_id', /needs it/],
            ['valuemappings[0]', 'from_value', /needs it/],
            ['valuemappings[0]', 'to_value', /needs it/],
            ['masks[0]', 'type', /needs it/],
            ['masks[0]', 'field', /needs it/],
          ],
        },
      ],
      [
        'emptying what must not be empty',
        {
          given: (its) => ({
            integration: { path_name: '  ' },
            servicerequests: [{ id: its.get, system: ' ' }],
            valuemappingsets: [{ id: its.set, name: '\n' }],
            fieldmappings: [{ id: its.mapping, field: null }],
          }),
          want: [
            ['integration', 'path_name', /^must not be empty/],
            ['servicerequests[0]', 'system', /^must not be empty/],
            ['fieldmappings[0]', 'field', /^must not be empty/],
            ['valuemappingsets[0]', 'name', /^must not be empty/],
          ],
        },
      ],
      [
        'a child that names another parent than the one it stands in',
        {
          given: (its) => ({
            servicerequests: [
              { id: its.get, fieldmappings: [{ field: 'x', servicerequest_id: its.echo }] },
              { system: 'ECHO', validationrules: [{ type: 'REQUEST', servicerequest_id: its.get }] },
            ],
          }),
          want: [
            ['servicerequests[0].fieldmappings[0]', 'servicerequest_id', /leave it out/],
            ['servicerequests[1].validationrules[0]', 'servicerequest_id', /leave it out/],
          ],
        },
      ],
      [
        'an item twice',
        {
          given: (its) => ({
            fieldmappings: [{ id: its.mapping }],
            servicerequests: [{ id: its.get, fieldmappings: [{ id: its.mapping }] }],
          }),
          want: [['fieldmappings[0]', 'id', /twice/]],
        },
      ],
      [
        'a service request that is its own parent',
        {
          given: (its) => ({ servicerequests: [{ id: its.get, parent_servicerequest_id: its.get }] }),
          want: [['servicerequests[0]', 'parent_servicerequest_id', /part of itself/]],
        },
      ],
      [
        'service requests that are parts of each other',
        {
          given: (its) => ({
            servicerequests: [
              { id: its.get, parent_servicerequest_id: its.echo },
              { id: its.echo, parent_servicerequest_id: its.get },
            ],
          }),
          want: [
            ['servicerequests[0]', 'parent_servicerequest_id', /part of itself/],
            ['servicerequests[1]', 'parent_servicerequest_id', /part of itself/],
          ],
        },
      ],
      [
        'a name of digits',
        {
          given: () => ({ integration: { path_name: ' 123 ' } }),
          want: [['integration', 'path_name', /digits alone/]],
        },
      ],
      [
        'a name with characters that nobody sees',
        { given: () => ({ integration: { path_name: 'a\nb' } }), want: [['integration', 'path_name', /nobody sees/]] },
      ],
      [
        'a NUL and half a character',
        {
          given: (its) => ({
            servicerequests: [{ id: its.get, notes: 'a\0b', call_if: '\ud800', comments: [{ subject: '\0' }] }],
          }),
          want: [
            ['servicerequests[0]', 'call_if', /lone surrogate/],
            ['servicerequests[0]', 'notes', /NUL/],
            ['servicerequests[0]', 'comments[0].subject', /NUL/],
          ],
        },
      ],
      [
        'comments without a subject, or that there are not',
        {
          given: (its) => ({
            masks: [{ id: its.mask, comments: [{ content: 'x' }, { subject: ' ' }, { id: 999_999, subject: 'x' }] }],
          }),
          want: [
            ['masks[0]', 'comments[0].subject', /must not be empty/],
            ['masks[0]', 'comments[1].subject', /must not be empty/],
            ['masks[0]', 'comments[2].id', /there is no comment 999999 on this component/],
          ],
        },
      ],
      [
        'retries that wait too long',
        {
          given: () => ({
            integration: { config: { retry_mode: 'exponential', retry_delay_seconds: 20, max_retries: 5 } },
          }),
          want: [
            [
              'integration',
              'config.retry_delay_seconds',
              /^the longest delay would be 322 s \(20 s × 16 \+ 2 s jitter\); at most 300 s/,
            ],
          ],
        },
      ],
    ];
    for (const [what, { given, want }] of cases) {
      it(what, async () => {
        const its = await scene.furnish();
        scene.next(1_000);
        const others = await scene.furnish();
        scene.next(-1_000);
        const problems = await problemsOf(its.id, given(its, others));
        deepEqual(
          problems.map(({ item, field }) => [item, field]),
          want.map(([item, field]) => [item, field]),
        );
        for (const [index, { message }] of problems.entries()) match(message, want[index]?.[2] as RegExp);
      });
    }

    it('a name that is taken', async () => {
      const its = await scene.furnish();
      const other = await scene.create(`${scene.name} b`);
      match((await problemsOf(other, { integration: { path_name: scene.name } }))[0]?.message ?? '', /taken/);
      const all = await problemsOf(null, { integration: { description: '\0' }, masks: [{}] });
      deepEqual(
        all.map(({ field }) => field),
        ['description', 'path_name', 'type', 'field'],
      );
      ok(its.id);
    });

    it('a new integration whose two names differ', async () => {
      deepEqual(
        (await problemsOf(null, { integration: { path_name: 'Another' } })).map(({ field }) => field),
        ['path_name'],
      );
    });

    it('ids in a new integration', async () => {
      deepEqual(
        (await problemsOf(null, { masks: [{ id: 1 }] })).map(({ item, field }) => [item, field]),
        [['masks[0]', 'id']],
      );
    });

    it('a new integration called by digits', async () => {
      await rejects(scene.write({}, { name: '42' }), /digits alone/);
    });

    it('thousands of items without listing thousands of problems', async () => {
      const its = await scene.furnish();
      const fieldmappings = Array.from({ length: 2_000 }, () => ({}));
      const problems = await problemsOf(its.id, { fieldmappings });
      equal(problems.length, 100);
      await rejects(scene.update(its.id, { fieldmappings }), /And 3995 more\.$/);
    });
  });
});
