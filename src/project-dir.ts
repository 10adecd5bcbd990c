import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json and examples/, whether this file runs as TypeScript from src/ or compiled from dist/src/. */
export const PROJECT_DIR: string = (() => {
  let dir = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(`${dir}/package.json`)) dir = dirname(dir);
  return dir;
})();
