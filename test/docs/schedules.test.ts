import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { SCHEDULE_LIMITS } from '../../src/schedules/schedules.js';
import { INTERVAL_LIMITS } from '../../src/schedules/timing.js';
import { adminSceneOn } from '../admin/admin-scene.js';
import { onEachDatabase } from '../database/harness.js';
import { blocksOf } from './blocks.js';

const PAGE = readFileSync('docs/schedules.md', 'utf8');

describe('docs/schedules.md', () => {
  it('tells the limits', () => {
    const rows = Object.fromEntries(
      [...PAGE.matchAll(/^\| `(\w+)` \| (.*) \|$/gm)].map(([, name, value]) => [name, value]),
    );
    assert.deepEqual(rows, {
      interval: `${INTERVAL_LIMITS.least_ms / 1000} second at least, ${INTERVAL_LIMITS.most_ms / 86_400_000} days at the most`,
      name: `${SCHEDULE_LIMITS.name} characters`,
      payload: `${SCHEDULE_LIMITS.payload.toLocaleString('en')} bytes, as JSON`,
    });
  });

  onEachDatabase((_database, open) => {
    it('has an example that an assistant can send', async () => {
      const scene = await adminSceneOn(await open());
      await scene.create('new_customer');
      const [block] = blocksOf(PAGE).filter(({ language }) => language === 'json');
      const { model, values } = JSON.parse(block?.text ?? '');
      const { instance } = await scene.add(scene.root, model, values);
      // The scene's time is a Sunday.
      assert.equal(instance.next_at, '2026-11-23T05:00:00.000Z');
      assert.deepEqual([instance.payload, instance.user_id], [{ region: 'north' }, scene.root]);
    });
  });
});
