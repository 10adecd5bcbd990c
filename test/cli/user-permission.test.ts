import assert from 'node:assert/strict';
import { userCommand } from '../../src/cli/user.js';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { sceneOn } from '../queries/scene.js';
import { configOf, runCommand } from './command-run.js';

describe('gateway user grant and revoke', () => {
  let fresh: FreshDatabase;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    await sceneOn(db);
    await db.destroy();
  });
  after(() => fresh.remove());
  const run = (...args: string[]) =>
    runCommand(
      userCommand(() => configOf(fresh.url)),
      args,
    );

  it('grant a permission and take it away', async () => {
    assert.equal(await run('grant', 'ann', 'run_history'), 'ann now holds: run_history');
    assert.equal(await run('grant', 'ann', 'run_history'), 'ann held already: run_history');
    assert.equal(await run('revoke', 'ann', 'run_history'), 'ann no longer holds: run_history');
    assert.equal(await run('revoke', 'ann', 'run_history'), 'ann did not hold: run_history');
  });

  it('refuse what there is not', async () => {
    await assert.rejects(run('grant', 'ann', 'all'), { message: /there is no permission "all"; it is one of/ });
    await assert.rejects(run('revoke', 'bob', 'run_history'), { message: /there is no user bob/ });
  });
});
