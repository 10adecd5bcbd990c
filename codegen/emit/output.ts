import type { Model } from '../model/model.js';
import { catalogSchema } from './catalog-schema.js';
import { checksModule } from './checks-module.js';
import { jsonSchemasModule } from './json-schemas-module.js';
import type { Module, ModuleWriter } from './module.js';
import { registryModule } from './registry-module.js';
import { schemasModule } from './schemas-module.js';
import { toolModule } from './tool-module.js';
import type { ValidatorBook } from './validator-book.js';

/** Every file of the output folder by its path there, sorted, but for the contract. Writing and checking share it. */
export async function outputOf(model: Model, book: ValidatorBook, writer: ModuleWriter): Promise<Map<string, string>> {
  const modules: [path: string, module: Module][] = [
    ['registry.ts', registryModule(model)],
    ['schemas.ts', schemasModule(model, book)],
    ['json-schemas.ts', jsonSchemasModule(model, book)],
    ...model.tools.map((tool): [string, Module] => [`tools/${tool.file}.ts`, toolModule(tool, model.resolver, book)]),
  ];
  if (book.checks.size > 0) modules.push(['checks.ts', checksModule(book.checks)]);
  const files = await Promise.all(
    modules.map(async ([path, module]): Promise<[string, string]> => [path, await writer.write(module)]),
  );
  files.push(['catalog.schema.json', catalogSchema(model)]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
