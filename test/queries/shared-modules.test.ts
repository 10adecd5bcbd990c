import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

const AT = new Date('2026-11-22T09:30:00.000Z');
const LATER = new Date('2026-11-22T10:30:00.000Z');

describe('sharedModuleQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let booking: number;
    let closing: number;
    before(async () => {
      scene = await sceneOn(await open());
      booking = await scene.create('Booking');
      closing = await scene.create('Closing');
    });
    beforeEach(() => scene.db('shared_modules').delete());

    const create = async (name: string, code = `export const name = '${name}'`): Promise<number> => {
      const id = await scene.queries.sharedModules.create({ name, description: null, code }, AT);
      assert.ok(id);
      return id;
    };

    it('creates, finds, lists and counts', async () => {
      const { sharedModules } = scene.queries;
      const id = await create('pricing', 'export const a = "ä"');
      await create('Names');
      await sharedModules.bind(id, booking);
      const row = {
        id,
        name: 'pricing',
        description: null,
        created_at: AT.toISOString(),
        updated_at: AT.toISOString(),
      };
      const found = await sharedModules.find('pricing');
      assert.deepEqual(found, { ...row, code: 'export const a = "ä"' });
      assert.deepEqual(await sharedModules.byId(id), found);
      const listed = await sharedModules.list();
      assert.deepEqual(
        listed.map(({ name }) => name),
        ['Names', 'pricing'],
      );
      assert.deepEqual(
        { ...listed[1], integrations: Number(listed[1]?.integrations) },
        { ...row, length: 20, integrations: 1 },
      );
      assert.equal(await sharedModules.count(), 2);
      assert.equal(await sharedModules.find('nobody'), undefined);
      assert.equal(await sharedModules.find('a\0'), undefined);
      assert.equal(await sharedModules.byId(id + 100), undefined);
    });

    it('changes what is given, and the moment with every change', async () => {
      const { sharedModules } = scene.queries;
      const id = await create('pricing');
      assert.equal(await sharedModules.update(id, { description: 'Prices.' }, AT), 'done');
      const { updated_at, ...changed } = (await sharedModules.byId(id)) ?? {};
      assert.deepEqual(changed, {
        id,
        name: 'pricing',
        description: 'Prices.',
        code: "export const name = 'pricing'",
        created_at: AT.toISOString(),
      });
      assert.equal(updated_at, new Date(AT.getTime() + 1).toISOString());
      await sharedModules.update(id, { code: 'export {}' }, LATER);
      assert.equal((await sharedModules.byId(id))?.updated_at, LATER.toISOString());
      assert.equal(await sharedModules.update(id + 100, { code: '' }, AT), 'gone');
    });

    it('says when a name is taken', async () => {
      const { sharedModules } = scene.queries;
      await create('pricing');
      const id = await create('names');
      assert.equal(await sharedModules.create({ name: 'pricing', description: null, code: '1' }, AT), null);
      assert.equal(await sharedModules.update(id, { name: 'pricing' }, AT), 'taken');
      assert.equal((await sharedModules.byId(id))?.name, 'names');
      await create('Pricing');
    });

    it('binds to integrations, and knows what each of them may import', async () => {
      const { sharedModules } = scene.queries;
      const pricing = await create('pricing');
      const names = await create('names');
      assert.equal(await sharedModules.bind(names, booking), true);
      assert.equal(await sharedModules.bind(pricing, booking), true);
      assert.equal(await sharedModules.bind(pricing, booking), false);
      assert.equal(await sharedModules.bind(pricing, closing), true);
      assert.deepEqual(await sharedModules.bindings(pricing), [
        { id: booking, path_name: 'Booking' },
        { id: closing, path_name: 'Closing' },
      ]);
      const updated_at = AT.toISOString();
      const versions = [
        { id: pricing, name: 'pricing', updated_at },
        { id: names, name: 'names', updated_at },
      ];
      assert.deepEqual(await sharedModules.versions(booking), versions);
      assert.deepEqual(
        await sharedModules.boundTo(booking),
        versions.map((version) => ({ ...version, code: `export const name = '${version.name}'` })),
      );
      assert.deepEqual([...(await scene.read(booking)).boundModules], ['pricing', 'names']);
      assert.equal(await sharedModules.unbind(pricing, booking), true);
      assert.equal(await sharedModules.unbind(pricing, booking), false);
      assert.deepEqual(
        (await sharedModules.boundTo(booking)).map(({ name }) => name),
        ['names'],
      );
    });

    it('forgets the bindings of what is deleted', async () => {
      const { sharedModules } = scene.queries;
      const id = await create('pricing');
      const third = await scene.create('Third');
      for (const integration of [booking, third]) await sharedModules.bind(id, integration);
      await scene.db('integrations').where({ id: third }).delete();
      assert.deepEqual(
        (await sharedModules.bindings(id)).map(({ path_name }) => path_name),
        ['Booking'],
      );
      assert.equal(await sharedModules.delete(id), true);
      assert.equal(await sharedModules.delete(id), false);
      assert.deepEqual(await sharedModules.boundTo(booking), []);
    });
  });
});
