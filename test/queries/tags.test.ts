import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

describe('tagQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let tagged: number;
    let id: number;
    before(async () => {
      scene = await sceneOn(await open());
      tagged = await scene.create('Tagged', { integration: { tags: ['core', 'other'] } });
      await scene.create('Untagged');
      id = (await scene.db('tags').where({ name: 'core' }).first('id')).id;
    });
    const tags = async () => (await scene.read(tagged)).components.integration?.[0]?.tags;
    const saved = () => scene.db('integrations').orderBy('id').pluck('last_saved');

    it('renames a tag everywhere, and saves what has it', async () => {
      const before = await saved();
      assert.equal(await scene.queries.tags.rename(id, 'kernel', scene.now), true);
      assert.deepEqual(await tags(), ['kernel', 'other']);
      const after = await saved();
      assert.notEqual(after[0], before[0]);
      assert.equal(after[1], before[1]);
      await assert.rejects(scene.queries.tags.rename(id, 'other', scene.now));
      assert.equal(await scene.queries.tags.rename(id + 1000, 'x', scene.now), false);
    });

    it('takes a tag from everything', async () => {
      const made = await scene.queries.tags.create('unused');
      assert.equal(await scene.queries.tags.delete(made, scene.now), true);
      assert.equal(await scene.queries.tags.delete(id, scene.now), true);
      assert.equal(await scene.queries.tags.delete(id, scene.now), false);
      assert.deepEqual(await tags(), ['other']);
    });
  });
});
