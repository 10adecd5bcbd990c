import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Which folders of the house may use which: arrows run one way. */
const ARROWS: Record<string, string[]> = {
  src: [
    'web',
    'oauth',
    'mcp',
    'http',
    'request',
    'tools',
    'admin',
    'buildhelper',
    'documentation',
    'frontends',
    'resources',
    'prompts',
    'schedules',
    'queue',
    'engine',
    'adapters',
    'network',
    'mockcore',
    'events',
    'auth',
    'crypto',
    'queries',
    'database',
    'generated',
    'ops',
    'tracing',
  ],
  cli: [
    'src',
    'oauth',
    'tools',
    'buildhelper',
    'frontends',
    'schedules',
    'engine',
    'adapters',
    'network',
    'mockcore',
    'events',
    'auth',
    'crypto',
    'queries',
    'database',
  ],
  web: [
    'oauth',
    'mcp',
    'tools',
    'documentation',
    'frontends',
    'schedules',
    'engine',
    'adapters',
    'network',
    'auth',
    'crypto',
    'events',
    'queries',
    'request',
    'src',
  ],
  oauth: ['auth', 'crypto', 'network', 'queries', 'request'],
  http: ['request', 'engine', 'auth', 'crypto', 'queries'],
  mcp: ['request', 'auth', 'events'],
  request: [],
  tools: [
    'mcp',
    'admin',
    'buildhelper',
    'documentation',
    'frontends',
    'engine',
    'auth',
    'crypto',
    'events',
    'queries',
    'generated',
  ],
  admin: ['frontends', 'schedules', 'engine', 'adapters', 'auth', 'crypto', 'queries'],
  buildhelper: ['adapters', 'request'],
  documentation: [],
  frontends: ['queries'],
  resources: ['mcp', 'tools', 'documentation', 'queries', 'generated'],
  prompts: ['mcp', 'tools', 'queries', 'generated'],
  schedules: ['engine', 'crypto', 'queries'],
  queue: ['queries', 'database'],
  engine: ['adapters', 'network', 'crypto', 'queries', 'tracing'],
  adapters: ['network'],
  network: [],
  mockcore: ['request'],
  events: ['database'],
  crypto: [],
  auth: ['queries'],
  queries: ['database'],
  database: [],
  ops: ['request'],
  tracing: ['request'],
  generated: [],
  codegen: [],
};

const filesBelow = (dir: string): string[] =>
  readdirSync(join(ROOT, dir), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => join(dir, file));

/** `src/mcp/server.ts` is of `mcp`; what stands in src/ itself is of `src`. */
function folderOf(file: string): string {
  const [top, next, ...rest] = file.split('/');
  if (top !== 'src') return top as string;
  return rest.length > 0 ? (next as string) : 'src';
}

const importsOf = (file: string): string[] =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(
    (match) => match[1] as string,
  );

const files = ['src', 'codegen', 'generated'].flatMap(filesBelow);

describe('the house', () => {
  it('is where it was', () => assert(files.length > 50));

  for (const file of files) {
    it(`${file} uses only what it may`, () => {
      const folder = folderOf(file);
      const allowed = [folder, ...(ARROWS[folder] ?? [])];
      for (const imported of importsOf(file).filter((path) => path.startsWith('.'))) {
        const target = folderOf(relative(ROOT, resolve(ROOT, dirname(file), imported)));
        assert(allowed.includes(target), `${file} imports ${imported}; ${folder} may use ${allowed.join(', ')}`);
      }
    });
  }

  const only: [string, { given: RegExp; want: RegExp }][] = [
    [
      'Koa',
      {
        given: /^(koa|@koa\/.*)$/,
        want: /^src\/(app\.ts|doors\.ts|worker-app\.ts|mcp\/|http\/|mockcore\/|oauth\/|web\/)/,
      },
    ],
    ['the SDK', { given: /^@modelcontextprotocol\//, want: /^src\/(mcp|tools)\// }],
    ['Knex', { given: /^knex$/, want: /^src\/(database\/|queries\/|main\.ts)/ }],
    ['a database driver', { given: /^(better-sqlite3|pg)$/, want: /^src\/database\// }],
    ['ts-morph', { given: /^ts-morph$/, want: /^codegen\// }],
  ];
  for (const [name, { given, want }] of only) {
    it(`knows ${name} in one place only`, () => {
      const users = files.filter((file) => importsOf(file).some((imported) => given.test(imported)));
      assert.deepEqual(
        users.filter((file) => !want.test(file)),
        [],
      );
    });
  }

  it('asks which database it is in src/database/ alone', () => {
    const askers = files.filter((file) => /isPostgres|client\.config/.test(readFileSync(join(ROOT, file), 'utf8')));
    assert.deepEqual(
      askers.filter((file) => !file.startsWith('src/database/')),
      [],
    );
  });

  it('reads the environment in one place', () => {
    const readers = files.filter((file) => readFileSync(join(ROOT, file), 'utf8').includes('process.env'));
    assert.deepEqual(readers.filter((file) => file.startsWith('src/')).sort(), ['src/cli/gateway.ts']);
  });

  it('has no file that says nothing of what is in it', () => {
    const vague = /\/(index|utils?|helpers?|common|misc|manager|service)\.ts$/;
    assert.deepEqual(
      files.filter((file) => vague.test(file)),
      [],
    );
  });
});
