import type { Model } from '../model/model.js';
import type { CheckName } from './check.js';
import { checksModule } from './checks-module.js';
import { contractModule } from './contract-module.js';
import { registryModule } from './registry-module.js';
import { schemasModule } from './schemas-module.js';
import { toolModule } from './tool-module.js';

/** Every file of the output folder by its path there, sorted. Writing and checking share it. */
export function outputOf(model: Model): Map<string, string> {
  const used = new Set<CheckName>();
  const files: [path: string, content: string][] = [
    ...model.tools.map((tool): [string, string] => [`tools/${tool.file}.ts`, toolModule(tool, model.resolver, used)]),
    ['schemas.ts', schemasModule(model.catalog.schemas ?? {}, model.resolver, used)],
    ['contract.ts', contractModule(model)],
    ['registry.ts', registryModule(model)],
  ];
  if (used.size > 0) files.push(['checks.ts', checksModule(used)]);
  return new Map(files.sort(([a], [b]) => (a < b ? -1 : 1)));
}
