import assert from 'node:assert/strict';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDocument } from '../../../src/buildhelper/openapi/document.js';
import { DocumentError } from '../../../src/buildhelper/openapi/document-error.js';
import { importDocument } from '../../../src/buildhelper/openapi/import-document.js';
import { type ImportLimits, importLimits } from '../../../src/buildhelper/openapi/limits.js';
import { isNode, type Node } from '../../../src/buildhelper/openapi/node.js';

const FREE = { adapter: 1, service: 1, set: 1 };
const MB = 1024 * 1024;

describe('a hostile document', () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), 'document-'));
  });
  after(() => rm(dir, { recursive: true }));
  const file = async (text: string) => {
    const path = join(dir, 'document.json');
    await writeFile(path, text);
    return path;
  };
  const refused = (path: string, want: RegExp, limits: ImportLimits = importLimits) =>
    assert.rejects(readDocument(path, limits), (error) => {
      assert(error instanceof DocumentError);
      assert.match(error.message, want);
      return true;
    });

  it('of 200 MB is not read', async () => {
    const path = join(dir, 'large.json');
    const handle = await open(path, 'w');
    await handle.truncate(200 * MB);
    await handle.close();
    await refused(
      path,
      /^large\.json has 209715200 bytes; 104857600 are the most that is read of a document in JSON\.$/,
    );
    await rm(path);
  });

  const texts: [string, { given: string; limits?: Partial<ImportLimits>; want: RegExp }][] = [
    ['nothing', { given: '', want: /is no OpenAPI document of version 3\.0 or 3\.1: it says no version/ }],
    ['another version', { given: 'swagger: "2.0"', want: /its version is "2\.0"/ }],
    ['a version of another kind', { given: '{"openapi": {"a": 1}}', want: /its version is {"a":1}/ }],
    ['what is no JSON', { given: '{"openapi":\n}', want: /is not JSON: at line 2, column 1, a value is expected/ }],
    ['what is no YAML', { given: 'a: [', want: /is not YAML that can be used: / }],
    [
      'YAML that is too large',
      { given: `a: ${'x'.repeat(100)}`, limits: { yamlBytes: 50 }, want: /50 are the most .* in YAML/ },
    ],
    ['YAML that is nested deeply', { given: `a: ${'['.repeat(10_000)}`, want: /is not YAML that can be used/ }],
    ['YAML of one deep line', { given: '- '.repeat(20_000), want: /it is nested too deeply/ }],
    [
      'YAML that takes for ever',
      { given: '? '.repeat(450), limits: { yamlMs: 400 }, want: /takes longer to read than 400 ms/ },
    ],
    [
      'YAML that needs much memory',
      { given: `a: [${'a, '.repeat(20_000)}]`, limits: { yamlMemory: 8 * MB }, want: /needs more than 8 MB of memory/ },
    ],
    [
      'YAML that grows',
      {
        given: `openapi: 3.0.0\na: &a [x,x,x,x]\n${[...'bcdefghijkl'].map((name, at) => `${name}: &${name} [${`*${'abcdefghijk'[at]},`.repeat(4)}]`).join('\n')}`,
        want: /Excessive alias count/,
      },
    ],
  ];
  for (const [name, { given, limits, want }] of texts) {
    it(`is refused: ${name}`, async () => refused(await file(given), want, { ...importLimits, ...limits }));
  }

  it('that is not there is refused', () => refused(join(dir, 'none.json'), /none\.json cannot be read/));

  const operation = (schema: unknown) => ({
    '/x': { post: { requestBody: { required: true, content: { 'application/json': { schema } } } } },
  });
  const read = (document: unknown, limits: Partial<ImportLimits> = {}) => {
    assert(isNode(document));
    return importDocument(document as Node, { free: FREE, limits: { ...importLimits, ...limits } });
  };
  const withSchemas = (schemas: unknown) => ({
    openapi: '3.1.0',
    paths: operation({ $ref: '#/components/schemas/s0' }),
    components: { schemas },
  });

  it('with a million references is an end of it', () => {
    const list = Array.from({ length: 1_000_000 }, (_, at) => ({ $ref: `#/list/${at + 1}` }));
    const { unexpressed } = read({ openapi: '3.0.0', paths: operation({ $ref: '#/list/0' }), list });
    assert.match(unexpressed[0]?.what ?? '', /^leads in a circle, or too far/);
  });

  it('whose schemas double at each step is an end of it', () => {
    const double = (at: number) => ({
      allOf: [{ $ref: `#/components/schemas/s${at + 1}` }, { $ref: `#/components/schemas/s${at + 1}` }],
    });
    const schemas = Object.fromEntries(
      Array.from({ length: 40 }, (_, at) => [`s${at}`, at < 39 ? double(at) : { type: 'object' }]),
    );
    const limits = { visits: 10_000 };
    assert.throws(
      () => read(withSchemas(schemas), limits),
      /refers to itself too much: more than 10000 schemas were looked at/,
    );
  });

  it('with objects that hold one another in all ways makes a set of 500 at the most', () => {
    const names = Array.from({ length: 30 }, (_, at) => `s${at}`);
    const properties = Object.fromEntries(names.map((name) => [name, { $ref: `#/components/schemas/${name}` }]));
    const schemas = Object.fromEntries(
      names.map((name) => [name, { type: 'object', properties: { ...properties, own: { type: 'string' } } }]),
    );
    const { content, counts } = read(withSchemas(schemas));
    const mappings = content.services[0]?.field_mapping_sets[0]?.field_mappings ?? [];
    assert(mappings.length <= 500);
    assert.equal(mappings.at(-2)?.field, 'body');
    assert.equal(counts['request body'], 1);
  });

  it('with parts nested a hundred thousand deep is cut', async () => {
    const deep = `${'{"allOf":['.repeat(100_000)}{}${']}'.repeat(100_000)}`;
    const text = JSON.stringify({ openapi: '3.0.0', paths: operation('HERE') }).replace('"HERE"', deep);
    const document = await readDocument(await file(text));
    assert.match(read(document).unexpressed[0]?.what ?? '', /more than 50 parts lie in one another/);
  });

  it('with objects nested deeply is taken apart six levels', () => {
    let schema: unknown = { type: 'string' };
    for (let depth = 0; depth < 2_000; depth++) schema = { type: 'object', properties: { a: schema } };
    const { content } = read({ openapi: '3.0.0', paths: operation(schema) });
    const fields = content.services[0]?.field_mapping_sets[0]?.field_mappings.map(({ field }) => field);
    assert(fields?.includes('body.a.a.a.a.a.a.a'), fields?.join());
  });

  it('with names of prototypes names nothing else', () => {
    const text = `{"openapi":"3.0.0","paths":{"/{__proto__}/{constructor}":{"__proto__":{},"get":{
      "parameters":[{"in":"query","name":"__proto__","schema":{"type":"object","properties":{"__proto__":{"default":{"__proto__":1}}}}},
        {"in":"path","name":"__proto__","required":true}],
      "requestBody":{"content":{"application/json":{"schema":{"properties":{"__proto__":{"type":"string"},"toString":{"type":"string"}},"required":["__proto__"]}}}}}}},
      "components":{"securitySchemes":{}},"security":[{"__proto__":[]},{"constructor":[]}]}`;
    const { content } = read(JSON.parse(text));
    const mappings = content.services[0]?.field_mapping_sets[0]?.field_mappings ?? [];
    const formulaOf = (name: string) => mappings.find(({ field }) => field === name)?.value;
    assert.match(
      formulaOf('url_path') ?? '',
      /^const path = { \["__proto__"\]: input\.payload\?\.__proto__, constructor: input/,
    );
    assert.equal(formulaOf('body.__proto__'), 'input.payload?.__proto__');
    assert.equal(({} as Record<string, unknown>).default, undefined);
  });

  it('cannot bring code of its own', () => {
    const evil = '`${end()}`;end()//\'"\\\n\u2028$variable';
    const path = `/a\`\${end()}/{${evil.replaceAll('\\', '').replaceAll('$', '')}}`;
    const document = {
      openapi: '3.0.0',
      info: { title: evil, version: evil },
      paths: {
        [path]: {
          get: {
            operationId: evil,
            parameters: ['query', 'header', 'cookie'].map((where) => ({
              in: where,
              name: evil,
              schema: { default: evil },
            })),
            requestBody: {
              content: { 'application/json': { schema: { required: ['a'], properties: { a: { default: evil } } } } },
            },
          },
        },
      },
    };
    const { content } = read(document);
    const set = content.services[0]?.field_mapping_sets[0];
    assert.match(set?.formula_variable ?? '', /^[a-z_]+$/);
    for (const { field, value } of set?.field_mappings ?? []) {
      if (value === null || field === 'method') continue;
      const code = (/^const /.test(value) ? value : `return (${value})`).replaceAll('$variable', 'call');
      const run = new Function('input', 'end', 'call', code);
      const anything = new Proxy({}, { get: () => 'x' });
      run({ payload: anything }, () => assert.fail(`${field} runs ${value}`), { request: { payload: {} } });
    }
  });

  it('has so many operations, and so many entries in its list, at the most', () => {
    const paths = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`/${at}`, { get: {}, trace: {} }]));
    assert.throws(() => read({ openapi: '3.0.0', paths }, { operations: 39 }), /more than 39 operations/);
    const { unexpressed, more } = read({ openapi: '3.0.0', paths }, { entries: 5 });
    assert.deepEqual([unexpressed.length, more], [5, 15]);
    assert.throws(() => read({ openapi: '3.0.0', paths: [] }), /describes no operations/);
  });
});
