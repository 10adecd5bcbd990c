import { type FSWatcher, watch as watchFiles } from 'node:fs';
import { basename, dirname } from 'node:path';

/** Editors save in several steps; what follows within this many milliseconds belongs together. */
const SETTLE = 60;

/** Calls back now, and whenever the file changes; never twice at a time. Watches the folder, as editors replace files. */
export function watch(file: string, onChange: () => Promise<void>): FSWatcher {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = onChange();
  const watcher = watchFiles(dirname(file) || '.', (_event, name) => {
    if (name !== null && name !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(onChange);
    }, SETTLE);
  });
  return watcher;
}
