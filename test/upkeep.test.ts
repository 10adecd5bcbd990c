import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { pino } from 'pino';
import type { NewArtifact } from '../src/queries/oauth-artifacts.js';
import type { Queries } from '../src/queries/queries.js';
import { Upkeep } from '../src/upkeep.js';
import { onEachDatabase } from './database/harness.js';
import { storeRun } from './queries/run-scene.js';
import { type Scene, sceneOn } from './queries/scene.js';

const AT = new Date('2026-11-22T12:00:00Z');
const [BEFORE, AFTER] = [new Date(AT.getTime() - 1000), new Date(AT.getTime() + 1000)];

describe('Upkeep', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    const logged: string[] = [];
    before(async () => {
      scene = await sceneOn(await open());
      const { webSessions, oauthApplications, oauthArtifacts } = scene.queries;
      const user_id = scene.userId;
      for (const [secret_hash, expires_at] of [
        ['over', BEFORE],
        ['ends now', AT],
        ['good', AFTER],
      ] as const)
        await webSessions.begin({ secret_hash, user_id, expires_at }, scene.now);
      for (const [client_id, expires_at] of [
        ['over', BEFORE],
        ['good', AFTER],
        ['for ever', null],
      ] as const) {
        const application = {
          secret_hash: null,
          redirect_uris: [],
          skip_authorization: false,
          service_account_id: null,
        };
        const made = {
          ...application,
          client_id,
          name: client_id,
          made_by: null,
          registered: expires_at !== null,
          expires_at,
        };
        await oauthApplications.create(made, scene.now);
      }
      const artifact: Omit<NewArtifact, 'id_hash' | 'expires_at'> = {
        kind: 'AccessToken',
        sealed_payload: '',
        grant_hash: null,
        uid_hash: null,
        user_id,
        client_id: 'good',
        scope: 'read',
        audience: null,
      };
      await oauthArtifacts.save({ ...artifact, id_hash: 'over', expires_at: BEFORE }, scene.now);
      await oauthArtifacts.save({ ...artifact, id_hash: 'good', expires_at: AFTER }, scene.now);
      await oauthArtifacts.save({ ...artifact, id_hash: 'for ever', expires_at: null }, scene.now);
      await oauthArtifacts.save(
        { ...artifact, id_hash: 'of a client that is over', client_id: 'over', expires_at: AFTER },
        scene.now,
      );

      const log = pino({}, { write: (line) => void logged.push(line) });
      await new Upkeep({ queries: scene.queries, processId: 'x', now: () => AT, log }).sweep();
    });

    const left: [name: string, { given: [table: string, column: string]; want: string[] }][] = [
      ['sessions that are over', { given: ['web_sessions', 'secret_hash'], want: ['good'] }],
      [
        'applications that have registered themselves',
        { given: ['oauth_applications', 'client_id'], want: ['for ever', 'good'] },
      ],
      [
        'tokens that are over, and those of such applications',
        { given: ['oauth_artifacts', 'id_hash'], want: ['for ever', 'good'] },
      ],
    ];
    for (const [name, { given, want }] of left) {
      it(`deletes ${name}`, async () => {
        const [table, column] = given;
        assert.deepEqual((await scene.db(table).pluck(column)).sort(), want);
      });
    }

    it('says how many there were', () => {
      const { web_sessions, oauth_applications, oauth_artifacts } = JSON.parse(logged[0] as string);
      assert.deepEqual(
        { web_sessions, oauth_applications, oauth_artifacts },
        { web_sessions: 2, oauth_applications: 1, oauth_artifacts: 1 },
      );
    });
    after(() => logged.splice(0));

    it('plans the next sweep for the full hour, once', async () => {
      const { jobs } = scene.queries;
      assert.deepEqual(
        [await jobs.depth(new Date('2026-11-22T12:59:59.999Z')), await jobs.depth(new Date('2026-11-22T13:00:00Z'))],
        [0, 1],
      );
    });

    it('takes others for dead only once the database has answered for a while: nobody could say that it lives before', async () => {
      const { processes } = scene.queries;
      const startedAgo = (id: string, pid: number, seconds: number) =>
        processes.begin({ id, hostname: 'elsewhere', pid }, new Date(AT.getTime() - seconds * 1000));
      await startedAgo('silent for a while', 1, 300);
      await startedAgo('silent for long', 2, 601);
      const integrationId = await scene.create('Loans');
      const silent = await storeRun(scene, integrationId, { process_id: 'silent for a while', end: null });
      const dead = await storeRun(scene, integrationId, { process_id: 'silent for long', end: null });
      const upkeep = new Upkeep({
        queries: scene.queries,
        processId: 'y',
        now: () => AT,
        log: pino({ level: 'silent' }),
      });
      await upkeep.start();
      await upkeep.stop();
      const statusOf = async (id: number) => (await scene.queries.runHistory.run(id))?.status;
      assert.deepEqual([await statusOf(silent), await statusOf(dead)], ['running', 'failure']);
    });

    it('deletes processes that have been gone for a day, and buckets that are full', async () => {
      const { processes, rateBuckets } = scene.queries;
      const beginAt = (id: string, pid: number, hoursAgo: number) =>
        processes.begin({ id, hostname: 'far away', pid }, new Date(AT.getTime() - hoursAgo * 3_600_000));
      await beginAt('gone for a day', 1, 25);
      await beginAt('gone for an hour', 2, 1);
      await processes.noteGone({ now: AT, hostname: 'here', isAlive: () => true });
      await beginAt('not found gone', 3, 25);
      await rateBuckets?.take('full again', 1, { most: 1, perMinute: 6_000_000 });
      await rateBuckets?.take('not full', 1, { most: 1, perMinute: 1 });
      await delay(5);
      await new Upkeep({
        queries: scene.queries,
        processId: 'x',
        now: () => AT,
        log: pino({ level: 'silent' }),
      }).sweep();
      const left = await scene.db('processes').where({ hostname: 'far away' }).orderBy('id').pluck('id');
      assert.deepEqual(left, ['gone for an hour', 'not found gone']);
      if (rateBuckets) assert.deepEqual(await scene.db('rate_buckets').pluck('key'), ['not full']);
    });

    describe('as time goes by', () => {
      let at: Date;
      let upkeep: Upkeep;
      before(() => mock.timers.enable({ apis: ['setInterval'] }));
      after(() => mock.timers.reset());
      beforeEach(() => {
        at = AT;
      });
      afterEach(() => upkeep.stop());
      const start = async (queries: Queries) => {
        upkeep = new Upkeep({ queries, processId: 'this', now: () => at, log: pino({ level: 'silent' }) });
        await upkeep.start();
      };
      const pass = async (seconds: number) => {
        at = new Date(at.getTime() + seconds * 1000);
        mock.timers.tick(seconds * 1000);
        await delay(100);
      };
      /** Lets nothing through while it is closed. */
      class Gate {
        #open = () => {};
        passed: Promise<void> = Promise.resolve();
        close() {
          this.passed = new Promise((resolve) => {
            this.#open = resolve;
          });
        }
        open() {
          this.#open();
        }
      }

      it('says that it lives while it looks after others, however long that takes', async () => {
        const gate = new Gate();
        const { runs } = scene.queries;
        const slow = { ...runs, endOrphans: (check: never) => gate.passed.then(() => runs.endOrphans(check)) };
        await start({ ...scene.queries, runs: slow });
        gate.close();
        for (let times = 0; times < 6; times++) await pass(5);
        const [seen] = await scene.db('processes').where({ id: 'this' }).pluck('seen_at');
        gate.open();
        assert.equal(new Date(seen).toISOString(), at.toISOString());
      });

      it('takes nobody for dead after the database has hung for a while', async () => {
        const gate = new Gate();
        const { processes } = scene.queries;
        const seen = (id: string, now: Date) => gate.passed.then(() => processes.seen(id, now));
        await processes.begin({ id: 'other', hostname: 'elsewhere', pid: 9 }, at);
        const integrationId = await scene.create('Goes on');
        const run = await storeRun(scene, integrationId, { process_id: 'other', end: null });
        const status = async () => (await scene.queries.runHistory.run(run))?.status;
        await start({ ...scene.queries, processes: { ...processes, seen } });
        for (let times = 0; times < 8; times++) {
          await pass(5);
          await processes.seen('other', at);
        }
        gate.close();
        for (let times = 0; times < 6; times++) await pass(5);
        assert.equal(await status(), 'running');
        gate.open();
        await pass(5);
        await pass(5);
        assert.equal(await status(), 'running');
        for (let times = 0; times < 6; times++) await pass(5);
        assert.equal(await status(), 'failure');
      });
    });
  });
});
