import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { frontendCommand } from '../../src/cli/frontend.js';
import { frontendFile } from '../../src/frontends/frontend-file.js';
import { FRONTEND_LIMITS } from '../../src/frontends/frontend-limits.js';
import { frontendPolicy } from '../../src/frontends/frontend-policy.js';
import { zipped } from '../../src/frontends/zipped.js';
import { configOf, runCommand } from '../cli/command-run.js';
import { freshDatabase } from '../database/harness.js';
import { blocksOf } from './blocks.js';

const PAGE = readFileSync('docs/frontends.md', 'utf8');
const BLOCKS = blocksOf(PAGE);
const EXAMPLE = 'examples/frontends/mock-crm';

describe('docs/frontends.md', () => {
  BLOCKS.forEach(({ language, text, line }, at) => {
    if (language !== 'html') return;
    const next = BLOCKS[at + 1];
    const message = next?.language === 'text' ? next.text.trim() : null;
    it(`the HTML at line ${line} is ${message ? 'refused as it says' : 'taken'}`, () => {
      const store = () => frontendFile('mock-crm', 'index.html', Buffer.from(text));
      if (message) assert.throws(store, { code: 'bad_file', message });
      else store();
    });
  });

  it('shows the script that frontends begin with', () => {
    const script = readFileSync('examples/frontends/boilerplate/script.js', 'utf8');
    const shown = BLOCKS.filter(({ language }) => language === 'js');
    assert.equal(shown.length, 2);
    for (const { text } of shown) assert(script.includes(text), text);
  });

  it('shows the policy', () => {
    const policy = frontendPolicy({
      path: 'mock-crm',
      hosts: ['gateway.example.com'],
      allowedDomains: [],
      isolated: true,
    });
    const shown = BLOCKS.find(({ language }) => language === 'csp')?.text;
    assert.equal(shown?.trim().replaceAll('\n', ' '), policy);
    const elsewhere = { path: 'mock-crm', hosts: ['gateway.example.com'], allowedDomains: [], isolated: false };
    assert.match(frontendPolicy(elsewhere), /; sandbox (?!.*popups)/);
  });

  it('says the limits', () => {
    const said = Object.fromEntries(
      [...PAGE.matchAll(/^\| ([a-z][^|]*) \| ([\d]+)( MB)?/gm)].map(([, what = '', number, mega]) => [
        what,
        Number(number) * (mega ? 1_000_000 : 1),
      ]),
    );
    const { frontends, files, file_bytes, checked_bytes, total_bytes, zip_bytes, path_bytes, allowed_domains } =
      FRONTEND_LIMITS;
    assert.deepEqual(said, {
      frontends,
      'files of a frontend': files,
      'a file': file_bytes,
      'a file of HTML, XHTML, SVG or XML': checked_bytes,
      'all files of a frontend': total_bytes,
      'a zip': zip_bytes,
      'a path': path_bytes,
      'allowed domains': allowed_domains,
    });
  });

  it('gives commands that can be given', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gateway-docs-'));
    const fresh = await freshDatabase.SQLite();
    const files = ['index.html', 'script.js', 'styles.css'].map((path) => ({
      path,
      content: readFileSync(`${EXAMPLE}/${path}`),
    }));
    await writeFile(join(folder, 'mock-crm.zip'), await zipped(files));
    const lines = BLOCKS.filter(({ language }) => language === 'sh').flatMap(({ text }) => text.trim().split('\n'));
    for (const line of lines) {
      const [, , command, ...args] = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? '',
      );
      assert.equal(command, 'frontend', line);
      const given = args.map((arg) => (arg.endsWith('.zip') ? join(folder, arg.split('/').at(-1) ?? '') : arg));
      await runCommand(
        frontendCommand(() => configOf(fresh.url)),
        given,
      );
    }
    assert(lines.length >= 6);
    await fresh.remove();
    await rm(folder, { recursive: true });
  });
});
