import type { Model } from '../model/model.js';
import { literal } from './literal.js';
import { exportedConst, type Module } from './module.js';

/** `registry.ts`: everything that the catalog declares, in the shape that the runtime serves. */
export function registryModule(model: Model): Module {
  const { catalog, scopes, levels, errors, tools } = model;
  const resources = model.resources.map(({ identifier: _, file: __, variables: ___, listed, ...resource }) => ({
    ...resource,
    ...(listed && { listed }),
  }));
  const handled = model.prompts.map(({ identifier: _, file: __, ...prompt }) => prompt);
  const prompts = [...handled, ...model.examplePrompts];
  const parts = catalog.parts ? `\n  parts: ${literal(catalog.parts, '  ')},` : '';
  const initializer = `{
  name: ${literal(catalog.name)},
  title: ${literal(catalog.title)},
  instructions: ${literal((catalog.instructions ?? '').trim())},
  scopes: ${literal(scopes, '  ')},
  levels: ${literal(levels, '  ')},${parts}
  errors: ${literal(errors, '  ')},
  tools: [${tools.map(({ identifier }) => `\n    ${identifier},`).join('')}${tools.length === 0 ? '' : '\n  '}],
  resources: ${literal(resources, '  ')},
  prompts: ${literal(prompts, '  ')},
} as const`;
  return {
    imports: tools.map(({ identifier, file }) => ({ names: [identifier], from: `./tools/${file}.js` })),
    statements: [exportedConst('registry', initializer)],
  };
}
