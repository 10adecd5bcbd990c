#!/usr/bin/env node
import { existsSync } from 'node:fs';

const program = new URL('../dist/src/cli/gateway.js', import.meta.url);
if (existsSync(program)) await import(program);
else {
  console.error('The gateway is not built yet: run npm install, or npm run build.');
  process.exitCode = 1;
}
