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
  const [{ modelOf }, { checkValues }, { ValidatorBook }] = await Promise.all([
    import('./model/model.js'),
    import('./model/check-values.js'),
    import('./emit/validator-book.js'),
  ]);
  const model = modelOf(sound);
  // The contract is begun at once, because it takes the printer longest; it needs no validators.
  const { contractModule } = await import('./emit/contract-module.js');
  const { ModuleWriter } = await import('./emit/module.js');
  const writer = new ModuleWriter(printer);
  const contract = problems.list.length === 0 ? writer.write(contractModule(model)) : '';
  const book = new ValidatorBook(model);
  await checkValues(model, book, defaults, problems);
  if (problems.list.length > 0) return { problems: await source.locate(problems.list) };

  const [{ outputOf }, { toolsPage }, { handlerStubs }] = await Promise.all([
    import('./emit/output.js'),
    import('./page/tools-page.js'),
    import('./emit/handler-stub.js'),
  ]);
  const output = outputOf(model, book, writer);
  const files = new Map<string, string>();
  if (options.docs !== '') files.set(options.docs, toolsPage(model));
  files.set(join(options.out, 'contract.ts'), await contract);
  for (const [path, content] of await output) files.set(join(options.out, path), content);
  return { files, stubs: options.handlers === '' ? new Map() : handlerStubs(model, options.handlers) };
}
