import assert from 'node:assert/strict';
import type { ScheduleFacts, ScheduleRow } from '../../src/queries/schedules.js';
import { ScheduleError } from '../../src/schedules/schedule-error.js';
import { SCHEDULE_LIMITS, type ScheduleMaker } from '../../src/schedules/schedules.js';
import { onEachDatabase } from '../database/harness.js';
import { DAILY, type ScheduleScene, scheduleSceneOn } from './schedule-scene.js';

const refusal = async (work: Promise<unknown>): Promise<[code: string, field: string | undefined, message: string]> => {
  const error = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (error instanceof ScheduleError) return [error.code, error.field, error.message];
  throw error ?? new Error('it was not refused');
};

onEachDatabase((database, open) => {
  describe('schedules', () => {
    let scene: ScheduleScene;
    const stored = async (id: number) => (await scene.queries.schedules.byId(id)) as ScheduleRow;
    before(async () => {
      scene = await scheduleSceneOn(database, await open());
    });
    beforeEach(() => {
      scene.now = new Date('2026-11-23T08:00:00.000Z');
    });

    it('have a job for their next time, and move it with every change', async () => {
      const { id, next_at, timing, payload } = await scene.add({ payload: { a: [1] } });
      assert.deepEqual([next_at, timing, payload], ['2026-11-23T08:05:00.000Z', { interval_ms: 300_000 }, { a: [1] }]);
      const at = async (changes: Partial<ScheduleFacts>) => {
        await scene.schedules.change(id, changes, scene.ann);
        const { next_at: next } = await stored(id);
        assert.equal((await scene.jobs())[id] ?? null, next);
        return next;
      };
      assert.equal(await at({ timing: { ...DAILY, weekdays: ['sun'] } }), '2026-11-29T06:30:00.000Z');
      assert.deepEqual((await stored(id)).timing, { ...DAILY, weekdays: ['sun'] });
      assert.equal(await at({ starts_at: '2027-01-01T00:00:00Z' }), '2027-01-03T06:30:00.000Z');
      assert.equal(await at({ active: false }), null);
      assert.equal(await at({ timing: { interval_ms: 1000 } }), null);
      assert.equal(await at({ active: true, starts_at: '2026-11-23T07:59:59.250Z' }), '2026-11-23T08:00:00.250Z');
      // What is due and was not done yet stays due when something else changes.
      scene.now = new Date('2026-11-23T08:00:09.000Z');
      assert.equal(await at({ payload: 7, name: ' Other ', active: true }), '2026-11-23T08:00:00.250Z');
      const { name, payload: now } = await stored(id);
      assert.deepEqual([name, now], ['Other', 7]);
      await scene.schedules.delete(id, scene.ann);
      assert.equal((await scene.jobs())[id], undefined);
    });

    it('go with their integration', async () => {
      const other = await scene.create('Other');
      const { id } = await scene.add({ integration_id: other, user_id: scene.root.id });
      await scene.db('integrations').where({ id: other }).delete();
      assert.equal(await scene.queries.schedules.byId(id), undefined);
    });

    const impossible: [string, { given: Partial<ScheduleFacts>; want: string }][] = [
      ['no name', { given: { name: '  ' }, want: 'name' }],
      ['a long name', { given: { name: 'x'.repeat(SCHEDULE_LIMITS.name + 1) }, want: 'name' }],
      ['a name that cannot be stored', { given: { name: 'a\0b' }, want: 'name' }],
      ['a large payload', { given: { payload: 'x'.repeat(SCHEDULE_LIMITS.payload) }, want: 'payload' }],
      ['a short interval', { given: { timing: { interval_ms: 999 } }, want: 'interval_ms' }],
      ['a day that there never is', { given: { timing: { ...DAILY, months: [2], days: [30] } }, want: 'days' }],
      ['a start that is none', { given: { starts_at: 'soon' }, want: 'starts_at' }],
      ['a start that is beyond all', { given: { starts_at: '3000-01-01T00:00:00Z' }, want: 'starts_at' }],
      ['a start before all', { given: { starts_at: '0000-01-01T00:00:00Z' }, want: 'starts_at' }],
    ];
    for (const [name, { given, want }] of impossible) {
      it(`are refused with ${name}, new or changed`, async () => {
        const { id } = await scene.add();
        for (const work of [scene.add(given), scene.schedules.change(id, given, scene.ann)]) {
          const [code, field] = await refusal(work);
          assert.deepEqual([code, field], ['invalid_value', want]);
        }
      });
    }

    it('have a name that is another one’s of no schedule of the integration', async () => {
      const { id, name } = await scene.add();
      const other = await scene.add();
      assert.equal((await refusal(scene.add({ name })))[0], 'taken');
      assert.equal((await refusal(scene.schedules.change(other.id, { name }, scene.ann)))[0], 'taken');
      await scene.schedules.change(id, { name }, scene.ann);
      assert.deepEqual(
        (await scene.queries.schedules.named(name)).map((row) => row.id),
        [id],
      );
    });

    it('keep the largest payload and the longest name', async () => {
      const payload = 'x'.repeat(SCHEDULE_LIMITS.payload - 2);
      const { id } = await scene.add({ payload, name: 'é'.repeat(SCHEDULE_LIMITS.name) });
      assert.equal((await stored(id)).payload, payload);
    });

    describe('are for', () => {
      let dan: ScheduleMaker;
      let mine: ScheduleRow;
      before(async () => {
        const user = async (username: string, rights: object) => {
          const id = await scene.user(username);
          await scene.grant({ user_id: id }, scene.integrationId, { read: true, ...rights });
          return { id, superuser: false };
        };
        dan = await user('dan', { write: true });
      });
      beforeEach(async () => {
        mine = await scene.add();
      });
      const makers: [string, { given: () => [owner: ScheduleMaker, by: ScheduleMaker]; want: string }][] = [
        ['whoever may execute the integration', { given: () => [scene.ann, scene.ann], want: 'made' }],
        ['nobody who may not, though it be written', { given: () => [dan, dan], want: 'forbidden' }],
        ['nobody else to run as one', { given: () => [scene.ann, dan], want: 'forbidden' }],
        ['superusers to run as another', { given: () => [scene.ann, scene.root], want: 'made' }],
        ['not even them as somebody who may not execute it', { given: () => [dan, scene.root], want: 'forbidden' }],
      ];
      for (const [name, { given, want }] of makers) {
        it(`${name}, to be made`, async () => {
          const [owner, by] = given();
          const facts = { name, payload: {}, timing: DAILY, active: true, starts_at: scene.now.toISOString() };
          const made = scene.schedules.create({ ...facts, integration_id: scene.integrationId, user_id: owner.id }, by);
          assert.equal(await made.then(() => 'made').catch((error: ScheduleError) => error.code), want);
          assert.equal((await scene.queries.schedules.named(name)).length, want === 'made' ? 1 : 0);
        });
      }

      type Doing = 'change' | 'switch on' | 'switch off' | 'delete';
      const doing: Record<Doing, (by: ScheduleMaker) => Promise<void>> = {
        change: (by) => scene.schedules.change(mine.id, { payload: { to: 'bob' } }, by),
        'switch on': (by) => scene.schedules.change(mine.id, { active: true }, by),
        'switch off': (by) => scene.schedules.change(mine.id, { active: false }, by),
        delete: (by) => scene.schedules.delete(mine.id, by),
      };
      const changers: [string, { given: () => ScheduleMaker; want: Doing[] }][] = [
        ['their user', { given: () => scene.ann, want: ['change', 'switch on', 'switch off', 'delete'] }],
        ['a superuser', { given: () => scene.root, want: ['change', 'switch on', 'switch off', 'delete'] }],
        ['whoever may write the integration', { given: () => dan, want: ['switch off', 'delete'] }],
        ['others', { given: () => scene.bob, want: [] }],
      ];
      for (const [name, { given, want }] of changers) {
        it(`${name}, to be changed`, async () => {
          for (const [what, work] of Object.entries(doing) as [Doing, (by: ScheduleMaker) => Promise<void>][]) {
            const done = await work(given()).then(
              () => true,
              (error: ScheduleError) => assert.equal(error.code, 'forbidden') ?? false,
            );
            assert.equal(done, want.includes(what), what);
          }
        });
      }

      it('nobody to change whose user may not execute any more, but to stop', async () => {
        const { id } = mine;
        await scene.db('integration_permissions').where({ user_id: scene.ann.id }).update({ execute: false });
        try {
          for (const by of [scene.ann, scene.root]) {
            const [code, , message] = await refusal(scene.schedules.change(id, { payload: 1 }, by));
            assert.deepEqual([code, message], ['forbidden', 'ann may not execute Nightly.']);
          }
          await scene.schedules.change(id, { active: false }, scene.ann);
          assert.equal((await refusal(scene.schedules.change(id, { active: true }, scene.ann)))[0], 'forbidden');
          await scene.schedules.delete(id, scene.ann);
        } finally {
          await scene.db('integration_permissions').where({ user_id: scene.ann.id }).update({ execute: true });
        }
      });

      it('whoever may read the integration to see, in the organization of their user', async () => {
        const { queries, db } = scene;
        const seen = async (viewer: ScheduleMaker) => {
          const one = await queries.schedules.visible(viewer, mine.id);
          const listed = (await queries.schedules.list(viewer)).some(({ id }) => id === mine.id);
          assert.equal(one !== undefined, listed);
          assert.equal((await queries.schedules.count(viewer)) > 0, listed);
          return listed;
        };
        assert.deepEqual(await Promise.all([scene.ann, dan, scene.root, scene.bob].map(seen)), [
          true,
          true,
          true,
          false,
        ]);
        const [{ id: bank }] = await db('organizations').insert({ name: 'Bank' }, ['id']);
        await db('users').where({ id: dan.id }).update({ organization_id: bank });
        assert.equal(await seen(dan), false);
        await db('users').where({ id: scene.ann.id }).update({ organization_id: bank });
        assert.equal(await seen(dan), true);
      });
    });
  });
});
