import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Catalogue } from './catalogue.js';
import type { CatalogueProblem } from './catalogue-problem.js';
import { problemText } from './catalogue-problem.js';
import type { ReadFile } from './file-reader.js';
import { type BuildHelperLimits, buildHelperLimits } from './limits.js';

export interface Folder {
  readonly dir: string;
  /** Whether it is the site's: it need not be there, and its ids begin where the gateway's own end. */
  readonly isSite: boolean;
}

interface Known {
  /** Changes when the file does. */
  readonly stamp: string;
  readonly read: ReadFile | readonly CatalogueProblem[];
}

/**
 * The catalogue in its folders. Nothing is read before it is asked for; a file that was changed is read again when it is asked for
 * the next time, and one that cannot be used is logged and left out.
 */
export class CatalogueFolders {
  readonly #folders: readonly Folder[];
  readonly #log: (problem: string) => void;
  readonly #limits: BuildHelperLimits;
  #known = new Map<string, Known>();
  #catalogue: Catalogue | null = null;
  #looking: Promise<Catalogue> | null = null;

  /** @param log is told of each problem once */
  constructor(
    folders: readonly Folder[],
    log: (problem: string) => void = () => {},
    limits: BuildHelperLimits = buildHelperLimits,
  ) {
    this.#folders = folders;
    this.#log = log;
    this.#limits = limits;
  }

  /** The catalogue as the folders have it now. Those who ask at once look once. */
  catalogue(): Promise<Catalogue> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = null;
    });
    return this.#looking;
  }

  async #look(): Promise<Catalogue> {
    const known = new Map<string, Known>();
    for (const folder of this.#folders) {
      try {
        for (const path of await this.#filesOf(folder)) known.set(path, await this.#fileOf(path, folder));
      } catch (error) {
        const { dir } = folder;
        // As long as it goes on, it is the same problem.
        known.set(
          dir,
          this.#known.get(dir) ?? { stamp: '', read: wholeFile(dir, `it cannot be read: ${(error as Error).message}`) },
        );
      }
    }
    const same = known.size === this.#known.size && [...known].every(([path, now]) => this.#known.get(path) === now);
    if (same && this.#catalogue) return this.#catalogue;
    const reads = [...known.values()].map(({ read }) => read);
    const isRead = (read: Known['read']): read is ReadFile => !Array.isArray(read);
    const catalogue = new Catalogue(
      reads.filter(isRead),
      reads.filter((read) => !isRead(read)).flatMap((problems) => problems as readonly CatalogueProblem[]),
    );
    const told = new Set(this.#catalogue?.problems.map(problemText));
    for (const problem of catalogue.problems.map(problemText)) if (!told.has(problem)) this.#log(problem);
    this.#known = known;
    this.#catalogue = catalogue;
    return catalogue;
  }

  async #filesOf({ dir, isSite }: Folder): Promise<string[]> {
    const names = await readdir(dir).catch((error) => {
      if (isSite && error.code === 'ENOENT') return [];
      throw error;
    });
    const files = names.filter((name) => /^[^.].*\.(yaml|yml|json)$/.test(name)).sort();
    const { files: most } = this.#limits;
    if (files.length > most) throw new Error(`it has ${files.length} files; ${most} are the most`);
    return files.map((name) => join(dir, name));
  }

  async #fileOf(path: string, { isSite }: Folder): Promise<Known> {
    const { size, mtimeMs, ino } = await stat(path);
    const stamp = `${size} ${mtimeMs} ${ino}`;
    const before = this.#known.get(path);
    if (before?.stamp === stamp) return before;
    const name = isSite ? path : basename(path);
    const most = path.endsWith('.json') ? this.#limits.jsonBytes : this.#limits.yamlBytes;
    if (size > most)
      return { stamp, read: wholeFile(name, `it has ${size} bytes; ${most} are the most that is read of such a file`) };
    try {
      const { readCatalogueFile } = await import('./file-reader.js');
      const read = readCatalogueFile(name, await readFile(path, 'utf8'));
      return { stamp, read: isSite && 'content' in read ? this.#ofSite(read) : read };
    } catch (error) {
      return { stamp, read: wholeFile(name, `it cannot be read: ${(error as Error).message}`) };
    }
  }

  /** A site's file keeps to the ids that no release of the gateway will take. */
  #ofSite(read: ReadFile): ReadFile | CatalogueProblem[] {
    const { firstSiteId } = this.#limits;
    const { adapter, services } = read.content;
    const problems: CatalogueProblem[] = [];
    const check = (id: number, path: PropertyKey[]) => {
      if (id < firstSiteId && problems.length < read.mostProblems)
        problems.push(read.problemAt([...path, 'id'], `ids below ${firstSiteId} are for what comes with the gateway`));
    };
    check(adapter.id, ['adapter']);
    for (const [at, { id, field_mapping_sets }] of services.entries()) {
      check(id, ['services', at]);
      for (const [setAt, set] of field_mapping_sets.entries())
        check(set.id, ['services', at, 'field_mapping_sets', setAt]);
    }
    return problems.length === 0 ? read : problems;
  }
}

const wholeFile = (file: string, message: string): CatalogueProblem[] => [{ file, line: 0, column: 0, message }];
