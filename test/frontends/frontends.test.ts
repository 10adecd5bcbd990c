import assert from 'node:assert/strict';
import type { FrontendErrorCode } from '../../src/frontends/frontend-error.js';
import { FRONTEND_LIMITS } from '../../src/frontends/frontend-limits.js';
import { Frontends } from '../../src/frontends/frontends.js';
import { zipped } from '../../src/frontends/zipped.js';
import { onEachDatabase } from '../database/harness.js';
import { type Scene, sceneOn } from '../queries/scene.js';

const zipOf = (files: Record<string, string>) =>
  zipped(Object.entries(files).map(([path, content]) => ({ path, content: Buffer.from(content) })));

describe('frontends', () => {
  onEachDatabase((_name, open) => {
    let scene: Scene;
    let frontends: Frontends;
    before(async () => {
      scene = await sceneOn(await open());
      const now = () => scene.now;
      frontends = new Frontends({ queries: scene.queries, now, publicUrl: 'https://gw.example', projectDir: '.' });
    });

    const refuses = (work: Promise<unknown>, code: FrontendErrorCode, message = /./) =>
      assert.rejects(work, (error: Error & { code: string }) => {
        assert.deepEqual([error.name, error.code], ['FrontendError', code], error.message);
        return message.test(error.message);
      });
    const paths = async (path: string) => (await frontends.files(await frontends.find(path))).map((file) => file.path);

    it('are made of a name, with files to begin with', async () => {
      const made = await frontends.create('Mock CRM', ['https://Intranet.example.com/']);
      assert.deepEqual(made, {
        id: made.id,
        name: 'Mock CRM',
        path: 'mock-crm',
        allowed_domains: ['https://intranet.example.com'],
        created_at: scene.now.toISOString(),
        updated_at: scene.now.toISOString(),
      });
      assert.equal(frontends.urlOf(made), 'https://gw.example/frontends/mock-crm/');
      const files = await frontends.files(made);
      assert.deepEqual(
        files.map(({ path, type }) => [path, type]),
        [
          ['index.html', 'text/html; charset=utf-8'],
          ['script.js', 'text/javascript; charset=utf-8'],
          ['styles.css', 'text/css; charset=utf-8'],
        ],
      );
      const [index] = await frontends.contents(made, ['index.html']);
      assert.match(String(index?.content), /<title>Mock CRM<\/title>/);
      assert.equal(index?.content.length, index?.size);
    });

    it('are found by their path, whatever its capitals, and by their id', async () => {
      const { id } = await frontends.find('mock-crm');
      assert.equal((await frontends.find('Mock-CRM')).id, id);
      assert.equal((await frontends.find(String(id))).id, id);
      for (const unknown of ['nope', '999999', '0', 'a\0b', '1e3']) await refuses(frontends.find(unknown), 'not_found');
    });

    const names: [string, FrontendErrorCode][] = [
      ['', 'invalid_value'],
      ['a  b', 'invalid_value'],
      [' a', 'invalid_value'],
      ['a/b', 'invalid_value'],
      ['a.b', 'invalid_value'],
      ['<b>', 'invalid_value'],
      ['ü', 'invalid_value'],
      ['a'.repeat(FRONTEND_LIMITS.name_length + 1), 'invalid_value'],
      ['Mock CRM', 'name_taken'],
      ['mock crm', 'name_taken'],
      ['MOCK-CRM', 'name_taken'],
    ];
    for (const [name, code] of names) {
      it(`are not called "${name.slice(0, 20)}" (${code})`, async () => {
        await refuses(frontends.create(name), code);
        assert.equal((await frontends.list()).length, 1);
      });
    }

    const domains: [string, boolean][] = [
      ['https://a.example', true],
      ['https://*.a.example:8443', true],
      ['http://localhost:8080', true],
      ['https://a.example:443', true],
      ['http://a.example', false],
      ['a.example', false],
      ['*', false],
      ['https://*', false],
      ['https://*.com', false],
      ['https://a.example/path', false],
      ['https://a.example; script-src *', false],
      ["'self'", false],
      ['https://a.example:99999', false],
      ['javascript:alert(1)', false],
      ['https://user@a.example', false],
      ['', false],
    ];
    for (const [domain, ok] of domains) {
      it(`${ok ? 'are' : 'are not'} shown by ${domain}`, async () => {
        const { id } = await frontends.find('mock-crm');
        const change = frontends.change(id, { domains: [domain] });
        if (!ok) return refuses(change, 'invalid_value');
        await change;
        assert.deepEqual((await frontends.find('mock-crm')).allowed_domains, [domain]);
      });
    }

    it('are shown by so many sites', async () => {
      const { id } = await frontends.find('mock-crm');
      const many = Array.from({ length: FRONTEND_LIMITS.allowed_domains + 1 }, (_, i) => `https://a${i}.example`);
      await refuses(frontends.change(id, { domains: many }), 'limit_reached');
      await frontends.change(id, { domains: [] });
    });

    it('get another name, and keep their address', async () => {
      const { id } = await frontends.find('mock-crm');
      await frontends.create('Other');
      await refuses(frontends.change(id, { name: 'Other' }), 'name_taken');
      await refuses(frontends.change(id, { name: '../x' }), 'invalid_value');
      await frontends.change(id, { name: 'Customers' });
      assert.deepEqual(
        (await frontends.list()).map(({ name, path, files }) => [name, path, files]),
        [
          ['Customers', 'mock-crm', 3],
          ['Other', 'other', 3],
        ],
      );
    });

    it('take files, tell new ones from old, and give them back as they are', async () => {
      const frontend = await frontends.find('other');
      scene.now = new Date(scene.now.getTime() + 1000);
      const bytes = Buffer.from([0, 1, 2, 0xff]);
      const { created, file } = await frontends.putFile(frontend, 'images/a.png', bytes);
      assert.deepEqual([created, file.type, file.size], [true, 'image/png', 4]);
      assert.equal((await frontends.putFile(frontend, 'images/a.png', Buffer.from([5]))).created, false);
      assert.equal((await frontends.putFile(frontend, 'images/a.png', bytes)).created, false);
      const [stored] = await frontends.contents(frontend, ['images/a.png']);
      assert.deepEqual(stored?.content, bytes);
      assert.equal((await frontends.find('other')).updated_at, scene.now.toISOString());
    });

    it('refuse what is no file of theirs, and nothing has changed', async () => {
      const frontend = await frontends.find('other');
      const before = await frontends.files(frontend);
      const put = (path: string, text = 'x') => frontends.putFile(frontend, path, Buffer.from(text));
      await refuses(put('../x'), 'bad_path');
      await refuses(put('Images/A.png'), 'bad_path', /capitals/);
      await refuses(put('images'), 'bad_path', /folder/);
      await refuses(put('index.html', '<b onclick=x>'), 'bad_file', /line 1, column 4: <b onclick>/);
      await refuses(frontends.contents(frontend, ['index.html', 'nope']), 'not_found', /no file nope/);
      await refuses(frontends.contents(frontend, ['../x']), 'bad_path');
      await refuses(frontends.deleteFile(frontend, 'index.html'), 'bad_file', /cannot be deleted/);
      await refuses(frontends.deleteFile(frontend, './index.html'), 'bad_path');
      await refuses(frontends.deleteFile(frontend, 'nope'), 'not_found');
      assert.deepEqual(await frontends.files(frontend), before);
    });

    it('lose a file', async () => {
      const frontend = await frontends.find('other');
      assert.equal((await frontends.deleteFile(frontend, 'images/a.png')).size, 4);
      assert.deepEqual(await paths('other'), ['index.html', 'script.js', 'styles.css']);
    });

    it('come of a zip, and go into one', async () => {
      const zip = await zipOf({ 'index.html': '<p>', 'a/b.js': 'x' });
      await frontends.create('Zipped', [], zip);
      assert.deepEqual(await paths('zipped'), ['a/b.js', 'index.html']);
      assert.deepEqual(await frontends.zip(await frontends.find('zipped')), zip);
    });

    it('are replaced by a zip as a whole, or not at all', async () => {
      const frontend = await frontends.find('zipped');
      assert.equal(await frontends.replace(frontend, await zipOf({ 'index.html': 'new', 'c.css': '' })), 2);
      assert.deepEqual(await paths('zipped'), ['c.css', 'index.html']);
      const bad: [Record<string, string>, FrontendErrorCode, RegExp][] = [
        [{ 'a.html': 'x' }, 'bad_file', /no index\.html at its top level\.$/],
        [{ 'dist/index.html': 'x' }, 'bad_file', /it is dist\/index\.html/],
        [{ 'index.html': 'x', 'pages/a.html': '<script>x</script>' }, 'bad_file', /^pages\/a\.html holds scripts/],
        [{ 'index.html': 'x', 'a.js': 'x', 'A.js': 'x' }, 'bad_path', /capitals/],
        [{ 'index.html': '<script src="/frontends/other/a.js"></script>' }, 'bad_file', /below \/frontends\/zipped\//],
      ];
      for (const [files, code, message] of bad) {
        await refuses(frontends.replace(frontend, await zipOf(files)), code, message);
        await refuses(frontends.create('Never', [], await zipOf(files)), code);
      }
      assert.deepEqual(await paths('zipped'), ['c.css', 'index.html']);
      await refuses(frontends.find('never'), 'not_found');
    });

    it('hold so many files', async () => {
      const frontend = await frontends.find('zipped');
      const names = Array.from({ length: FRONTEND_LIMITS.files - 1 }, (_, i) => [`${i}.txt`, '']);
      await frontends.replace(frontend, await zipOf({ 'index.html': '', ...Object.fromEntries(names) }));
      await refuses(frontends.putFile(frontend, 'more.txt', Buffer.from('')), 'limit_reached', /500 files/);
      assert.equal((await frontends.putFile(frontend, '1.txt', Buffer.from('x'))).created, false);
    });

    it('hold so many bytes', async () => {
      const frontend = await frontends.find('zipped');
      const large = 'x'.repeat(FRONTEND_LIMITS.file_bytes);
      await frontends.replace(
        frontend,
        await zipOf({ 'index.html': '', a: large, b: large, c: large, d: large, e: '' }),
      );
      await frontends.putFile(frontend, 'e', Buffer.from(large));
      await refuses(frontends.putFile(frontend, 'f', Buffer.from('x')), 'limit_reached', /together/);
    });

    it('stay whole when many change them at once', async () => {
      const frontend = await frontends.find('other');
      await Promise.all(
        Array.from({ length: 10 }, (_, i) => frontends.putFile(frontend, `${i % 3}.txt`, Buffer.from(`${i}`))),
      );
      assert.equal((await paths('other')).length, 6);
      const made = await Promise.allSettled(Array.from({ length: 4 }, () => frontends.create('Racing')));
      assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 1);
    });

    it('go with their files', async () => {
      const { id } = await frontends.find('zipped');
      await frontends.delete(id);
      await refuses(frontends.delete(id), 'not_found');
      assert.equal((await scene.queries.frontends.files(id)).length, 0);
      await refuses(frontends.putFile({ id, path: 'zipped' } as never, 'a.txt', Buffer.from('')), 'not_found');
    });

    it('are so many at the most, however many are made at once', async () => {
      const { count, create } = scene.queries.frontends;
      for (let i = await count(); i < FRONTEND_LIMITS.frontends - 2; i++)
        await create({ name: `n${i}`, path: `n${i}`, allowed_domains: [] }, scene.now);
      const made = await Promise.allSettled(Array.from({ length: 6 }, (_, i) => frontends.create(`At once ${i}`)));
      assert.equal(made.filter(({ status }) => status === 'fulfilled').length, 2);
      await refuses(frontends.create('One more'), 'limit_reached', /100 frontends/);
    });
  });
});
