import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path/posix';

/** A file that is not as the catalog wants it. */
export interface Difference {
  readonly path: string;
  readonly state: 'missing' | 'changed' | 'orphaned';
  /** What is there, and what should be; null for nothing. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Compares the files that should be with those that are: in the output folder, no others may be. */
export function differences(files: ReadonlyMap<string, string>, out: string): Difference[] {
  const found: Difference[] = [];
  for (const [path, after] of files) {
    const before = read(path);
    if (before === after) continue;
    found.push({ path, state: before === null ? 'missing' : 'changed', before, after });
  }
  for (const path of filesIn(out)) {
    if (!files.has(path)) found.push({ path, state: 'orphaned', before: read(path), after: null });
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Every file below a folder; what begins with a dot belongs to the system or an editor. */
function filesIn(folder: string): string[] {
  let entries: import('node:fs').Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
  return entries
    .filter(({ name }) => !name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesIn(path) : [path];
    });
}
