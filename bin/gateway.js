#!/usr/bin/env node
import { statSync } from 'node:fs';

const built = new URL('../dist/src/cli/gateway.js', import.meta.url);
/** The same in few files, which starts sooner; older than what it was made of while somebody works with tsc alone. */
const bundled = new URL('../dist/gateway/gateway.js', import.meta.url);

const changedAt = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;

const program = changedAt(bundled) >= changedAt(built) ? bundled : built;
if (changedAt(program) > 0) await import(program);
else {
  console.error('The gateway is not built yet: run npm install, or npm run build.');
  process.exitCode = 1;
}
