import type { Operation } from '../model/operation.js';
import type { Tool } from '../model/tool.js';
import type { Resolver } from '../schema/resolver.js';
import type { CheckName } from './check.js';
import { literal } from './literal.js';
import { exportedConst, exportedType, importNames, importNamespace, printModule } from './module.js';
import { TypeWriter } from './type.js';
import { ValidatorWriter } from './validator.js';

/** `tools/NAME.ts`: a tool's types, its validators, and its registration. */
export function toolModule(tool: Tool, resolver: Resolver, used: Set<CheckName>): string {
  const types = new TypeWriter(resolver, 'schemas.');
  const validators = new ValidatorWriter(resolver, 'schemas.');
  const statements: string[] = [];
  for (const operation of tool.operations) {
    const { typeName, input, output } = operation;
    const about = operation.action === null ? tool.name : `${tool.name}, action ${operation.action}`;
    statements.push(exportedType(`${typeName}Input`, types.write(input), `The arguments of ${about}.`));
    if (output) statements.push(exportedType(`${typeName}Output`, types.write(output), `The answer of ${about}.`));
    statements.push(exportedConst(`${typeName}Input`, validators.write(input), `z.ZodType<${typeName}Input>`));
    if (output)
      statements.push(exportedConst(`${typeName}Output`, validators.write(output), `z.ZodType<${typeName}Output>`));
  }
  statements.push(exportedConst(`${tool.identifier}`, `${registration(tool)} as const`));
  for (const check of validators.checks) used.add(check);

  const body = statements.join('\n');
  const imports = [importNames(['z'], 'zod')];
  if (validators.checks.size > 0) imports.push(importNamespace('checks', '../checks.js'));
  if (/\bschemas\./.test(body)) imports.push(importNamespace('schemas', '../schemas.js'));
  return printModule(`tools/${tool.file}.ts`, { imports, statements });
}

function registration(tool: Tool): string {
  const operations = tool.operations.map((operation) => `    ${registeredOperation(operation)},\n`).join('');
  return `{
  name: ${literal(tool.name)},
  definition: ${literal(tool.definition, '  ')},
  operations: [
${operations}  ],
}`;
}

function registeredOperation({ typeName, action, permission, limits, output, tooLarge }: Operation): string {
  return `{
      action: ${literal(action)},
      permission: ${literal(permission, '      ')},
      limits: ${literal(limits, '      ')},
      input: ${typeName}Input,
      output: ${output ? `${typeName}Output` : 'null'},
      tooLarge: ${literal(tooLarge)},
    }`;
}
