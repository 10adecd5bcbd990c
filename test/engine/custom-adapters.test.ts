import assert from 'node:assert/strict';
import { openAdapterConfig } from '../../src/crypto/adapter-secrets.js';
import { makeKey } from '../../src/crypto/key-file.js';
import { Keyring } from '../../src/crypto/keyring.js';
import { AdapterConfigs } from '../../src/engine/adapter-configs.js';
import { CustomAdapters, customAdapterLimits } from '../../src/engine/custom-adapters.js';
import { CustomConfigs, customConfigLimits } from '../../src/engine/custom-configs.js';
import { CustomError } from '../../src/engine/custom-error.js';
import { CustomValidations, validationLimits } from '../../src/engine/custom-validations.js';
import type { CustomAdapterTrial } from '../../src/engine/runner.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const CODE = 'class CustomAdapter { execute() {} }';
const keyring = new Keyring([Buffer.from(makeKey(), 'base64')]);

describe('custom adapters as they are stored', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let adapters: CustomAdapters;
    let configs: CustomConfigs;
    let now: Date;
    before(async () => {
      scene = await sceneOn(await open());
      adapters = new CustomAdapters(scene.queries, keyring, () => now);
      configs = new CustomConfigs(scene.queries, keyring, () => now);
    });
    beforeEach(() => {
      scene.next();
      now = new Date('2026-11-22T10:00:00.000Z');
    });
    const make = async (config_schema: Record<string, string> = {}) =>
      (await adapters.create({ name: scene.name, code: CODE, description: null, config_schema })).adapter;
    const configure = async (adapterId: number, name: string, values = {}) =>
      (await configs.create(adapterId, { name, active: true, values })).config.id;
    const refusal = (code: string, why: RegExp) => (error: unknown) =>
      error instanceof CustomError && error.code === code && why.test(error.message);

    it('take what is sealed along to a new name, bindings and all', async () => {
      const { id, system } = await make({ key: 'encrypted_string', url: 'string' });
      const configId = await configure(id, 'production', { key: 's3cret', url: 'x' });
      const integrationId = await scene.create(scene.name, { servicerequests: [{ system }] });
      await scene.queries.adapterConfigs.bind({ integrationId, configId, userId: null });
      const { adapter, warnings } = await adapters.update(id, { name: `${scene.name} anew` });
      assert.equal(adapter.system, `${system}_ANEW`);
      assert.match(warnings.join(), /which 1 service request still names/);
      const bound = await scene.queries.adapterConfigs.boundTo(integrationId, scene.userId, adapter.system);
      assert.equal(bound?.id, configId);
      assert(bound && !JSON.stringify(bound).includes('s3cret'));
      assert.deepEqual(openAdapterConfig(bound, keyring), { key: 's3cret', url: 'x' });
      await configs.update(id, configId, { name: 'else' });
      const renamed = await scene.queries.adapterConfigs.byId(configId);
      assert.deepEqual(renamed && openAdapterConfig(renamed, keyring), { key: 's3cret', url: 'x' });
    });

    it('change nothing where a part of the change is refused', async () => {
      const { id } = await make({ key: 'encrypted_string' });
      await configure(id, 'production', { key: 's3cret' });
      const before = [await adapters.get(id), await configs.list(id)];
      await assert.rejects(
        adapters.update(id, { config_schema: { other: 'string' }, code: '!' }),
        refusal('bad_code', /compile/),
      );
      await assert.rejects(adapters.update(id, { config_schema: {}, name: 'echo' }), refusal('name_taken', /ECHO/));
      assert.deepEqual([await adapters.get(id), await configs.list(id)], before);
    });

    it('are told apart when two of a name come at once', async () => {
      const both = await Promise.allSettled([make(), make()]);
      const [failed, ...more] = both.filter(({ status }) => status === 'rejected');
      assert.equal(more.length, 0);
      assert(refusal('name_taken', /already/)((failed as PromiseRejectedResult).reason));
    });

    it('activate no configuration beside another one for the same integration', async () => {
      const { id, system } = await make();
      const integrationId = await scene.create(scene.name, { servicerequests: [{ system }] });
      const [one, two] = [await configure(id, 'one'), await configure(id, 'two')];
      await configs.update(id, two, { active: false });
      for (const configId of [one, two])
        await scene.queries.adapterConfigs.bind({ integrationId, configId, userId: null });
      await assert.rejects(configs.update(id, two, { active: true }), refusal('bad_config', /beside one/));
      await configs.update(id, one, { active: false });
      assert.equal((await configs.update(id, two, { active: true })).config.active, true);
    });

    it('take no value for secrets that somebody else has given since it was found that they may take it', async () => {
      const { id } = await make({ url: 'string', key: 'encrypted_string' });
      const configId = await configure(id, 'one', { url: 'https://evil.example', key: 'my own' });
      const seen = await scene.queries.adapterConfigs.byId(configId);
      assert(seen);
      await configs.update(id, configId, { values: { url: 'https://x.example', key: 's3cret' } });
      const all = new AdapterConfigs(scene.queries, keyring, () => now);
      await assert.rejects(all.change(seen, { url: 'https://evil.example' }), /was changed by somebody else meanwhile/);
      const { config, values } = await configs.get(id, configId);
      assert.equal(values.url, 'https://x.example');
      await all.change(config, { url: 'https://y.example' });
      assert.equal((await configs.get(id, configId)).values.url, 'https://y.example');
    });

    it('are no larger, and no more, than there is room for', async () => {
      const draft = { name: scene.name, code: CODE, description: null, config_schema: {} };
      const { code, description, adapters: most } = customAdapterLimits;
      const padded = CODE.padEnd(code + 1, ' ');
      await assert.rejects(adapters.create({ ...draft, code: padded }), refusal('bad_code', /100001 characters/));
      await assert.rejects(adapters.create({ ...draft, code: `${CODE}// \0` }), refusal('bad_code', /NUL/));
      await assert.rejects(
        adapters.create({ ...draft, description: 'x'.repeat(description + 1) }),
        refusal('bad_config', /more than 2000 characters/),
      );
      const { adapter } = await adapters.create({
        ...draft,
        code: padded.slice(0, -1),
        description: 'x'.repeat(description),
      });
      const { id, system } = adapter;
      const row = {
        system,
        custom_adapter_id: id,
        active: true,
        validation_enabled: true,
        settings: {},
        sealed_settings: null,
      };
      for (let at = 1; at < customConfigLimits.configs; at++)
        await scene.queries.adapterConfigs.create({ ...row, name: `c${at}` }, now);
      await configure(id, 'the last');
      await assert.rejects(configure(id, 'one more'), refusal('limit_reached', /50 configurations/));

      const there = (await adapters.list()).length;
      const ids: (number | null)[] = [];
      for (let at = there; at < most - 1; at++)
        ids.push(await scene.queries.customAdapters.create({ ...draft, name: `n${at}`, system: `N${at}` }, now));
      const made = await Promise.allSettled([0, 1, 2].map((i) => adapters.create({ ...draft, name: `at once ${i}` })));
      const last = made.flatMap((one) => (one.status === 'fulfilled' ? [one.value.adapter.id] : []));
      assert.equal(last.length, 1);
      ids.push(...last);
      await assert.rejects(
        adapters.create({ ...draft, name: 'one more' }),
        refusal('limit_reached', /100 custom adapters/),
      );
      for (const one of ids) await scene.queries.customAdapters.delete(one as number);
    });

    describe('validated', () => {
      /** Says what it is asked, and answers when the test says so. */
      class Trials {
        readonly asked: { key: unknown; answer: (problem: string | null) => void }[] = [];
        tryCustomAdapter = ({ config }: CustomAdapterTrial) =>
          new Promise<string | null>((answer) => void this.asked.push({ key: config.key, answer }));
        /** Resolves when so many have been asked for. */
        async until(count: number) {
          while (this.asked.length < count) await new Promise(setImmediate);
        }
      }
      const { signal } = new AbortController();
      const alive = (id: string, pid: number) => scene.queries.processes.begin({ id, hostname: 'here', pid }, now);
      const validations = (runner: Trials, processId: string, limits = {}) =>
        new CustomValidations({
          queries: scene.queries,
          keyring,
          now: () => now,
          processId,
          runner,
          lost: (error) => assert.fail(String(error)),
          limits,
        });
      const states = (results: readonly { state: string }[]) => results.map(({ state }) => state);

      it('are tried a few at a time', async () => {
        const { id } = await make({ key: 'encrypted_string' });
        const count = validationLimits.at_once + 1;
        for (let at = 0; at < count; at++) await configure(id, `c${at}`, { key: `${at}` });
        await alive('p1', 1);
        const trials = new Trials();
        const done = validations(trials, 'p1').validate(id, signal);
        await trials.until(validationLimits.at_once);
        assert.equal(trials.asked.length, validationLimits.at_once);
        assert.deepEqual(
          trials.asked.map(({ key }) => key),
          ['0', '1', '2', '3'],
        );
        trials.asked[0]?.answer('no');
        await trials.until(count);
        for (const { answer } of trials.asked) answer(null);
        assert.deepEqual(states(await done), ['failed', 'passed', 'passed', 'passed', 'passed']);
      });

      it('go on when nobody waits any more, and are lost with their process or after a time', async () => {
        const { id } = await make();
        await configure(id, 'one');
        await alive('p1', 1);
        const trials = new Trials();
        const here = validations(trials, 'p1', { wait_ms: 1 });
        const begun = await here.validate(id, signal);
        assert.deepEqual(states(begun), ['in_progress']);
        const { timestamp, message } = begun[0] ?? {};
        assert.deepEqual([timestamp, message], [now.toISOString(), 'The validation is under way.']);

        const elsewhere = validations(new Trials(), 'p2');
        assert.deepEqual(states(await elsewhere.validate(id, signal)), ['in_progress'], 'it is not tried twice');
        now = new Date(now.getTime() + validationLimits.lost_ms + 1);
        await scene.queries.processes.seen('p1', now);
        assert.deepEqual(states(await here.results(id)), ['unknown'], 'it takes too long');
        now = new Date('2026-11-22T10:00:00.000Z');
        await scene.queries.processes.end('p1');
        assert.deepEqual(states(await elsewhere.results(id)), ['unknown'], 'its process is gone');

        await alive('p3', 3);
        const again = new Trials();
        const third = validations(again, 'p3').validate(id, signal);
        await again.until(1);
        trials.asked[0]?.answer('too late');
        again.asked[0]?.answer(null);
        assert.deepEqual(states(await third), ['passed']);
        assert.deepEqual(states(await here.results(id)), ['passed']);
      });

      it('are of what there is when they begin, not of what was there before', async () => {
        const { id } = await make({ key: 'encrypted_string' });
        const configId = await configure(id, 'one', { key: 'old' });
        await alive('p1', 1);
        const { queries } = scene;
        const changing = Object.create(queries.customAdapters, {
          beginValidation: {
            value: async (...given: Parameters<typeof queries.customAdapters.beginValidation>) => {
              await configs.update(id, configId, { values: { key: 'new' } });
              return queries.customAdapters.beginValidation(...given);
            },
          },
        });
        const trials = new Trials();
        trials.tryCustomAdapter = async ({ config }) => `tried with ${config.key}`;
        const lost = (error: unknown) => assert.fail(String(error));
        const options = {
          queries: { ...queries, customAdapters: changing },
          keyring,
          now: () => now,
          runner: trials,
          lost,
        };
        const [result] = await new CustomValidations({ ...options, processId: 'p1' }).validate(id, signal);
        assert.equal(result?.message, 'tried with new');
      });

      it('say so when they cannot be begun', async () => {
        const { id } = await make({ key: 'encrypted_string' });
        await configure(id, 'one', { key: 'x' });
        await alive('p1', 1);
        const { runner } = { runner: new Trials() };
        runner.tryCustomAdapter = () => Promise.reject(new Error('no room'));
        const [result] = await validations(runner, 'p1').validate(id, signal);
        assert.deepEqual([result?.state, result?.message], ['failed', 'no room']);
        const others = new CustomValidations({
          queries: scene.queries,
          keyring: new Keyring([Buffer.from(makeKey(), 'base64')]),
          now: () => now,
          processId: 'p1',
          runner,
          lost: (error) => assert.fail(String(error)),
        });
        const [unopened] = await others.validate(id, signal);
        assert.match(unopened?.message ?? '', /is not in the keyring/);
      });
    });
  });
});
