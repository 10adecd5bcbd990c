import type { Operation } from '../model/operation.js';
import type { Tool } from '../model/tool.js';
import type { Resolver } from '../schema/resolver.js';
import { literal } from './literal.js';
import { exportedConst, exportedType, importNames, importNamespace, printModule } from './module.js';
import { TypeWriter } from './type.js';
import type { ValidatorBook } from './validator-book.js';

/** `tools/NAME.ts`: a tool's types, its validators, and its registration. */
export function toolModule(tool: Tool, resolver: Resolver, book: ValidatorBook): string {
  const types = new TypeWriter(resolver, 'schemas.');
  const statements: string[] = [];
  const validators: string[] = [];
  for (const { typeName, action, input, output } of tool.operations) {
    const about = action === null ? tool.name : `${tool.name}, action ${action}`;
    const code = book.operations.get(typeName);
    statements.push(exportedType(`${typeName}Input`, types.write(input), `The arguments of ${about}.`));
    if (output) statements.push(exportedType(`${typeName}Output`, types.write(output), `The answer of ${about}.`));
    if (code) validators.push(exportedConst(`${typeName}Input`, code.input, `z.ZodType<${typeName}Input>`));
    if (code?.output) validators.push(exportedConst(`${typeName}Output`, code.output, `z.ZodType<${typeName}Output>`));
  }
  statements.push(...validators, exportedConst(tool.identifier, `${registration(tool)} as const`));

  const imports = [importNames(['z'], 'zod')];
  if (validators.some((code) => /\bchecks\./.test(code))) imports.push(importNamespace('checks', '../checks.js'));
  if (statements.some((code) => /\bschemas\./.test(code))) imports.push(importNamespace('schemas', '../schemas.js'));
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
