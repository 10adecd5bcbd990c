import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const BUILT = resolve('dist/codegen/main.js');
const TSX = pathToFileURL(resolve('node_modules/tsx/dist/loader.mjs')).href;

const files = readdirSync('codegen', { recursive: true, encoding: 'utf8' }).map((file) =>
  statSync(join('codegen', file)),
);
const isCurrent = existsSync(BUILT) && files.every(({ mtimeMs }) => mtimeMs < statSync(BUILT).mtimeMs);

/** What to start Node.js with for the generator's command line: as it was built, unless that is older than what it is built from. */
export const PROGRAM: readonly string[] = isCurrent ? [BUILT] : ['--import', TSX, resolve('codegen/main.ts')];
