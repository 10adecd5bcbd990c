import { join } from 'node:path/posix';
import { checkCatalog } from './catalog/check.js';
import type { Span } from './catalog/position.js';
import { Source } from './catalog/source.js';
import type { Printer } from './emit/printer.js';
import type { Options } from './options.js';

/** What a catalog becomes: the files by their path, or what is wrong with it. */
export type Generation = Generated | Refused;

export interface Generated {
  /** Every generated file. */
  readonly files: ReadonlyMap<string, string>;
  /** Handlers to write where there is none. */
  readonly stubs: ReadonlyMap<string, string>;
}

export interface Refused {
  readonly problems: readonly Span[];
}

/** Turns a catalog's text into files, in memory: writing and checking both start from here. */
export async function generate(text: string, options: Options, printer: Printer): Promise<Generation> {
  const source = new Source(options.catalog, text);
  const document = source.value();
  if (!document) return { problems: await source.syntaxErrors() };

  const { problems, sound, defaults } = checkCatalog(document.value);
  const { modelOf } = await import('./model/model.js');
  const { checkValues } = await import('./model/check-values.js');
  const { ValidatorBook } = await import('./emit/validator-book.js');
  const model = modelOf(sound);
  const book = new ValidatorBook(model);
  await checkValues(model, book, defaults, problems);
  if (problems.list.length > 0) return { problems: await source.locate(problems.list) };

  const { outputOf } = await import('./emit/output.js');
  const { toolsPage } = await import('./page/tools-page.js');
  const { handlerStubs } = await import('./emit/handler-stub.js');
  const output = outputOf(model, book, printer);
  const page = options.docs === '' ? '' : toolsPage(model);
  const files = new Map([...(await output)].map(([path, content]) => [join(options.out, path), content]));
  if (options.docs !== '') files.set(options.docs, page);
  return { files, stubs: options.handlers === '' ? new Map() : handlerStubs(model, options.handlers) };
}
