import assert from 'node:assert/strict';
import { makeKey } from '../../src/crypto/key-file.js';
import { Keyring } from '../../src/crypto/keyring.js';
import { Retries } from '../../src/engine/retries.js';
import type { RetryConfig } from '../../src/engine/retry-schedule.js';
import { RunRefused, type RunRequest, type RunResult } from '../../src/engine/runner.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const START = Date.parse('2026-11-22T09:30:00.000Z');

const EXPONENTIAL: RetryConfig = {
  retry_mode: 'exponential',
  retry_delay_seconds: 5,
  retry_delay_jitter: 2,
  max_retries: 3,
};

const failure: RunResult = {
  status: 'failure',
  output: { payload: 'Error', status: 500, headers: {} },
  shownPayload: 'Error',
  error: { type: 'service_request_failed', message: 'HTTP 500' },
  runHistoryId: 41,
  historyProblem: null,
  milliseconds: 12,
};

/** A clock that goes when it is told to, and calls back on its way. */
class Clock {
  #now = START;
  readonly timers = new Map<object, { at: number; work: () => void }>();

  readonly now = () => new Date(this.#now);

  readonly setTimer = (work: () => void, ms: number) => {
    const key = {};
    this.timers.set(key, { at: this.#now + ms, work });
    return () => this.timers.delete(key);
  };

  /** Seconds since the start. */
  get seconds(): number {
    return (this.#now - START) / 1000;
  }

  /** Goes on, timer by timer; `settle` waits for what they have begun. */
  async pass(seconds: number, settle: () => Promise<unknown>): Promise<void> {
    const end = this.#now + seconds * 1000;
    for (;;) {
      const [next] = [...this.timers].sort(([, a], [, b]) => a.at - b.at);
      if (!next || next[1].at > end) break;
      this.timers.delete(next[0]);
      this.#now = Math.max(this.#now, next[1].at);
      next[1].work();
      await settle();
    }
    this.#now = end;
  }
}

describe('retries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let integrationId: number;
    let count = 0;
    let username: string;
    let userId: number;
    let clock: Clock;
    let started: { at: number; request: RunRequest }[];
    let logged: string[];
    /** What the runner does with a retry. */
    let run: (request: RunRequest) => Promise<unknown>;
    const keyring = new Keyring([Buffer.from(makeKey(), 'base64')]);

    before(async () => {
      scene = await sceneOn(await open());
      integrationId = await scene.create('Flaky');
    });
    beforeEach(async () => {
      await scene.db('scheduled_retries').delete();
      username = `user-${++count}`;
      userId = await scene.user(username);
      await scene.grant({ user_id: userId }, integrationId, { execute: true });
      clock = new Clock();
      started = [];
      logged = [];
      run = async () => {};
    });

    const log = (...said: unknown[]) => void logged.push(JSON.stringify(said));
    const retries = (options: { keyring?: Keyring; random?: () => number } = {}) => {
      const made = new Retries({
        queries: scene.queries,
        keyring,
        runner: {
          async start(request: RunRequest) {
            await run(request);
            started.push({ at: clock.seconds, request });
            return { runHistoryId: null, result: Promise.resolve(failure), cancel() {} };
          },
        },
        now: clock.now,
        random: () => 0.5,
        setTimer: clock.setTimer,
        log: { info: log, warn: log, error: log },
        ...options,
      });
      return made;
    };
    const request = (changes: Partial<RunRequest> = {}): RunRequest => ({
      integrationId,
      actor: { id: userId, username, email: null, superuser: false },
      startedBy: 'http',
      input: {
        payload: { amount: 5 },
        method: 'POST',
        params: {},
        path: null,
        fullpath: '/integrations/execute/Flaky',
        headers: {},
        files: { loan: { name: 'loan.pdf', content: new Uint8Array([1, 2, 255]) } },
        external: true,
      },
      ...changes,
    });
    const pass = (seconds: number, of: Retries) => clock.pass(seconds, () => of.start());
    const scheduled = async () => Number((await scene.db('scheduled_retries').count({ count: '*' }))[0]?.count);

    it('try a run again until it has used them up, each as its own run with the label of the first', async () => {
      const one = retries();
      run = (again) => one.afterFailure(again, { ...failure, runHistoryId: 99 }, EXPONENTIAL);
      assert.equal(await one.afterFailure(request(), failure, EXPONENTIAL), true);
      await pass(120, one);
      assert.deepEqual(
        started.map(({ at, request: { retry, labels, startedBy } }) => ({ at, retry, labels, startedBy })),
        [
          [6, 1],
          [6 + 11, 2],
          [6 + 11 + 21, 3],
        ].map(([at, attempt]) => ({
          at,
          retry: { of: 41, attempt },
          labels: ['retry_for_run_id:41'],
          startedBy: 'retry',
        })),
      );
      assert.deepEqual(started[0]?.request.input, request().input);
      assert.deepEqual(started[0]?.request.actor, { id: userId, username, email: null, superuser: false });
      assert.equal(await scheduled(), 0);
    });

    it('stop once the run has succeeded', async () => {
      const one = retries();
      await one.afterFailure(request(), failure, EXPONENTIAL);
      await pass(120, one);
      assert.equal(started.length, 1);
    });

    it('have no label when the first run has no history', async () => {
      const one = retries();
      await one.afterFailure(request(), { ...failure, runHistoryId: null }, EXPONENTIAL);
      await pass(10, one);
      assert.deepEqual(started[0]?.request.labels, []);
      assert.deepEqual(started[0]?.request.retry, { of: null, attempt: 1 });
    });

    const notRetried: [string, { given: [Partial<RunResult>, Partial<RetryConfig>] }][] = [
      ['a run that succeeded', { given: [{ status: 'success', error: null }, {}] }],
      ['a run that was cancelled', { given: [{ error: { type: 'cancelled', message: '' } }, {}] }],
      ['without retries', { given: [{}, { retry_mode: 'none' }] }],
    ];
    for (const [name, { given }] of notRetried) {
      it(`do not try again ${name}`, async () => {
        const [result, config] = given;
        const one = retries();
        assert.equal(
          await one.afterFailure(request(), { ...failure, ...result }, { ...EXPONENTIAL, ...config }),
          false,
        );
        assert.equal(await scheduled(), 0);
      });
    }

    it('outlive the process, and keep the input sealed', async () => {
      await retries().afterFailure(request(), failure, EXPONENTIAL);
      const [row] = await scene.db('scheduled_retries');
      assert(!JSON.stringify(row).includes('amount'));
      clock.timers.clear();
      await clock.pass(3600, async () => {});
      const next = retries();
      await next.start();
      assert.equal(started.length, 1);
      assert.deepEqual(started[0]?.request.input.files.loan?.content, new Uint8Array([1, 2, 255]));
    });

    it('start each retry once, however many processes look', async () => {
      const all = Array.from({ length: 3 }, () => retries());
      for (let i = 0; i < 30; i++) await (all[0] as Retries).afterFailure(request(), failure, EXPONENTIAL);
      clock.timers.clear();
      await clock.pass(60, async () => {});
      await Promise.all(all.map((one) => one.start()));
      assert.equal(started.length, 30);
      assert.equal(await scheduled(), 0);
    });

    it('lose nothing when a process dies before it has started what it claimed', async () => {
      await retries().afterFailure(request(), failure, EXPONENTIAL);
      clock.timers.clear();
      await clock.pass(10, async () => {});
      assert.equal((await scene.queries.retries.claimDue(clock.now(), 60_000, 20)).length, 1);
      assert.equal((await scene.queries.retries.claimDue(clock.now(), 60_000, 20)).length, 0);
      const one = retries();
      await one.start();
      assert.equal(started.length, 0);
      await pass(61, one);
      assert.equal(started.length, 1);
    });

    it('wait while the runner is busy', async () => {
      const one = retries();
      let busy = 2;
      run = async () => {
        if (busy-- > 0) throw new RunRefused('busy', 'too many runs');
      };
      await one.afterFailure(request(), failure, EXPONENTIAL);
      await pass(60, one);
      assert.deepEqual(
        started.map(({ at }) => at),
        [16],
      );
    });

    it('give up when the integration is gone or inactive', async () => {
      const one = retries();
      run = async () => {
        throw new RunRefused('inactive', 'Flaky is not active');
      };
      await one.afterFailure(request(), failure, EXPONENTIAL);
      await pass(60, one);
      assert.equal(await scheduled(), 0);
      assert.match(logged.join(), /not tried again/);
    });

    it('go on with the others when one cannot be started, and come back to it', async () => {
      const one = retries();
      let broken = true;
      run = async ({ retry }) => {
        if (retry?.of === 1 && broken) throw new Error('out of order');
      };
      await one.afterFailure(request(), { ...failure, runHistoryId: 1 }, EXPONENTIAL);
      await one.afterFailure(request(), { ...failure, runHistoryId: 2 }, EXPONENTIAL);
      await pass(10, one);
      assert.deepEqual(
        started.map(({ request: { retry } }) => retry?.of),
        [2],
      );
      assert.match(logged.join(), /a retry could not be started/);
      broken = false;
      await pass(70, one);
      assert.equal(started.length, 2);
    });

    const lost: [string, () => Promise<unknown>][] = [
      ['was deactivated', () => scene.queries.users.setActive(username, false, new Date())],
      [
        'lost the right',
        () => scene.db('integration_permissions').where({ user_id: userId }).update({ execute: false }),
      ],
      ['is gone', () => scene.db('users').where({ id: userId }).delete()],
    ];
    for (const [name, lose] of lost) {
      it(`are not for a user who ${name}`, async () => {
        const one = retries();
        await one.afterFailure(request(), failure, EXPONENTIAL);
        await lose();
        await pass(60, one);
        assert.deepEqual([started.length, await scheduled()], [0, 0]);
      });
    }

    it('are for a user who may execute through a group, and for a superuser', async () => {
      const member = await scene.user(`member-${count}`);
      const group = await scene.group(`operators-${count}`, [member]);
      await scene.grant({ group_id: group }, integrationId, { execute: true });
      const superuser = await scene.user(`super-${count}`, { is_superuser: true });
      const one = retries();
      for (const id of [member, superuser]) {
        const actor = { id, username: 'an old name', email: null, superuser: false };
        await one.afterFailure(request({ actor }), failure, EXPONENTIAL);
      }
      await pass(60, one);
      assert.deepEqual(started.map(({ request: { actor } }) => [actor.username, actor.superuser]).sort(), [
        [`member-${count}`, false],
        [`super-${count}`, true],
      ]);
    });

    it('give up an input whose key is gone, and say so', async () => {
      await retries().afterFailure(request(), failure, EXPONENTIAL);
      clock.timers.clear();
      const one = retries({ keyring: new Keyring([Buffer.from(makeKey(), 'base64')]) });
      await one.start();
      await pass(60, one);
      assert.deepEqual([started.length, await scheduled()], [0, 0]);
      assert.match(logged.join(), /not in the keyring/);
    });

    it('start nothing once they were stopped', async () => {
      const one = retries();
      await one.afterFailure(request(), failure, EXPONENTIAL);
      await one.stop();
      assert.equal(clock.timers.size, 0);
      assert.equal(await scheduled(), 1);
    });

    it('go with their integration', async () => {
      const other = await scene.create(`Short-lived ${count}`);
      await retries().afterFailure(request({ integrationId: other }), failure, EXPONENTIAL);
      await scene.db('integrations').where({ id: other }).delete();
      assert.equal(await scheduled(), 0);
    });
  });
});
