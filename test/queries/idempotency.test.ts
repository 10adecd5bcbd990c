import assert from 'node:assert/strict';
import { KEPT_MS } from '../../src/queries/idempotency.js';
import { GONE_AFTER_MS } from '../../src/queries/processes.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const later = (ms: number) => new Date(NOW.getTime() + ms);

describe('idempotencyQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let integration: number;
    let count = 0;
    before(async () => {
      scene = await sceneOn(await open());
      integration = await scene.create('Any');
    });

    const request = (key: string, process_id = 'ours') => ({
      user_id: scene.userId,
      integration_id: integration,
      key,
      process_id,
    });
    const seen = (id: string, seen_at: Date) =>
      scene
        .db('processes')
        .insert({ id, hostname: 'h', pid: 1, started_at: NOW.toISOString(), seen_at: seen_at.toISOString() });

    interface Before {
      readonly by?: string;
      readonly answered?: boolean;
      /** How long ago it was taken. */
      readonly ago?: number;
      /** How long ago the process that took it was seen; null: never. */
      readonly seenAgo?: number | null;
      /** Whether another process has looked for those that are gone. */
      readonly gone?: boolean;
    }
    const cases: [string, { given: Before | null; want: 'taken' | 'running' | 'answered' | 'lost' }][] = [
      ['a new key', { given: null, want: 'taken' }],
      ['a key that this process is answering', { given: {}, want: 'running' }],
      ['an answered key', { given: { answered: true, ago: KEPT_MS - 1 }, want: 'answered' }],
      ['a key answered a day ago', { given: { answered: true, ago: KEPT_MS }, want: 'taken' }],
      [
        'a key answered by a process that is gone',
        { given: { by: 'gone a', answered: true, seenAgo: null }, want: 'answered' },
      ],
      ['a key that another process is answering', { given: { by: 'alive', seenAgo: 0 }, want: 'running' }],
      [
        'a key of a process that was not seen lately, as after a while without a database',
        { given: { by: 'silent', seenAgo: GONE_AFTER_MS + 1 }, want: 'running' },
      ],
      [
        'a key of a process that was found to be gone',
        { given: { by: 'found gone', seenAgo: GONE_AFTER_MS + 1, gone: true }, want: 'lost' },
      ],
      ['a key of a process that nobody knows', { given: { by: 'unknown', seenAgo: null }, want: 'lost' }],
      ['a key that was lost a day ago', { given: { by: 'unknown', seenAgo: null, ago: KEPT_MS }, want: 'taken' }],
      [
        'a key that another process is answering for a day',
        { given: { by: 'patient', seenAgo: 0, ago: KEPT_MS }, want: 'running' },
      ],
    ];
    for (const [name, { given, want }] of cases) {
      it(`says ${want} of ${name}`, async () => {
        const { idempotency } = scene.queries;
        const key = `case ${count++}`;
        if (given) {
          const { by = 'ours', answered = false, ago = 0, seenAgo = null, gone = false } = given;
          const first = await idempotency.take(request(key, by), later(-ago));
          assert.equal(first.outcome, 'taken');
          if (answered && first.outcome === 'taken') await idempotency.answer(first.id, by, 'sealed');
          if (seenAgo !== null) await seen(by, later(-seenAgo));
          const check = { now: NOW, hostname: 'other', isAlive: () => true };
          if (gone) await scene.queries.processes.noteGone(check);
        }
        const taken = await idempotency.take(request(key), NOW);
        assert.equal(taken.outcome, want);
        if (taken.outcome === 'answered') assert.equal(taken.sealed_answer, 'sealed');
        // Whoever took it holds it.
        if (taken.outcome === 'taken') assert.equal((await idempotency.take(request(key), NOW)).outcome, 'running');
      });
    }

    it('says running again of a key whose process is seen again', async () => {
      const { idempotency, processes } = scene.queries;
      await idempotency.take(request('back', 'away'), NOW);
      await seen('away', NOW);
      await processes.noteGone({ now: later(GONE_AFTER_MS + 1), hostname: 'other', isAlive: () => true });
      assert.equal((await idempotency.take(request('back'), NOW)).outcome, 'lost');
      await processes.seen('away', later(GONE_AFTER_MS + 2));
      assert.equal((await idempotency.take(request('back'), NOW)).outcome, 'running');
    });

    it('lets one of many take a key, a new one and one that was lost a day ago', async () => {
      const { idempotency } = scene.queries;
      await idempotency.take(request('contested', 'long gone'), later(-KEPT_MS));
      for (const key of ['fresh', 'contested']) {
        const all = await Promise.all(Array.from({ length: 8 }, () => idempotency.take(request(key), later(1))));
        assert.deepEqual(all.map(({ outcome }) => outcome).sort(), [...Array(7).fill('running'), 'taken']);
      }
    });

    it('takes no answer of a process that has lost the key meanwhile', async () => {
      const { idempotency } = scene.queries;
      const first = await idempotency.take(request('lost', 'slow one'), later(-KEPT_MS));
      await idempotency.take(request('lost'), NOW);
      assert(first.outcome === 'taken');
      await idempotency.answer(first.id, 'slow one', 'late');
      await idempotency.release(first.id, 'slow one');
      assert.equal((await idempotency.take(request('lost'), NOW)).outcome, 'running');
    });

    it('frees a key that got no answer, and none that did', async () => {
      const { idempotency } = scene.queries;
      const first = await idempotency.take(request('freed'), NOW);
      assert(first.outcome === 'taken');
      await idempotency.release(first.id, 'ours');
      const second = await idempotency.take(request('freed'), NOW);
      assert(second.outcome === 'taken');
      await idempotency.answer(second.id, 'ours', 'kept');
      await idempotency.release(second.id, 'ours');
      assert.equal((await idempotency.take(request('freed'), NOW)).outcome, 'answered');
    });

    it('sweeps what is older than a day', async () => {
      const { idempotency } = scene.queries;
      await idempotency.sweep(later(2 * KEPT_MS));
      await idempotency.take(request('old'), NOW);
      await idempotency.take(request('young'), later(1));
      assert.equal(await idempotency.sweep(later(KEPT_MS)), 0);
      assert.equal(await idempotency.sweep(later(KEPT_MS + 1)), 1);
      assert.equal((await idempotency.take(request('young'), later(2))).outcome, 'running');
    });
  });
});
