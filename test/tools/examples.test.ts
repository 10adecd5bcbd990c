import { deepEqual, equal } from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { warningsOf } from '../../src/engine/warnings.js';
import { loadExamples } from '../../src/tools/examples.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));

describe('loadExamples', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    before(async () => {
      scene = await sceneOn(await open());
    });

    it('loads them into an empty database, once', async () => {
      equal(await loadExamples(scene.queries, EXAMPLES, scene.userId, scene.now), 3);
      equal(await loadExamples(scene.queries, EXAMPLES, scene.userId, scene.now), 0);
      const { integrations } = await scene.queries.integrations.list(scene.userId, { active_only: true, limit: 10 });
      deepEqual(
        integrations.map(({ path_name, permissions }) => [path_name, permissions.execute]),
        [
          ['User Management (Tutorial)', true],
          ['User Onboarding (Tutorial)', true],
          ['hackernews_email_digest', true],
        ],
      );
    });

    it('gives no reason for a warning', async () => {
      const { integrations } = await scene.queries.integrations.list(scene.userId, { active_only: true, limit: 10 });
      for (const { id } of integrations) {
        // Only whoever installs the gateway can bind adapters.
        const warnings = (await warningsOf(await scene.read(id))).filter(({ code }) => code !== 'no_adapter_bound');
        deepEqual(warnings, []);
      }
    });

    it('leaves a database alone that has integrations', async () => {
      const other = await sceneOn(await open());
      await other.create('Mine');
      equal(await loadExamples(other.queries, EXAMPLES, other.userId, other.now), 0);
    });
  });
});
