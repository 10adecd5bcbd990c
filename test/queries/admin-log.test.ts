import assert from 'node:assert/strict';
import { createQueries, type Queries } from '../../src/queries/queries.js';
import { onEachDatabase } from '../database/harness.js';

onEachDatabase((_name, open) => {
  describe('the admin log', () => {
    let queries: Queries;
    before(async () => {
      queries = createQueries(await open());
      for (let n = 1; n <= 5; n++) {
        await queries.adminLog.record({
          at: `2026-11-22T09:30:0${n}.000Z`,
          actor_id: null,
          actor: n % 2 ? 'ann' : null,
          action: 'change',
          model: n < 4 ? 'gateway.User' : 'gateway.Group',
          instance_id: n,
          instance: `the ${n}th`,
          changes: { name: { old: null, new: `${n}` } },
        });
      }
    });

    const ids = async (filter: object, before: number | null = null, limit = 10) => {
      const { entries, next } = await queries.adminLog.page(filter, before, limit);
      return [entries.map(({ instance_id }) => instance_id), next === null ? null : entries.at(-1)?.instance_id];
    };

    const cases: [string, { given: Parameters<typeof ids>; want: unknown }][] = [
      ['the newest first', { given: [{}], want: [[5, 4, 3, 2, 1], null] }],
      ['a page, and where the next one begins', { given: [{}, null, 2], want: [[5, 4], 4] }],
      ['of a model', { given: [{ model: 'gateway.User' }], want: [[3, 2, 1], null] }],
      ['of a person', { given: [{ actor: 'ann', model: 'gateway.Group' }], want: [[5], null] }],
      ['of a name that cannot be', { given: [{ actor: 'a\0', model: '\0' }], want: [[], null] }],
    ];
    for (const [name, { given, want }] of cases)
      it(`tells ${name}`, async () => assert.deepEqual(await ids(...given), want));

    it('tells what was and what is, and of which models', async () => {
      const { entries } = await queries.adminLog.page({}, null, 1);
      assert.deepEqual(entries[0]?.changes, { name: { old: null, new: '5' } });
      assert.equal(entries[0]?.at, '2026-11-22T09:30:05.000Z');
      assert.deepEqual(await queries.adminLog.models(), ['gateway.Group', 'gateway.User']);
    });
  });
});
