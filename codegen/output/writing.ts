import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BANNER } from '../emit/banner.js';
import type { Difference } from './difference.js';

/** Something that was written or removed, or that should have been but is not ours to touch. */
export interface Written {
  readonly path: string;
  readonly what: 'written' | 'removed' | 'foreign' | 'stub';
}

/** Makes the files as they should be. A file in the output folder that the generator did not write is left alone. */
export function write(differences: readonly Difference[]): Written[] {
  return differences.map(({ path, before, after }): Written => {
    if (after !== null) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, after);
      return { path, what: 'written' };
    }
    if (!before?.includes(BANNER)) return { path, what: 'foreign' };
    rmSync(path);
    if (readdirSync(dirname(path)).length === 0) rmdirSync(dirname(path));
    return { path, what: 'removed' };
  });
}

/** Writes handlers where there is no file; one that exists is never touched. */
export function writeStubs(stubs: ReadonlyMap<string, string>): Written[] {
  const missing = [...stubs].filter(([path]) => !existsSync(path));
  return missing.map(([path, content]): Written => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { flag: 'wx' });
    return { path, what: 'stub' };
  });
}
