import { readdirSync, statSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import threads, { isMainThread } from 'node:worker_threads';

/*
 * What runs in threads is TypeScript, which tsx reads in the main thread alone, also where it is imported in others. Each
 * thread then needs a tsx of its own, which takes longer to start than all that it reads; so where the build is current,
 * threads run what was built, as they do in production.
 */
const ROOT = new URL('..', import.meta.url);
const SRC = fileURLToPath(new URL('src/', ROOT));
const BUILT = fileURLToPath(new URL('dist/src/', ROOT));

/** Where TypeScript of src/ is when it is built, or null of any other file. */
const builtOf = (file) => (file.startsWith(SRC) ? BUILT + file.slice(SRC.length).replace(/\.ts$/, '.js') : null);

/** `npm run build` writes all files, so one of them tells when it was. */
function isCurrent() {
  const built = statSync(`${BUILT}main.js`, { throwIfNoEntry: false });
  return built !== undefined && ['src', 'generated'].every((folder) => newest(new URL(folder, ROOT)) < built.mtimeMs);
}

function newest(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Math.max(...files.map(({ parentPath, name }) => statSync(`${parentPath}/${name}`).mtimeMs));
}

if (isMainThread) {
  if (isCurrent()) runBuiltThreads();
} else (await import('tsx/esm/api')).register();

/** Threads start without tsx, and without this file. */
function runBuiltThreads() {
  threads.Worker = class extends threads.Worker {
    constructor(file, options) {
      const built = file instanceof URL ? builtOf(fileURLToPath(file)) : null;
      super(built ? pathToFileURL(built) : file, { ...options, ...(built && { execArgv: [] }) });
    }
  };
  syncBuiltinESMExports();
}
