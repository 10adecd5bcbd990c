import type { Model } from '../model/model.js';
import { catalogSchema } from './catalog-schema.js';
import { checksModule } from './checks-module.js';
import { contractModule } from './contract-module.js';
import { jsonSchemasModule } from './json-schemas-module.js';
import { registryModule } from './registry-module.js';
import { schemasModule } from './schemas-module.js';
import { toolModule } from './tool-module.js';
import type { ValidatorBook } from './validator-book.js';

/** Every file of the output folder by its path there, sorted. Writing and checking share it. */
export function outputOf(model: Model, book: ValidatorBook): Map<string, string> {
  const files: [path: string, content: string][] = [
    ...model.tools.map((tool): [string, string] => [`tools/${tool.file}.ts`, toolModule(tool, model.resolver, book)]),
    ['schemas.ts', schemasModule(model, book)],
    ['json-schemas.ts', jsonSchemasModule(model, book)],
    ['contract.ts', contractModule(model)],
    ['registry.ts', registryModule(model)],
    ['catalog.schema.json', catalogSchema(model)],
  ];
  if (book.checks.size > 0) files.push(['checks.ts', checksModule(book.checks)]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
