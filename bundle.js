import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/*
 * Puts what tsc made of src/, and the packages that it uses, into the few files of dist/gateway/, which bin/gateway.js starts. A
 * start otherwise finds, reads and links two thousand small files, and takes three times as long. What is imported when it is
 * first needed goes into files of its own.
 */
const OUT = 'dist/gateway';
const BUILT = fileURLToPath(new URL('dist/src/', import.meta.url));

/** Packages that have to stay where they are: they load machine code, WebAssembly or the code of threads from beside them. */
const APART = [
  '@jitl/quickjs-wasmfile-release-sync',
  '@node-rs/argon2',
  '@opentelemetry/*',
  'better-sqlite3',
  'graphile-worker',
  'jq-wasm',
];

/** Nobody has these; Knex and pg would use them. */
const ABSENT = [
  'mariadb',
  'mariadb/*',
  'mysql',
  'mysql2',
  'oracledb',
  'pg-native',
  'pg-query-stream',
  'sqlite3',
  'tedious',
];

/** Modules that look for something beside them still find it there, and threads run what tsc made. */
const whereTheyWere = {
  name: 'where they were',
  setup({ onLoad }) {
    onLoad({ filter: /\.js$/ }, async ({ path }) => {
      if (!path.startsWith(BUILT)) return null;
      const text = await readFile(path, 'utf8');
      const there = `new URL('../src/${path.slice(BUILT.length)}', import.meta.url).href`;
      return { contents: text.replaceAll('import.meta.url', there) };
    });
  },
};

await rm(OUT, { recursive: true, force: true });
await build({
  entryPoints: ['dist/src/cli/gateway.js'],
  outdir: OUT,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  external: [...APART, ...ABSENT],
  plugins: [whereTheyWere],
  // What packages require of Node, and what stays apart.
  banner: {
    js: "import { createRequire as requireBeside } from 'node:module';\nconst require = requireBeside(import.meta.url);",
  },
  sourcemap: 'linked',
  sourcesContent: false,
  logLevel: 'warning',
});
