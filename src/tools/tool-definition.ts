import { registry } from '../../generated/registry.js';
import { schemaProblem } from './schema/schema-check.js';
import type { Schema } from './schema/subschemas.js';

export interface DefinitionProblem {
  readonly field: 'name' | 'input_schema';
  readonly message: string;
}

const builtIn: ReadonlySet<string> = new Set(registry.tools.map((tool) => tool.name.toLowerCase()));

/** Why what is given of a user's tool cannot be used; null when it can, as far as it can be known without the database. */
export function definitionProblem({
  name,
  input_schema,
}: {
  readonly name?: string | undefined;
  readonly input_schema?: Schema | undefined;
}): DefinitionProblem | null {
  if (name !== undefined && builtIn.has(name.toLowerCase())) {
    return { field: 'name', message: `${name} is the name of a tool of the gateway; capitals do not count.` };
  }
  const message = input_schema === undefined ? null : schemaProblem(input_schema);
  return message === null ? null : { field: 'input_schema', message };
}
