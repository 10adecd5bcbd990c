import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { STUB_MARKER } from '../../codegen/emit/handler-stub.js';
import { PROGRAM } from './program.js';

const CASE = 'test/codegen/cases';

/** A folder with a catalog, in which the command line runs as a person would run it. */
class Workplace {
  readonly folder = mkdtempSync(join(tmpdir(), 'codegen-'));

  constructor(golden: string) {
    this.catalog(golden);
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  write(name: string, content: string): void {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), content);
  }

  catalog(golden: string): void {
    this.write('tools.yaml', readFileSync(`${CASE}/${golden}/tools.yaml`, 'utf8'));
  }

  start(...args: string[]): ChildProcess {
    return spawn(process.execPath, [...PROGRAM, ...args], { cwd: this.folder });
  }

  async run(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const child = this.start(...args);
    const text = { stdout: '', stderr: '' };
    child.stdout?.on('data', (chunk) => (text.stdout += chunk));
    child.stderr?.on('data', (chunk) => (text.stderr += chunk));
    const [code] = (await once(child, 'close')) as [number];
    return { code, ...text };
  }

  files(folder = ''): string[] {
    return readdirSync(this.path(folder), { withFileTypes: true })
      .flatMap((entry) => (entry.isDirectory() ? this.files(join(folder, entry.name)) : [join(folder, entry.name)]))
      .sort();
  }
}

