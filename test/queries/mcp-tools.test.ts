import assert from 'node:assert/strict';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from './scene.js';

const tool = (name: string, change = {}) => ({
  name,
  description: 'Books.',
  input_schema: { type: 'object', properties: { 'ä\u2028': { const: 1e300 } } },
  active: true,
  ...change,
});

describe('user-defined tools in the database', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let id: number;
    let name: string;
    before(async () => {
      scene = await sceneOn(await open());
    });
    let count = 0;
    beforeEach(async () => {
      scene.next();
      id = await scene.create(scene.name);
      name = `tool_${++count}`;
    });
    const of = () => scene.queries.mcpTools.of(id);
    const problemsOf = async (write: Promise<unknown>) => {
      const error = (await write.then(
        () => assert.fail('it was written'),
        (reason) => reason,
      )) as { code: string; details: { problems: { item: string; field: string }[] } };
      assert.equal(error.code, 'invalid_item');
      return error.details.problems.map(({ item, field }) => `${item}.${field}`);
    };

    it('are written with the rest of an integration, field by field, and removed', async () => {
      const made = await scene.update(id, { mcp_tool: { ...tool(name), active: undefined } });
      assert.deepEqual(made.mcpTool, { old: null, new: tool(name) });
      assert.deepEqual(await of(), tool(name));
      assert.equal(typeof (await scene.queries.mcpTools.idOf(id)), 'number');
      assert.deepEqual((await scene.read(id)).mcpTool, tool(name));

      const changed = await scene.update(id, { mcp_tool: { active: false } });
      assert.deepEqual(changed.mcpTool, { old: tool(name), new: tool(name, { active: false }) });
      const again = await scene.update(id, { mcp_tool: { active: false } });
      assert.equal(again.mcpTool?.old, again.mcpTool?.new);
      const renamed = await scene.update(id, { mcp_tool: { name: name.toUpperCase() } });
      assert.equal(renamed.mcpTool?.new?.name, name.toUpperCase());

      assert.equal((await scene.update(id, { integration: { description: 'x' } })).mcpTool, null);
      const removed = await scene.update(id, { mcp_tool: null });
      assert.deepEqual([removed.mcpTool?.new, await of()], [null, null]);
      assert.equal(await scene.queries.mcpTools.idOf(id), null);
      assert.deepEqual((await scene.update(id, { mcp_tool: null })).mcpTool, { old: null, new: null });
    });

    it('come with an integration that is created', async () => {
      scene.next();
      const made = await scene.write({ mcp_tool: tool(name) });
      assert.deepEqual((await scene.read(made.structure.id)).mcpTool, tool(name));
    });

    it('are written with the rest or not at all', async () => {
      const write = scene.update(id, { mcp_tool: tool(name), masks: [{ id: 999_999, type: 'INPUT', field: 'x' }] });
      await problemsOf(write);
      assert.equal(await of(), null);
      const [before] = (await scene.read(id)).components.integration ?? [];
      await problemsOf(scene.update(id, { integration: { description: 'new' }, mcp_tool: { name } }));
      assert.deepEqual((await scene.read(id)).components.integration, [before]);
    });

    it('need everything when they are new', async () => {
      assert.deepEqual(await problemsOf(scene.update(id, { mcp_tool: {} })), [
        'mcp_tool.name',
        'mcp_tool.description',
        'mcp_tool.input_schema',
      ]);
    });

    it('do not take another one’s name, in other capitals neither', async () => {
      await scene.update(id, { mcp_tool: tool(name) });
      scene.next();
      const other = await scene.create(scene.name);
      for (const taken of [name, name.toUpperCase()]) {
        assert.deepEqual(await problemsOf(scene.update(other, { mcp_tool: tool(taken) })), ['mcp_tool.name']);
        assert.equal(await scene.queries.mcpTools.create(other, tool(taken), scene.now), 'name_taken');
      }
      assert.equal(await scene.queries.mcpTools.create(id, tool(`${name}_b`), scene.now), 'has_tool');
    });

    it('let one of two win who race for a name', async () => {
      const ids = [id];
      for (let i = 0; i < 3; i++) {
        scene.next();
        ids.push(await scene.create(scene.name));
      }
      const outcomes = await Promise.allSettled(ids.map((one) => scene.update(one, { mcp_tool: tool(name) })));
      const lost = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason.code] : []));
      assert.deepEqual(lost, ['invalid_item', 'invalid_item', 'invalid_item']);
    });

    it('go with their integration', async () => {
      await scene.update(id, { mcp_tool: tool(name) });
      const { now, userId } = scene;
      const { signal } = new AbortController();
      await scene.queries.components.delete({ integrationId: id, kind: 'integration', id, userId, now, signal });
      assert.equal(await of(), null);
    });

    it('are callable by execute, however it was granted, and visible by any right', async () => {
      await scene.update(id, { mcp_tool: tool(name) });
      const people: [
        string,
        { rights: object; through: 'user' | 'group'; want: [callable: boolean, visible: boolean] },
      ][] = [
        ['nobody', { rights: {}, through: 'user', want: [false, false] }],
        ['reader', { rights: { read: true }, through: 'user', want: [false, true] }],
        ['debugger', { rights: { debug: true }, through: 'group', want: [false, true] }],
        ['executor', { rights: { execute: true }, through: 'user', want: [true, true] }],
        ['member', { rights: { execute: true }, through: 'group', want: [true, true] }],
      ];
      const { callable, visible } = scene.queries.mcpTools;
      for (const [who, { rights, through, want }] of people) {
        const user_id = await scene.user(`${who} ${name}`);
        const holder = through === 'user' ? { user_id } : { group_id: await scene.group(`${who} ${name}`, [user_id]) };
        await scene.grant(holder, id, rights);
        const [listed] = await callable(user_id, '', 10);
        assert.deepEqual([listed?.name === name, (await visible(user_id, name)) !== null], want, who);
        assert.equal(await visible(user_id, name.toUpperCase()), null);
      }
      const boss = await scene.user(`boss ${name}`, { is_superuser: true });
      assert((await callable(boss, '', 1000)).some((one) => one.name === name));
      await scene.update(id, { integration: { active: false } });
      assert(!(await callable(boss, '', 1000)).some((one) => one.name === name));
      assert.equal((await visible(boss, name))?.name, name);
      await scene.update(id, { mcp_tool: { active: false } });
      assert.equal(await visible(boss, name), null);
    });
  });
});
