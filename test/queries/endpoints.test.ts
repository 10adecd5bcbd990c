import assert from 'node:assert/strict';
import type { NewEndpoint } from '../../src/queries/endpoints.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

describe('endpointQueries', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let integration: number;
    before(async () => {
      scene = await sceneOn(await open());
      integration = await scene.create('Any', { integration: { http_api: true } });
    });
    beforeEach(() => scene.db('web_service_endpoints').delete());

    const create = (path: string, given: Partial<NewEndpoint> = {}) =>
      scene.queries.endpoints.create({
        prefix: 'rest',
        method: 'GET',
        path,
        integration_id: integration,
        description: path,
        response_content_type: 'application/json',
        ...given,
      });

    const matches: [
      string,
      { given: { paths: string[]; at: string[] }; want: [string, Record<string, string>] | null },
    ][] = [
      ['a text', { given: { paths: ['a/b'], at: ['a', 'b'] }, want: ['a/b', {}] }],
      ['a parameter', { given: { paths: ['a/{id}'], at: ['a', '7'] }, want: ['a/{id}', { id: '7' }] }],
      [
        'several parameters',
        { given: { paths: ['{a}/x/{b}'], at: ['1', 'x', '2'] }, want: ['{a}/x/{b}', { a: '1', b: '2' }] },
      ],
      ['a text before a parameter', { given: { paths: ['a/{id}', 'a/b'], at: ['a', 'b'] }, want: ['a/b', {}] }],
      ['the earlier text', { given: { paths: ['{x}/b', 'a/{y}'], at: ['a', 'b'] }, want: ['a/{y}', { y: 'b' }] }],
      [
        'a parameter called like what every object has',
        { given: { paths: ['{__proto__}'], at: ['x'] }, want: ['{__proto__}', { ['__proto__']: 'x' }] },
      ],
      ['a slash within a segment is no other segment', { given: { paths: ['a/b'], at: ['a/b'] }, want: null }],
      ['the case counts', { given: { paths: ['A'], at: ['a'] }, want: null }],
      ['fewer segments', { given: { paths: ['a/{id}'], at: ['a'] }, want: null }],
      ['an empty parameter', { given: { paths: ['a/{id}'], at: ['a', ''] }, want: null }],
      ['what no database keeps', { given: { paths: ['{id}'], at: ['\0'] }, want: null }],
    ];
    for (const [name, { given, want }] of matches) {
      it(`finds: ${name}`, async () => {
        const ids = new Map<number, string>();
        for (const path of given.paths) ids.set(await create(path), path);
        const found = await scene.queries.endpoints.at('rest', given.at);
        assert.deepEqual(await scene.queries.endpoints.at('api', given.at), []);
        assert.equal(found.length, want ? 1 : 0);
        if (!want) return;
        assert.deepEqual(found[0]?.parameters, want[1]);
        assert.deepEqual(found[0]?.integration, {
          integration_id: integration,
          path_name: 'Any',
          active: true,
          http_api: true,
          run_async: false,
          store_run_history: true,
        });
      });
    }

    it('finds every method of an address', async () => {
      await create('a/{id}');
      await create('a/{key}', { method: 'PUT' });
      await create('a/b', { method: 'PUT' });
      const found = await scene.queries.endpoints.at('rest', ['a', 'b']);
      assert.deepEqual(found.map(({ method, parameters }) => [method, parameters]).sort(), [
        ['GET', { id: 'b' }],
        ['PUT', {}],
      ]);
    });

    const bad: [string, { given: string; want: RegExp }][] = [
      ['nothing', { given: '', want: /1 to 500/ }],
      ['too much', { given: 'x'.repeat(501), want: /1 to 500/ }],
      ['a slash in front', { given: '/a', want: /no slash in front/ }],
      ['an empty segment', { given: 'a//b', want: /each segment/ }],
      ['a way up', { given: 'a/../b', want: /each segment/ }],
      ['a query', { given: 'a?b', want: /no \?/ }],
      ['a NUL', { given: 'a\0', want: /control/ }],
      ['half a parameter', { given: 'a/x{id}', want: /whole segment/ }],
      ['a parameter without a name', { given: 'a/{}', want: /whole segment/ }],
      ['the same parameter twice', { given: '{a}/{a}', want: /same name/ }],
    ];
    for (const [name, { given, want }] of bad) {
      it(`refuses a path with ${name}`, () =>
        assert.rejects(create(given), { code: 'invalid_arguments', message: want }));
    }

    it('refuses a second endpoint of the same address, whatever its parameter is called', async () => {
      await create('a/{id}');
      await assert.rejects(create('a/{key}'), { code: 'invalid_arguments', message: /GET \/rest\/a\/\{key\} already/ });
      await create('a/{id}', { prefix: 'api' });
      await create('a/{id}', { method: 'POST' });
    });

    it('changes what is given', async () => {
      const { endpoints } = scene.queries;
      const id = await create('a/{id}');
      await create('b/{id}');
      assert.equal(await endpoints.change(id, { path: 'c/{key}', description: null }), true);
      const [match] = await endpoints.at('rest', ['c', '7']);
      assert.deepEqual([match?.method, match?.parameters], ['GET', { key: '7' }]);
      await assert.rejects(endpoints.change(id, { path: 'b/{x}' }), /GET \/rest\/b\/\{x\} already/);
      await assert.rejects(endpoints.change(id, { path: '/x' }), { code: 'invalid_arguments' });
      assert.equal(await endpoints.change(id + 1000, { path: 'x' }), false);
    });

    it('lists and deletes', async () => {
      const id = await create('a/{id}', { method: 'PUT', response_content_type: 'text/xml' });
      const [row] = await scene.queries.endpoints.list();
      assert.deepEqual(row, {
        id,
        prefix: 'rest',
        method: 'PUT',
        path: 'a/{id}',
        integration_id: integration,
        path_name: 'Any',
        description: 'a/{id}',
        response_content_type: 'text/xml',
      });
      assert.equal(await scene.queries.endpoints.delete(id), true);
      assert.equal(await scene.queries.endpoints.delete(id), false);
    });
  });
});
