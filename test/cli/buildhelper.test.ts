import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildhelperCommand } from '../../src/cli/buildhelper.js';
import { readConfig } from '../../src/config.js';
import { runCommand } from './command-run.js';

const DOCUMENT = {
  openapi: '3.0.3',
  info: { title: 'Café & Co', version: '1' },
  servers: [{ url: 'https://api.example.com' }],
  paths: { '/cups': { get: {}, trace: {} } },
};

describe('gateway buildhelper', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'gateway-buildhelper-'));
  });
  afterEach(() => rm(dir, { recursive: true }));
  const run = (...args: string[]) =>
    runCommand(
      buildhelperCommand(() => readConfig({ GATEWAY_BUILDHELPER_DIR: join(dir, 'site') })),
      args,
    );
  const put = async (name: string, content: unknown) => {
    const file = join(dir, name);
    await mkdir(join(dir, 'site'), { recursive: true });
    await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
    return file;
  };
  const fails = (args: string[], want: RegExp) =>
    assert.rejects(run(...args), (error) => {
      // What a command loads only when it is given is another instance of the module here.
      const { name, message } = error as Error;
      assert.equal(name, 'CommandError', String(error));
      assert.match(message, want);
      return true;
    });

  it('lists what comes with the gateway, and checks it', async () => {
    assert.match(await run('list'), /^6 +Mock banking core +MOCKCORE +1 +1$/m);
    const free = 'free from: adapter 100000, service 100000, field mapping set 100000';
    assert.equal(await run('check'), `7 adapters are in order; ${free}`);
  });

  it('tells all problems, with those of formulas and paths', async () => {
    const mappings = '[{ field: a, value: "1 +" }, { field: "a[", value: null }, { field: b, value: "ok" }]';
    const services = `[{ id: 100000, name: a, field_mapping_sets: [{ id: 100000, label: x, field_mappings: ${mappings} }] }]`;
    await put('site/a.yaml', `adapter: { id: 100000, name: A, system: HTTP }\nservices: ${services}\n`);
    await put('site/b.yaml', 'adapter: 1\n');
    await fails(
      ['check'],
      /b\.yaml:1:1: adapter: [\s\S]*b\.yaml:1:1: services: [\s\S]*set 100000, a, value, line 1, column \d+: [\s\S]*set 100000, a\[: /,
    );
    assert.match(await run('list'), /2 problems: see "gateway buildhelper check"$/);
  });

  it('imports, and keeps ids when it imports again', async () => {
    const document = await put('cafe.json', DOCUMENT);
    const file = join(dir, 'site', 'cafe-co.json');
    assert.equal(
      await run('import', 'openapi', document),
      [
        `imported 1 of 2 operations of Café & Co, with 2 field mappings: ${file}`,
        `1 things could not be expressed, or not entirely: ${file.replace('.json', '.not-expressed.txt')}`,
        '  operation left out: 1',
        '    the HTTP adapter has no method TRACE (#/paths/~1cups/trace)',
      ].join('\n'),
    );
    const idsOf = async () => {
      const { adapter, services } = JSON.parse(await readFile(file, 'utf8'));
      return [adapter.id, ...services.map(({ id, name }: { id: number; name: string }) => `${name} ${id}`)];
    };
    assert.deepEqual(await idsOf(), [100_000, 'GET /cups 100000']);
    const other = await put('other.yaml', 'openapi: 3.1.0\ninfo: { title: Other }\npaths: { /a: { get: {} } }');
    assert.match(await run('import', 'openapi', other), /everything could be expressed$/);
    await put('cafe.json', { ...DOCUMENT, paths: { '/mugs': { get: {} }, ...DOCUMENT.paths } });
    await run('import', 'openapi', document);
    assert.deepEqual(await idsOf(), [100_000, 'GET /mugs 100002', 'GET /cups 100000']);
    assert.match(await run('check'), /^9 adapters are in order; free from: adapter 100002, service 100003/);
  });

  it('writes where it is told to, under the name that it is told', async () => {
    const document = await put('cafe.json', DOCUMENT);
    const out = join(dir, 'new', 'x.json');
    await run('import', 'openapi', document, '--out', out, '--name', 'Coffee');
    assert.equal(JSON.parse(await readFile(out, 'utf8')).adapter.name, 'Coffee');
  });

  const bad: [string, { given: (document: string) => Promise<string[]> | string[]; want: RegExp }][] = [
    ['a document that is not there', { given: () => ['none.json'], want: /none\.json cannot be read/ }],
    ['what is no document', { given: async () => [await put('x.json', '{}')], want: /is no OpenAPI document/ }],
    ['a file that is no JSON', { given: (document) => [document, '--out', 'x.yaml'], want: /must end in \.json/ }],
    [
      'a file that is something else',
      {
        given: async (document) => [document, '--out', await put('package.json', '{"name":"x"}')],
        want: /is no file of the catalogue/,
      },
    ],
    ['a name that is none', { given: (document) => [document, '--name', ''], want: /adapter\.name: Too small/ }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`refuses ${name}`, async () => {
      const document = await put('cafe.json', DOCUMENT);
      await fails(['import', 'openapi', ...(await given(document))], want);
    });
  }
});
