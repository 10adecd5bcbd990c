import type { Path } from './path.js';

/** Something that is wrong with the catalog, and where: at a key, or at the value behind it. */
export interface Problem {
  readonly path: Path;
  readonly at: 'key' | 'value';
  readonly message: string;
}

/** Collects problems, so that a person sees all of them at once. */
export class Problems {
  readonly list: Problem[] = [];

  atValue(path: Path, message: string): void {
    this.list.push({ path, at: 'value', message });
  }

  atKey(path: Path, message: string): void {
    this.list.push({ path, at: 'key', message });
  }
}
