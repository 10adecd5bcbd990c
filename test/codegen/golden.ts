import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { printerHere } from '../../codegen/emit/printer.js';
import { generate } from '../../codegen/generation.js';
import type { Options } from '../../codegen/options.js';
import { textReport } from '../../codegen/report/text.js';

const FOLDER = 'test/codegen/cases';
const printer = printerHere();

/** What the generator makes of a catalog, with names that tell nothing of the machine. */
export const OPTIONS: Options = {
  catalog: 'tools.yaml',
  out: 'generated',
  docs: 'tools.md',
  handlers: '',
  mode: 'write',
  format: 'text',
};

/** A folder of `cases/`: a catalog, and what has to come of it. */
export class GoldenCase {
  readonly name: string;

  constructor(name: string) {
    this.name = name;
  }

  static all(): GoldenCase[] {
    return readdirSync(FOLDER)
      .sort()
      .map((name) => new GoldenCase(name));
  }

  get folder(): string {
    return join(FOLDER, this.name);
  }

  get isError(): boolean {
    return this.name.startsWith('error-');
  }

  get text(): string {
    return readFileSync(join(this.folder, 'tools.yaml'), 'utf8');
  }

  /** Everything that comes of the catalog: files below `expected/`, or `stderr.txt`. */
  async actual(): Promise<Map<string, string>> {
    const generation = await generate(this.text, OPTIONS, printer);
    if ('problems' in generation) {
      const report = { status: 'invalid', catalog: OPTIONS.catalog, problems: generation.problems } as const;
      return new Map([['stderr.txt', textReport(report)]]);
    }
    const files = [...generation.files].map(([path, content]): [string, string] => [`expected/${path}`, content]);
    // Its size would bury the cases; the case that is about it keeps it.
    return new Map(files.filter(([path]) => !path.endsWith('catalog.schema.json') || this.name === 'catalog-schema'));
  }

  expected(): Map<string, string> {
    const found = new Map<string, string>();
    for (const path of ['stderr.txt', ...filesBelow(this.folder, 'expected')]) {
      const file = join(this.folder, path);
      if (existsSync(file)) found.set(path, readFileSync(file, 'utf8'));
    }
    return found;
  }

  update(actual: ReadonlyMap<string, string>): void {
    rmSync(join(this.folder, 'expected'), { recursive: true, force: true });
    rmSync(join(this.folder, 'stderr.txt'), { force: true });
    for (const [path, content] of actual) {
      mkdirSync(dirname(join(this.folder, path)), { recursive: true });
      writeFileSync(join(this.folder, path), content);
    }
  }
}

function filesBelow(root: string, folder: string): string[] {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(root, path) : [path];
  });
}
