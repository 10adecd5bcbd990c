import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { start } from './e2e/process.js';
import { freePort } from './free-port.js';

/** What only some requests need is loaded for the first of them: each of these takes milliseconds and megabytes of every start. */
const LATER = [
  '@fastify/busboy',
  '@node-rs/argon2',
  '@opentelemetry/exporter-trace-otlp-http',
  '@opentelemetry/sdk-trace',
  'acorn',
  'fast-xml-parser',
  'graphile-worker',
  'jose',
  'jq-wasm',
  'marked',
  'minisearch',
  'nodemailer',
  'oidc-provider',
  'parse5',
  'preact',
  'prom-client',
  'quickjs-emscripten-core',
  're2js',
  'undici',
  'yaml',
  'yauzl',
  'yazl',
];

/** The files of ours and of packages that a script is made of: itself, or what was bundled in it. */
function madeOf(script: string): string[] {
  if (!script.includes('/dist/gateway/')) return [script];
  return [...readFileSync(new URL(script), 'utf8').matchAll(/^\/\/ (\S+)$/gm)].map((match) => match[1] as string);
}

describe('a start', () => {
  let dir: string;
  let loaded: string[];
  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'gateway-start-'));
    const data = { GATEWAY_DATA_DIR: join(dir, 'data'), GATEWAY_LOG_LEVEL: 'warn' };
    // The first start of all also makes the examples and a password.
    for (const coverage of ['first', 'second']) {
      const env = { ...data, PORT: String(await freePort()), NODE_V8_COVERAGE: join(dir, coverage) };
      const gateway = start(['serve'], env);
      await gateway.printed(/is ready/);
      gateway.child.kill();
      assert.equal((await gateway.finished).code, 0);
    }
    const [file] = readdirSync(join(dir, 'second')).filter((name) => name.startsWith('coverage-'));
    const { result } = JSON.parse(readFileSync(join(dir, 'second', file as string), 'utf8'));
    const scripts: string[] = result.map(({ url }: { url: string }) => url);
    loaded = scripts.filter((url) => url.startsWith('file:')).flatMap(madeOf);
  });
  after(() => rmSync(dir, { recursive: true, force: true }));

  it('loads what every request needs', () => {
    assert(loaded.some((file) => file.includes('node_modules/koa/')));
    assert(loaded.some((file) => file.includes('dist/src/mcp/')));
  });

  for (const name of LATER) {
    it(`does not load ${name} yet`, () =>
      assert.deepEqual(
        loaded.filter((file) => file.includes(`node_modules/${name}/`)),
        [],
      ));
  }

  it('does not load the pages yet', () =>
    assert.deepEqual(
      loaded.filter((file) => /dist\/src\/(web|oauth\/authorization)/.test(file)),
      [],
    ));
});
