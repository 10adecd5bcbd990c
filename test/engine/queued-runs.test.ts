import assert from 'node:assert/strict';
import { makeKey } from '../../src/crypto/key-file.js';
import { Keyring } from '../../src/crypto/keyring.js';
import { QueuedRuns } from '../../src/engine/queued-runs.js';
import { type QueueRequest, RunQueue } from '../../src/engine/run-queue.js';
import { RunRefused, type RunResult } from '../../src/engine/runner.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const NOW = new Date('2026-11-22T09:30:00.000Z');
const later = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);

describe('queued runs', () => {
  onEachDatabase((name, open) => {
    let scene: Scene;
    let integrationId: number;
    let count = 0;
    let username: string;
    let userId: number;
    let begun: { request: QueueRequest; runHistoryId: number | null }[];
    let logged: string[];
    /** What the runner says to a run, once it is claimed and before. */
    let refusal: RunRefused | null;
    const keyring = new Keyring([Buffer.from(makeKey(), 'base64')]);

    before(async () => {
      scene = await sceneOn(await open());
      integrationId = await scene.create('Loans');
    });
    beforeEach(async () => {
      await scene.db('queued_runs').delete();
      await scene.db(name === 'SQLite' ? 'jobs' : 'graphile_worker._private_jobs').delete();
      username = `user-${++count}`;
      userId = await scene.user(username);
      await scene.grant({ user_id: userId }, integrationId, { execute: true });
      begun = [];
      logged = [];
      refusal = null;
    });

    const queue = (room = { integration: 100, all: 100 }) =>
      new RunQueue({ queries: scene.queries, keyring, now: () => NOW, room });
    const worker = (processId = 'a process', keys = keyring) =>
      new QueuedRuns({
        queries: scene.queries,
        keyring: keys,
        now: () => NOW,
        log: { warn: (...said: unknown[]) => void logged.push(JSON.stringify(said)) },
        runner: {
          async begin(id, request, runHistoryId) {
            if (refusal) throw refusal;
            const beginning = { process_id: processId, started_at: later(5).toISOString(), payloads_stored: true };
            if (!(await scene.queries.queuedRuns.claim(id, runHistoryId, beginning))) return null;
            begun.push({ request, runHistoryId });
            return { runHistoryId, result: Promise.resolve({} as RunResult), cancel() {} };
          },
        },
      });
    const request = (changes: Partial<QueueRequest> = {}): QueueRequest => ({
      integrationId,
      actor: { id: userId, username, email: null, superuser: false },
      startedBy: 'http',
      input: {
        payload: { amount: 5 },
        method: 'POST',
        params: {},
        path: null,
        fullpath: '/integrations/execute/Loans',
        headers: {},
        files: { loan: { name: 'loan.pdf', content: new Uint8Array([1, 2, 255]) } },
        external: true,
      },
      ...changes,
    });
    const ids = (): Promise<number[]> => scene.db('queued_runs').orderBy('id').pluck('id');
    const onlyId = async () => (await ids())[0] as number;
    const runOf = async (id: number | null) => (id === null ? null : scene.queries.runHistory.run(id));

    it('wait in the history, sealed, and begin as they were asked for', async () => {
      const parentRunId = await queue().add(request());
      await scene.db('queued_runs').delete();
      const asked = request({ labels: ['nightly'], parentRunId, depth: 3, hidden: ['078-05-1120'] });
      const id = await queue().add(asked);
      const waiting = await runOf(id);
      assert.deepEqual(
        [waiting?.status, waiting?.started_at, waiting?.labels, waiting?.started_by, waiting?.username],
        ['queued', NOW.toISOString(), ['nightly'], 'http', username],
      );
      assert(!JSON.stringify(await scene.db('queued_runs')).includes('amount'));
      await worker().run(await onlyId());
      const { labels, ...rest } = asked;
      assert.deepEqual(
        JSON.parse(JSON.stringify(begun[0]?.request)),
        JSON.parse(JSON.stringify({ ...begun[0]?.request, ...rest })),
      );
      assert.deepEqual(begun[0]?.request.input.files.loan?.content, new Uint8Array([1, 2, 255]));
      assert.equal(begun[0]?.runHistoryId, id);
      const [row] = await scene.db('runs').where({ id });
      assert.deepEqual([row.status, row.process_id, row.started_at], ['running', 'a process', later(5).toISOString()]);
      assert.deepEqual(await ids(), []);
    });

    it('begin once, however many workers are told to', async () => {
      for (let i = 0; i < 10; i++) await queue().add(request());
      const all = await ids();
      await Promise.all(['a', 'b', 'c'].flatMap((name) => all.map((id) => worker(name).run(id))));
      assert.equal(begun.length, 10);
      assert.equal(new Set(begun.map(({ runHistoryId }) => runHistoryId)).size, 10);
    });

    it('stay with who has claimed them and got no answer', async () => {
      const runId = await queue().add(request());
      const id = await onlyId();
      const { claim } = scene.queries.queuedRuns;
      const beginning = { process_id: 'a', started_at: later(5).toISOString(), payloads_stored: true };
      assert.equal(await claim(id, runId, beginning), true);
      assert.equal(await claim(id, runId, beginning), true);
      assert.equal(await claim(id, runId, { ...beginning, process_id: 'b' }), false);
      assert.equal(await claim(id, runId, { ...beginning, started_at: later(6).toISOString() }), false);
    });

    it('are not in the history of an integration that stores none', async () => {
      const silent = await scene.create(`Silent ${count}`, { integration: { config: { store_run_history: false } } });
      await scene.grant({ user_id: userId }, silent, { execute: true });
      assert.equal(await queue().add(request({ integrationId: silent })), null);
      await worker().run(await onlyId());
      assert.equal(begun[0]?.runHistoryId, null);
    });

    const impossible: [string, { given: () => Promise<unknown>; want: RegExp }][] = [
      [
        'of a user who was deactivated',
        { given: () => scene.queries.users.setActive(username, false, NOW), want: /may not execute/ },
      ],
      [
        'of a user who lost the right',
        {
          given: () => scene.db('integration_permissions').where({ user_id: userId }).update({ execute: false }),
          want: /may not execute/,
        },
      ],
      [
        'of a user who is gone',
        { given: () => scene.db('users').where({ id: userId }).delete(), want: /may not execute/ },
      ],
      [
        'of an integration that was switched off',
        {
          given: async () => {
            refusal = new RunRefused('inactive', 'Loans is switched off');
          },
          want: /switched off/,
        },
      ],
    ];
    for (const [name, { given, want }] of impossible) {
      it(`${name} are ended with the reason`, async () => {
        const id = await queue().add(request());
        await given();
        await worker().run(await onlyId());
        assert.deepEqual([begun.length, await ids()], [0, []]);
        const ended = await runOf(id);
        assert.deepEqual([ended?.status, ended?.error_type, ended?.milliseconds], ['failure', 'not_begun', 0]);
        assert.match(ended?.error_message ?? '', want);
        const steps = await scene.queries.runHistory.items(id as number, 0, 10);
        assert.deepEqual(
          steps.map(({ type }) => type),
          ['FAILURE', 'OUTPUT'],
        );
        assert.match(logged.join(), want);
      });
    }

    it('whose key is gone are ended with the reason', async () => {
      const id = await queue().add(request());
      await worker('a', new Keyring([Buffer.from(makeKey(), 'base64')])).run(await onlyId());
      assert.match((await runOf(id))?.error_message ?? '', /not in the keyring/);
    });

    it('are for a user who may execute through a group, and for a superuser', async () => {
      const member = await scene.user(`member-${count}`);
      const group = await scene.group(`operators-${count}`, [member]);
      await scene.grant({ group_id: group }, integrationId, { execute: true });
      const superuser = await scene.user(`super-${count}`, { is_superuser: true });
      for (const id of [member, superuser]) {
        await queue().add(request({ actor: { id, username: 'an old name', email: null, superuser: false } }));
      }
      for (const id of await ids()) await worker().run(id);
      assert.deepEqual(
        begun.map(({ request: { actor } }) => [actor.username, actor.superuser]),
        [
          [`member-${count}`, false],
          [`super-${count}`, true],
        ],
      );
    });

    const postponed: [string, { given: 'busy' | 'stopping'; want: Date }][] = [
      ['a busy process', { given: 'busy', want: later(5) }],
      ['a process that stops', { given: 'stopping', want: NOW }],
    ];
    for (const [name, { given, want }] of postponed) {
      it(`are put off by ${name}, and lost by none`, async () => {
        await queue().add(request());
        refusal = new RunRefused(given, 'not now');
        await worker().run(await onlyId());
        assert.equal((await ids()).length, 1);
        const depth = (at: Date) => scene.queries.jobs.depth(at);
        assert.deepEqual([await depth(new Date(want.getTime() - 1)), await depth(want)], [0, 1]);
        refusal = null;
        await worker().run(await onlyId());
        assert.equal(begun.length, 1);
      });
    }

    it('get a job again when theirs is gone', async () => {
      await queue().add(request());
      await queue().add(request(), later(60));
      const { queuedRuns, jobs } = scene.queries;
      assert.equal(await queuedRuns.addMissingJobs(later(1)), 0);
      for (const id of await ids()) await jobs.remove(`run:${id}`);
      const before = await jobs.depth(later(3600));
      assert.equal(await queuedRuns.addMissingJobs(later(1)), 1);
      assert.equal(await jobs.depth(later(3600)), before + 1);
      assert.equal(await queuedRuns.addMissingJobs(later(1)), 0);
    });

    it('are refused when as many wait as may, but not those for later', async () => {
      await queue().add(request());
      await assert.rejects(queue({ integration: 1, all: 9 }).add(request()), {
        code: 'busy',
        message: /1 runs of Loans wait/,
      });
      const other = await scene.create(`Other ${count}`);
      await assert.rejects(queue({ integration: 9, all: 1 }).add(request({ integrationId: other })), { code: 'busy' });
      await queue({ integration: 1, all: 9 }).add(request({ integrationId: other }));
      await queue({ integration: 1, all: 1 }).add(request(), later(1));
      assert.equal((await ids()).length, 3);
    });

    it('are not queued for an integration that is gone or switched off', async () => {
      const off = await scene.create(`Off ${count}`, { integration: { active: false } });
      await assert.rejects(queue().add(request({ integrationId: off })), { code: 'inactive' });
      await assert.rejects(queue().add(request({ integrationId: 99_999 })), { code: 'not_found' });
    });

    it('go with their integration', async () => {
      const other = await scene.create(`Short-lived ${count}`);
      await queue().add(request({ integrationId: other }));
      const id = await onlyId();
      await scene.db('integrations').where({ id: other }).delete();
      await worker().run(id);
      assert.deepEqual([begun.length, await ids()], [0, []]);
    });
  });
});
