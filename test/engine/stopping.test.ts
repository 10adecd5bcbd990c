import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { runningOn } from './running.js';

onEachDatabase((_database, open) => {
  it('a run that was let in when the runner is told to stop comes to its end', async () => {
    const world = await runningOn(await open());
    const id = await world.make({ integration: { before_hook: 'output.payload = 1' } });
    const ran = world.execute(id);
    await world.runner.stop(10_000);
    assert.equal((await ran).status, 'success');
    await assert.rejects(world.execute(id), { code: 'stopping' });
  });
});
