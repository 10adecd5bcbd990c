import assert from 'node:assert/strict';
import { openDatabase } from '../../src/database/connection.js';
import { migrate } from '../../src/database/migrate.js';
import { Definitions } from '../../src/engine/definitions.js';
import { DEFAULT_LIMITS } from '../../src/engine/limits.js';
import { PoolThread } from '../../src/engine/pool-thread.js';
import type { RunHost, RunJob } from '../../src/engine/run-host.js';
import type { OpenedInMain, RunOver } from '../../src/engine/thread-messages.js';
import { type FreshDatabase, freshDatabase } from '../database/harness.js';
import { inputWith, type Running, runningOn } from './running.js';

describe('a thread of the pool', function aThread() {
  this.timeout(20_000);
  let fresh: FreshDatabase;
  let world: Running;
  let thread: PoolThread;
  let called: number;
  let calling: number;
  before(async () => {
    fresh = await freshDatabase.SQLite();
    const db = openDatabase(fresh);
    await migrate(db);
    world = await runningOn(db);
    called = await world.make({ integration: { before_hook: 'output.payload = 1' } });
    const before_hook = `output.payload = (await callint('${world.name}')).payload + 1`;
    calling = await world.make({ integration: { before_hook } });
  });
  after(async () => {
    await world.db.destroy();
    await fresh.remove();
  });
  beforeEach(() => {
    thread = new PoolThread({ runs: 4, heapMb: 256 }, { over() {}, ended() {} });
  });
  afterEach(() => thread.terminate());

  /** Definitions are sent once: those of one test are objects of their own. */
  const jobsOf = async (...integrations: number[]) => {
    const definitions = new Definitions(world.queries);
    return Promise.all(integrations.map(async (id) => jobOf((await definitions.of(id)).definition)));
  };
  const jobOf = (definition: RunJob['definition']): RunJob => ({
    definition,
    actor: { id: world.userId, username: 'ann', email: null, superuser: false },
    input: inputWith({}),
    runHistoryId: null,
    retryAttempt: 0,
    depth: 0,
    parentNames: null,
    limits: DEFAULT_LIMITS,
    allowedHosts: [],
    startedAt: Date.now(),
    watched: false,
    hidden: [],
    traced: false,
  });
  const hostWith = (child: () => Promise<OpenedInMain>) => ({ child, end: async () => null }) as unknown as RunHost;
  const outcomeOf = ({ result }: RunOver) => result.error?.message ?? result.output.payload;
  const begin = (job: RunJob, run: number, host: RunHost): Promise<unknown> =>
    new Promise<unknown>((resolve, reject) => {
      const given = { job, run };
      const over = (over: unknown) => resolve(outcomeOf(over as RunOver));
      thread.begin({ given, formulaMs: 5_000, hosts: () => host, cancelled: false, resolve: over, reject });
    });

  it('is sent a definition before what relies on it, however close they follow', async () => {
    // The moments in which the child is answered, is made ready to be sent, and might be sent.
    for (const moments of [1, 2, 3, 4]) {
      const [parent, child] = (await jobsOf(calling, called)) as [RunJob, RunJob];
      const others: Promise<unknown>[] = [];
      const host = hostWith(async () => {
        let moment = Promise.resolve();
        for (let i = 1; i < moments; i++) moment = moment.then(() => {});
        void moment.then(() => void others.push(begin(child, 3, host)));
        return { job: child, run: 2 };
      });
      assert.equal(await begin(parent, 1, host), 2, `after ${moments}`);
      assert.deepEqual(await Promise.all(others), [1], `after ${moments}`);
    }
  });

  it('is told that an answer cannot be sent', async () => {
    const [parent, child] = (await jobsOf(calling, called)) as [RunJob, RunJob];
    const unsendable = { ...child, hidden: [() => {}] };
    assert.match(
      String(
        await begin(
          parent,
          1,
          hostWith(async () => ({ job: unsendable, run: 2 })),
        ),
      ),
      /cloned/,
    );
  });
});
