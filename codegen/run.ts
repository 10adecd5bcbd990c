import { readFileSync } from 'node:fs';
import type { Printer } from './emit/printer.js';
import { generate } from './generation.js';
import { type Options, writeCommand } from './options.js';
import { differences } from './output/difference.js';
import { write, writeStubs } from './output/writing.js';
import type { Report } from './report/report.js';

/** Reads the catalog once, and writes or checks what is made of it. */
export async function run(options: Options, printer: Printer): Promise<Report> {
  const { catalog, out } = options;
  const generation = await generate(readFileSync(catalog, 'utf8'), options, printer);
  if ('problems' in generation) return { status: 'invalid', catalog, problems: generation.problems };

  const { files, stubs } = generation;
  const found = differences(files, out);
  if (options.mode !== 'check') {
    return { status: 'written', catalog, files: files.size, written: [...write(found), ...writeStubs(stubs)] };
  }
  if (found.length === 0) return { status: 'current', catalog, files: files.size };
  const { staleFiles } = await import('./report/stale-files.js');
  return { status: 'stale', catalog, stale: await staleFiles(found), command: writeCommand(options) };
}
