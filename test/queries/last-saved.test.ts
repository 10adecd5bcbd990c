import { deepEqual, equal } from 'node:assert/strict';
import type { Written } from '../../src/queries/write.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

describe('last_saved', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
    });
    beforeEach(() => scene.next());

    it('never repeats, also when the clock stands or goes back', async () => {
      const it = await scene.furnish();
      const tokens = [it.last_saved];
      for (const now of [scene.now, new Date(0), scene.now]) {
        tokens.push((await scene.update(it.id, { integration: { active: true } }, { now })).structure.last_saved);
      }
      deepEqual(
        tokens,
        ['000', '001', '002', '003'].map((ms) => `2026-11-22T09:30:00.${ms}Z`),
      );
    });

    const stale: [string, { given: string | undefined; want: 'written' | 'conflict' }][] = [
      ['that of the last save', { given: '2026-11-22T09:30:00.001Z', want: 'written' }],
      ['the same moment in other words', { given: '2026-11-22T10:30:00.001+01:00', want: 'written' }],
      ['none', { given: undefined, want: 'written' }],
      ['an older one', { given: '2026-11-22T09:30:00.000Z', want: 'conflict' }],
      ['a newer one', { given: '2026-11-22T09:30:00.002Z', want: 'conflict' }],
      ['no date at all', { given: 'yesterday', want: 'conflict' }],
    ];
    for (const [what, { given, want }] of stale) {
      it(`${what}: ${want}`, async () => {
        const it = await scene.furnish();
        await scene.update(it.id, { integration: { description: 'second' } });
        const before = await scene.read(it.id);
        const context = {
          integrationId: it.id,
          name: scene.name,
          userId: scene.userId,
          now: scene.now,
          signal: new AbortController().signal,
        };
        const request = { integration: { description: 'third' }, masks: [{ type: 'INPUT' as const, field: 'new' }] };
        const result = await scene.queries.components.write(request, { ...context, lastSaved: given });
        equal(result.outcome, want);
        if (want === 'written') return;
        const current_last_saved = '2026-11-22T09:30:00.001Z';
        deepEqual(result, { outcome: 'conflict', path_name: scene.name, current_last_saved });
        deepEqual(await scene.read(it.id), before);
      });
    }

    it('lets exactly one of two writers at once win', async () => {
      const it = await scene.furnish();
      for (let round = 0; round < 5; round++) {
        const { last_saved } = await scene.read(it.id);
        const context = {
          integrationId: it.id,
          name: scene.name,
          lastSaved: last_saved,
          userId: scene.userId,
          now: scene.now,
          signal: new AbortController().signal,
        };
        const results = await Promise.all(
          ['a', 'b', 'c'].map((who) =>
            scene.queries.components.write({ servicerequests: [{ id: it.get, notes: who + round }] }, context),
          ),
        );
        const winners = results.filter(({ outcome }) => outcome === 'written') as Written[];
        equal(winners.length, 1);
        const { components } = await scene.read(it.id);
        equal(components.servicerequest?.[0]?.notes, winners[0]?.changes.servicerequest?.updated[0]?.new.notes);
      }
    });
  });
});