describe('codegen: command line', function () {
  this.timeout(60_000);
  let place: Workplace;
  beforeEach(() => {
    place = new Workplace('strings');
  });
  afterEach(() => rmSync(place.folder, { recursive: true, force: true }));

  describe('write', () => {
    it('writes everything, and says so', async () => {
      const { code, stdout, stderr } = await place.run();
      assert.equal(code, 0);
      assert.equal(stderr, '');
      assert.match(stdout, /^generated\/contract\.ts: written$/m);
      assert.match(stdout, /^src\/tools\/greet\.ts: written as a stub: make it answer$/m);
      assert.match(stdout, /^7 files from tools\.yaml, 7 changed$/m);
      assert.deepEqual(place.files(), [
        'docs/tools.md',
        'generated/catalog.schema.json',
        'generated/contract.ts',
        'generated/json-schemas.ts',
        'generated/registry.ts',
        'generated/schemas.ts',
        'generated/tools/greet.ts',
        'src/tools/greet.ts',
        'tools.yaml',
      ]);
    });

    it('touches only what changed', async () => {
      await place.run();
      const before = statSync(place.path('generated/contract.ts')).mtimeMs;
      place.write('generated/registry.ts', 'something else');
      const { stdout } = await place.run();
      assert.match(stdout, /^generated\/registry\.ts: written\n7 files from tools\.yaml, 1 changed$/m);
      assert.equal(statSync(place.path('generated/contract.ts')).mtimeMs, before);
    });

    it('removes what it wrote for a tool that is gone, and nothing that it did not write', async () => {
      await place.run();
      place.write('generated/notes.txt', 'mine');
      place.catalog('nothing');
      const { stdout } = await place.run();
      assert.match(stdout, /^generated\/tools\/greet\.ts: removed$/m);
      assert.match(stdout, /^generated\/notes\.txt: is not generated/m);
      assert.equal(place.read('generated/notes.txt'), 'mine');
      assert.equal(existsSync(place.path('generated/tools')), false);
      assert.ok(existsSync(place.path('src/tools/greet.ts')));
    });

    it('writes nothing from a catalog with errors', async () => {
      place.catalog('error-levels');
      const { code, stdout, stderr } = await place.run();
      assert.equal(code, 2);
      assert.equal(stdout, '');
      assert.equal(stderr, readFileSync(`${CASE}/error-levels/stderr.txt`, 'utf8'));
      assert.deepEqual(place.files(), ['tools.yaml']);
    });

    it('takes other folders', async () => {
      place.write('other.yaml', place.read('tools.yaml'));
      const args = ['--catalog', 'other.yaml', '--out', 'out/gen', '--handlers', '', '--docs', ''];
      assert.equal((await place.run(...args)).code, 0);
      assert.deepEqual(
        place.files().filter((path) => !path.startsWith('out/gen/')),
        ['other.yaml', 'tools.yaml'],
      );
      assert.equal((await place.run(...args, '--check')).code, 0);
    });
  });

  describe('stubs', () => {
    it('are written once, for tools, actions, resources and prompts', async () => {
      place.catalog('actions');
      await place.run();
      const stub = place.read('src/tools/files.ts');
      assert.match(stub, /^export const files: Handler<'files'> = \{$/m);
      assert.match(stub, /^ {2}async 'list-files'\(_call, _input\) \{$/m);
      assert.ok(stub.includes(STUB_MARKER));
      place.write('src/tools/files.ts', '// by hand\n');
      const { stdout } = await place.run();
      assert.doesNotMatch(stdout, /stub/);
      assert.equal(place.read('src/tools/files.ts'), '// by hand\n');

      place.catalog('resources-and-prompts');
      await place.run('--handlers', 'handlers');
      assert.match(place.read('handlers/resources/run-log.ts'), /export const runLog: ResourceHandler<'run_log'>/);
      assert.match(place.read('handlers/resources/page.ts'), /\n {2}async list\(_call\) \{\n[\s\S]*\n {2}async read\(/);
      const prompt = place.read('handlers/prompts/explain.ts');
      assert.match(prompt, /async get\(_call, _values\)[\s\S]*async complete\(_call, _argument, _typed\)/);
      assert.doesNotMatch(place.read('handlers/prompts/hello.ts'), /complete/);
    });
  });

  describe('check', () => {
    it('is content with what is current', async () => {
      await place.run();
      const { code, stdout } = await place.run('--check');
      assert.equal(code, 0);
      assert.equal(stdout, '7 files are current with tools.yaml\n');
    });

    it('reports what is missing, changed and orphaned, writes nothing, and names the command that mends it', async () => {
      await place.run();
      rmSync(place.path('generated/contract.ts'));
      place.write(
        'generated/registry.ts',
        place.read('generated/registry.ts').replace("name: 'case'", "name: 'other'"),
      );
      place.write('generated/tools/old.ts', 'export const old = 1;\n');
      place.write('docs/tools.md', `${place.read('docs/tools.md')}more\n`);
      const before = place.files();
      const { code, stdout, stderr } = await place.run('--check');
      assert.equal(code, 1);
      assert.equal(stdout, '');
      assert.match(stderr, /^docs\/tools\.md: changed$/m);
      assert.match(stderr, /^generated\/contract\.ts: missing\n--- \/dev\/null/m);
      assert.match(stderr, /^generated\/registry\.ts: changed$/m);
      assert.match(stderr, /^- {2}name: 'other',\n\+ {2}name: 'case',$/m);
      assert.match(
        stderr,
        /^generated\/tools\/old\.ts: orphaned\n--- generated\/tools\/old\.ts.*\n\+\+\+ \/dev\/null/m,
      );
      assert.match(stderr, /^4 files not current with tools\.yaml\. To mend: npm run codegen$/m);
      assert.deepEqual(place.files(), before);
    });

    it('names the command with the options that it was given', async () => {
      const { code, stderr } = await place.run('--check', '--out', 'gen', '--docs', '');
      assert.equal(code, 1);
      assert.match(stderr, /To mend: npm run codegen -- --out gen --docs ''\n$/);
    });

    it('does not ask for handlers', async () => {
      await place.run();
      rmSync(place.path('src'), { recursive: true });
      assert.equal((await place.run('--check')).code, 0);
    });

    it('looks past files that begin with a dot', async () => {
      await place.run();
      place.write('generated/.DS_Store', '');
      assert.equal((await place.run('--check')).code, 0);
    });

    it('exits 2 for a catalog with errors, however stale the rest is', async () => {
      place.catalog('error-levels');
      assert.equal((await place.run('--check')).code, 2);
    });
  });

  describe('formats', () => {
    it('json: one object, for each outcome', async () => {
      const written = await place.run('--format', 'json');
      assert.equal(JSON.parse(written.stdout).status, 'written');
      const current = await place.run('--check', '--format', 'json');
      assert.deepEqual(JSON.parse(current.stdout), { status: 'current', catalog: 'tools.yaml', files: 7 });
      rmSync(place.path('generated/contract.ts'));
      const stale = JSON.parse((await place.run('--check', '--format', 'json')).stdout);
      assert.equal(stale.status, 'stale');
      assert.equal(stale.command, 'npm run codegen');
      assert.deepEqual(
        stale.stale.map(({ path, state }: { path: string; state: string }) => [path, state]),
        [['generated/contract.ts', 'missing']],
      );
      place.catalog('error-codes');
      const invalid = await place.run('--check', '--format', 'json');
      assert.equal(invalid.code, 2);
      const [first] = JSON.parse(invalid.stdout).problems;
      assert.deepEqual([first.line, first.column, first.length], [24, 63, 9]);
      assert.match(first.message, /not_fuond/);
    });

    it('github-actions: an annotation for each problem and each stale file', async () => {
      const stale = await place.run('--check', '--format', 'github-actions');
      assert.equal(stale.code, 1);
      assert.match(
        stale.stdout,
        /^::error file=generated\/contract\.ts,line=1,title=Generated file missing::To mend: npm run codegen%0A--- /m,
      );
      place.catalog('error-codes');
      const { code, stdout } = await place.run('--format', 'github-actions');
      assert.equal(code, 2);
      assert.match(stdout, /^::error file=tools\.yaml,line=24,col=63,endColumn=72,title=[^:]+::there is no error/m);
      assert.equal(stdout.trimEnd().split('\n').length, 4);
      assert.doesNotMatch(stdout, /\n(?!::error|$)/);
    });
  });

  describe('mistakes', () => {
    const mistakes: [name: string, args: string[], message: RegExp][] = [
      ['an unknown option', ['--chekc'], /Unknown option '--chekc'/],
      ['an unknown format', ['--format', 'xml'], /--format is one of text, json, github-actions, not xml/],
      ['checking and watching at once', ['--check', '--watch'], /--check and --watch exclude each other/],
      ['no catalog', ['--catalog', ''], /cannot be empty/],
      ['something that is no option', ['generate'], /Unexpected argument 'generate'/],
    ];
    for (const [name, args, message] of mistakes) {
      it(`${name}: exits 3 and shows how it is meant`, async () => {
        const { code, stderr } = await place.run(...args);
        assert.equal(code, 3);
        assert.match(stderr, message);
        assert.match(stderr, /^Usage: /m);
      });
    }

    it('a catalog that is not there: exits 2', async () => {
      const { code, stderr } = await place.run('--catalog', 'nothing.yaml');
      assert.equal(code, 2);
      assert.equal(stderr, 'nothing.yaml cannot be read: there is no such file\n');
    });

    it('--help: exits 0', async () => {
      const { code, stdout } = await place.run('--help');
      assert.equal(code, 0);
      assert.match(stdout, /^Usage: /);
    });
  });

  describe('watch', () => {
    it('generates again as the catalog changes, and keeps the last good output while it is broken', async () => {
      const child = place.start('--watch');
      let output = '';
      child.stdout?.on('data', (chunk) => (output += chunk));
      child.stderr?.on('data', (chunk) => (output += chunk));
      const saw = async (pattern: RegExp) => {
        while (!pattern.test(output)) {
          await Promise.race([
            once(child.stdout as NodeJS.ReadableStream, 'data'),
            once(child.stderr as NodeJS.ReadableStream, 'data'),
          ]);
        }
        output = '';
      };
      try {
        await saw(/7 changed[\s\S]*Watching tools\.yaml/);
        const good = place.read('generated/registry.ts');

        place.catalog('error-levels');
        await saw(/9 problems in tools\.yaml[\s\S]*The last good output stays\.[\s\S]*Watching/);
        assert.equal(place.read('generated/registry.ts'), good);

        place.catalog('numbers');
        await saw(/generated\/tools\/count\.ts: written[\s\S]*generated\/tools\/greet\.ts: removed[\s\S]*Watching/);

        rmSync(place.path('tools.yaml'));
        await saw(/tools\.yaml cannot be read[\s\S]*Watching/);
        place.catalog('strings');
        await saw(/generated\/tools\/greet\.ts: written[\s\S]*Watching/);
      } finally {
        child.kill();
        await once(child, 'close');
      }
    });
  });
});
