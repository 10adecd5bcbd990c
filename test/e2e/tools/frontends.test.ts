import assert from 'node:assert/strict';
import { FRONTEND_LIMITS } from '../../../src/frontends/frontend-limits.js';
import { clients, type TestClient } from '../clients.js';
import { startTestGateway, type TestGateway } from '../gateway.js';

// biome-ignore lint/suspicious/noExplicitAny: a test reads what it expects and fails on the rest
type Answer = any;

describe('frontend_operations (domain.md 1.2)', function suite() {
  this.timeout(30_000);
  let gateway: TestGateway;
  before(async () => {
    gateway = await startTestGateway();
  });
  after(() => gateway.stop());

  clients.forEach(([era, connect], number) => {
    describe(`through ${era}`, () => {
      let client: TestClient;
      const path = `mock-crm-${number}`;
      before(async () => {
        const { id, token } = await gateway.user(`ann ${number}`);
        await gateway.queries.userPermissions.grant({ user_id: id, permission: 'frontends', by: null }, new Date());
        client = await connect(gateway.mcpUrl, token);
      });
      after(() => client.close());

      const ask = async (action: string, args: Record<string, unknown> = {}): Promise<Answer> => {
        const { content, isError } = await client.call('frontend_operations', { action, ...args });
        const answer = JSON.parse(content[0]?.text ?? '');
        return isError ? { refused: answer.code, ...answer } : answer;
      };
      const put = (file: string, content: string, more = {}) =>
        ask('put-file', { frontend: path, path: file, content, ...more });
      const files = async () => (await ask('list-files', { frontend: path })).files;

      it('makes a frontend whose path is made from its name, with files that keep the policy', async () => {
        const made = await ask('create-frontend', {
          name: `Mock CRM ${number}`,
          allowed_domains: ['https://intranet.example.com'],
        });
        assert.equal(made.success, true);
        assert.deepEqual(made.frontend, {
          id: made.frontend.id,
          name: `Mock CRM ${number}`,
          path,
          url: `${gateway.url}/frontends/${path}/`,
          allowed_domains: ['https://intranet.example.com'],
        });
        assert.deepEqual(
          made.files.map((file: Answer) => [file.path, file.type]),
          [
            ['index.html', 'text/html; charset=utf-8'],
            ['script.js', 'text/javascript; charset=utf-8'],
            ['styles.css', 'text/css; charset=utf-8'],
          ],
        );
        const { files } = await ask('get-file', { frontend: path, files: ['index.html', 'script.js', 'styles.css'] });
        // What it begins with may be stored as it is, and links the other two.
        for (const file of files) assert.equal((await put(file.path, file.content)).created, false);
        const [index, script] = files;
        assert.match(index.content, /href="styles\.css"[\s\S]*src="script\.js"/);
        assert.match(script.content, /function readCookie[\s\S]*function executeIntegration\(path, payload/);
      });

      it('lists frontends with name, path, address and allowed domains', async () => {
        const { frontends } = await ask('list-frontends');
        const { name, allowed_domains, url } = frontends.find((each: Answer) => each.path === path);
        assert.deepEqual([name, allowed_domains], [`Mock CRM ${number}`, ['https://intranet.example.com']]);
        const page = await fetch(url, { redirect: 'manual' });
        assert.equal(page.status, 401);
      });

      it('refuses a name that is taken, or none', async () => {
        assert.equal((await ask('create-frontend', { name: `mock crm ${number}` })).refused, 'name_taken');
        assert.equal((await ask('create-frontend', { name: '../x' })).refused, 'invalid_value');
        const domain = await ask('create-frontend', { name: 'New', allowed_domains: ["'self'"] });
        assert.deepEqual([domain.refused, domain.hint !== ''], ['invalid_value', true]);
      });

      it('creates, changes, shows and deletes files: text as it is, all else as base64', async () => {
        const text = await put('pages/über.html', '<p>Grüße 👋');
        assert.deepEqual([text.success, text.created, text.file.size], [true, true, 15]);
        const picture = await put('images/dot.png', 'AAH/', { encoding: 'base64' });
        assert.deepEqual([picture.file.type, picture.file.size], ['image/png', 3]);
        assert.equal((await put('images/dot.png', 'AAE=', { encoding: 'base64' })).created, false);
        const shown = await ask('get-file', { frontend: path, files: ['images/dot.png', 'pages/über.html'] });
        assert.deepEqual(
          shown.files.map(({ path, content, encoding }: Answer) => [path, content, encoding]),
          [
            ['images/dot.png', 'AAE=', 'base64'],
            ['pages/über.html', '<p>Grüße 👋', 'utf-8'],
          ],
        );
        assert.equal((await files()).length, 5);
        const deleted = await ask('delete-file', { frontend: path, path: 'images/dot.png' });
        assert.deepEqual([deleted.success, deleted.deleted.path], [true, 'images/dot.png']);
        assert.equal((await files()).length, 4);
      });

      const refused: [string, { given: [string, string, object?]; want: [string, RegExp] }][] = [
        ['../x', { given: ['../x', ''], want: ['bad_path', /\.\./] }],
        ['an absolute path', { given: ['/etc/passwd', ''], want: ['bad_path', /absolute/] }],
        ['an encoded path', { given: ['%2e%2e/x', ''], want: ['bad_path', /percent/] }],
        ['a NUL', { given: ['a\0.js', ''], want: ['bad_path', /NUL/] }],
        ['a backslash', { given: ['..\\x', ''], want: ['bad_path', /backslash/] }],
        ['two slashes', { given: ['a//b', ''], want: ['bad_path', /empty/] }],
        [
          'onclick=',
          {
            given: ['index.html', '<p>\n<button onclick="x()">'],
            want: ['bad_file', /line 2, column 9: <button onclick>/],
          },
        ],
        [
          'a script within',
          { given: ['index.html', '<script>x()</script>'], want: ['bad_file', /line 1, column 1: <script>/] },
        ],
        ['a script in SVG', { given: ['a.svg', '<svg onload="x()"/>'], want: ['bad_file', /<svg onload>/] }],
        [
          'a script in a comment',
          { given: ['index.html', '<!-- <script>x()</script> -->'], want: ['bad_file', /column 6: <script>/] },
        ],
        [
          'a script in an address',
          { given: ['index.html', '<a href="java&#9;script:x()">'], want: ['bad_file', /<a href>/] },
        ],
        [
          'a script of another site',
          { given: ['index.html', '<script src="https://cdn.example/x.js">'], want: ['bad_file', /<script src>/] },
        ],
        ['what is no base64', { given: ['a.png', 'no!', { encoding: 'base64' }], want: ['bad_file', /not base64/] }],
        ['what is no UTF-8', { given: ['a.html', '/w==', { encoding: 'base64' }], want: ['bad_file', /UTF-8/] }],
        [
          'a large file',
          { given: ['a.js', 'x'.repeat(FRONTEND_LIMITS.file_bytes + 1)], want: ['limit_reached', /bytes/] },
        ],
      ];
      for (const [name, { given, want }] of refused) {
        it(`refuses ${name}, and nothing has changed`, async () => {
          const before = await files();
          const answer = await put(...given);
          assert.equal(answer.refused, want[0], JSON.stringify(answer));
          assert.match(answer.message, want[1]);
          assert.notEqual(answer.hint, '');
          assert.deepEqual(await files(), before);
        });
      }

      it('tells all problems of a file at once, each with its place', async () => {
        const { problems } = await put('index.html', '<b onclick=x>\n<i onload=y>');
        assert.deepEqual(
          problems.map(({ tag, attribute, line, column }: Answer) => [tag, attribute, line, column]),
          [
            ['b', 'onclick', 1, 4],
            ['i', 'onload', 2, 4],
          ],
        );
      });

      it('does not delete index.html, nor what is not there', async () => {
        assert.equal((await ask('delete-file', { frontend: path, path: 'index.html' })).refused, 'bad_file');
        assert.equal((await ask('delete-file', { frontend: path, path: 'nope.js' })).refused, 'not_found');
        assert.equal((await ask('delete-file', { frontend: path, path: '../index.html' })).refused, 'bad_path');
        assert.equal((await ask('get-file', { frontend: path, files: ['nope.js'] })).refused, 'not_found');
        assert.equal((await ask('list-files', { frontend: 'nope' })).refused, 'not_found');
      });

      it('is for those who have the right to', async () => {
        const { token: other } = await gateway.user(`bob ${number}`);
        const bob = await connect(gateway.mcpUrl, other);
        try {
          assert(!(await bob.tools()).includes('frontend_operations'));
          const answer = await bob.call('frontend_operations', { action: 'list-frontends' }).catch((error) => error);
          assert(answer instanceof Error || answer.isError);
        } finally {
          await bob.close();
        }
      });
    });
  });
});
