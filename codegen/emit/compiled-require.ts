import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { Script } from 'node:vm';

/** Smaller files compile faster than their cache is read. */
const LARGE = 500_000;

interface Compiler {
  _compile(this: NodeJS.Module, source: string, filename: string): unknown;
}

/**
 * Requires a CommonJS package whose files are large, and keeps what V8 compiled in `node_modules/.cache/`: ts-morph brings
 * nine megabytes of compiler, which takes longer to read than a hundred tools. From Node 22 on, `module.enableCompileCache`
 * does the same.
 */
export function compiledRequire<T>(name: string, from: string): T {
  const require = createRequire(from);
  const folder = join(dirname(require.resolve(`${name}/package.json`)), '../.cache/codegen');
  const prototype = Module.prototype as unknown as Compiler;
  const original = prototype._compile;
  const fresh: [file: string, script: Script][] = [];
  prototype._compile = function (source, filename) {
    if (source.length < LARGE) return original.call(this, source, filename);
    const file = join(
      folder,
      `${basename(filename)}-${source.length}-${statSync(filename).mtimeMs}-${process.version}`,
    );
    const cachedData = read(file);
    const script = new Script(Module.wrap(source), { filename, ...(cachedData && { cachedData }) });
    if (!cachedData || script.cachedDataRejected) fresh.push([file, script]);
    const run = script.runInThisContext();
    return run.call(this.exports, this.exports, createRequire(filename), this, filename, dirname(filename));
  };
  try {
    return require(name) as T;
  } finally {
    prototype._compile = original;
    for (const [file, script] of fresh) keep(file, script);
  }
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Where nothing can be written, there is no cache. */
function keep(file: string, script: Script): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // Another process may read it at the same time, so it appears at once and whole.
    const part = `${file}.${process.pid}`;
    writeFileSync(part, script.createCachedData());
    renameSync(part, file);
  } catch {
    // Nothing is lost but time.
  }
}
