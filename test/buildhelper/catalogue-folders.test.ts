import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CatalogueFolders } from '../../src/buildhelper/catalogue-folders.js';
import { buildHelperLimits } from '../../src/buildhelper/limits.js';
import { serviceRequestOf } from '../../src/buildhelper/service-request.js';

const SHIPPED = fileURLToPath(new URL('../../buildhelper', import.meta.url));
const PAGE = new URL('../../docs/build-helper.md', import.meta.url);

const file = (adapter: number, service: number, set: number, name = 'CRM') => ({
  adapter: { id: adapter, name, system: 'HTTP' },
  services: [{ id: service, name: 'a', field_mapping_sets: [{ id: set, label: 'x', field_mappings: [] }] }],
});

describe('the folders of the build helper', () => {
  let dir: string;
  let logged: string[];
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'buildhelper-'));
    logged = [];
  });
  afterEach(() => rm(dir, { recursive: true }));
  const put = (name: string, content: unknown) =>
    writeFile(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
  const site = (limits = buildHelperLimits) =>
    new CatalogueFolders([{ dir, isSite: true }], (text) => logged.push(text), limits);

  it('that come with the gateway are in order, and keep to their ids', async () => {
    const { adapters, problems } = await new CatalogueFolders([{ dir: SHIPPED, isSite: false }]).catalogue();
    assert.deepEqual(problems, []);
    const services = adapters.flatMap((adapter) => adapter.services);
    const ids = [...adapters, ...services, ...services.flatMap(({ sets }) => sets)].map(({ id }) => id);
    assert(ids.every((id) => id < buildHelperLimits.firstSiteId));
  });

  it('need not be there, and are not read before they are asked for', async () => {
    const folders = new CatalogueFolders([{ dir: join(dir, 'none'), isSite: true }]);
    assert.deepEqual((await folders.catalogue()).adapters, []);
  });

  it('read the example of the documentation', async () => {
    const page = await readFile(PAGE, 'utf8');
    const [, example] = /```yaml\n(adapter:[^`]*)```/.exec(page) ?? [];
    await put('crm.yaml', example);
    const catalogue = await site().catalogue();
    assert.deepEqual(catalogue.problems, []);
    const set = catalogue.set(100_000);
    assert(set);
    const { fieldmappings, ...request } = serviceRequestOf(set, 'mine');
    assert.deepEqual(request, {
      system: 'HTTP',
      service_name: 'n/a',
      formula_variable: 'mine',
      notes: 'Acme CRM: POST /v2/customers (Creates a customer)',
    });
    assert.deepEqual(fieldmappings[4], {
      sequence: 40,
      active: true,
      field: 'body',
      value: 'JSON.stringify(mine.request.payload.body)',
      value_type: 'str',
    });
    assert.deepEqual(
      fieldmappings.map(({ active }) => active),
      [true, true, true, false, true, true, true, true],
    );
    assert.equal(serviceRequestOf(set).formula_variable, 'create_customer');
  });

  it('have the same ids in whatever files they stand', async () => {
    await put('b.json', file(100_001, 100_001, 100_001));
    await put('a.json', file(100_002, 100_002, 100_002));
    const { adapters, services } = await site()
      .catalogue()
      .then((found) => ({
        adapters: found.adapters.map(({ id }) => id),
        services: found.services({ limit: 9, offset: 0 }).services.map(({ id }) => id),
      }));
    assert.deepEqual(
      [adapters, services],
      [
        [100_001, 100_002],
        [100_001, 100_002],
      ],
    );
  });

  it('leave out a file with an id that is taken, and say by which', async () => {
    await put('a.json', file(100_000, 100_000, 100_000));
    await put('b.json', file(100_001, 100_000, 100_000, 'B'));
    const { adapters } = await site().catalogue();
    assert.deepEqual(
      adapters.map(({ name }) => name),
      ['CRM'],
    );
    assert.match(logged.join('\n'), /b\.json:1:\d+: services\[0\]\.id: service 100000 is in .*a\.json already/);
    assert.match(logged.join('\n'), /set 100000 is in .*a\.json already/);
  });

  it('leave out a file with an id twice', async () => {
    const { adapter, services } = file(100_000, 100_000, 100_000);
    await put('a.json', { adapter, services: [...services, ...services] });
    assert.deepEqual((await site().catalogue()).adapters, []);
    assert.match(logged.join(), /service 100000 is in this file already/);
  });

  const bad: [string, { given: unknown; limits?: Partial<typeof buildHelperLimits>; want: RegExp }][] = [
    ['an id of the gateway', { given: file(99_999, 100_000, 5), want: /a\.json:1:18: adapter\.id: ids below 100000/ }],
    [
      'too large a file',
      { given: file(100_000, 1, 1), limits: { jsonBytes: 10 }, want: /has \d+ bytes; 10 are the most/ },
    ],
    ['what is no file of it', { given: '[]', want: /a\.json:1:1: the file: Invalid input/ }],
  ];
  for (const [name, { given, limits, want }] of bad) {
    it(`leave out ${name}, log it once, and take the others`, async () => {
      await put('a.json', given);
      await put('b.json', limits ? '{}' : file(100_001, 100_001, 100_001));
      const folders = site({ ...buildHelperLimits, ...limits });
      assert.equal((await folders.catalogue()).adapters.length, limits ? 0 : 1);
      const count = logged.length;
      assert.match(logged.join('\n'), want);
      await put('c.json', file(100_002, 100_002, 100_002));
      await folders.catalogue();
      assert.equal(logged.filter((text) => text.includes('a.json')).length, limits ? 1 : count);
    });
  }

  it('leave out a folder where a file should be', async () => {
    await mkdir(join(dir, 'a.yaml'));
    await put('b.json', file(100_001, 100_001, 100_001));
    assert.equal((await site().catalogue()).adapters.length, 1);
    assert.match(logged.join(), /a\.yaml: it cannot be read/);
  });

  it('are left out with too many files', async () => {
    for (const name of ['a', 'b', 'c']) await put(`${name}.json`, file(100_001, 100_001, 100_001));
    assert.deepEqual((await site({ ...buildHelperLimits, files: 2 }).catalogue()).adapters, []);
    assert.match(logged.join(), /it cannot be read: it has 3 files; 2 are the most$/);
  });

  it('are read again when a file changes, and not otherwise', async () => {
    await put('a.json', file(100_000, 100_000, 100_000));
    const folders = site();
    const first = await folders.catalogue();
    assert.equal(await folders.catalogue(), first);
    await put('a.json', file(100_000, 100_000, 100_000, 'DMS'));
    await utimes(join(dir, 'a.json'), 1, 1);
    assert.equal((await folders.catalogue()).adapters[0]?.name, 'DMS');
    await rm(join(dir, 'a.json'));
    assert.deepEqual((await folders.catalogue()).adapters, []);
  });
});
