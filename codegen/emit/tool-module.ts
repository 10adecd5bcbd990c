import type { Operation } from '../model/operation.js';
import type { Tool } from '../model/tool.js';
import type { Resolver } from '../schema/resolver.js';
import { literal } from './literal.js';
import { exportedConst, exportedType, type Module } from './module.js';
import type { Import } from './printing.js';
import { PublishedWriter } from './published.js';
import { TypeWriter } from './type.js';
import type { ValidatorBook } from './validator-book.js';

/** `tools/NAME.ts`: a tool's types, its validators, and its registration. */
export function toolModule(tool: Tool, resolver: Resolver, book: ValidatorBook): Module {
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
  const registered = registration(tool, new PublishedWriter(resolver, 'json.'));
  statements.push(...validators, exportedConst(tool.identifier, `${registered} as const`));

  const imports: Import[] = [{ names: ['z'], from: 'zod' }];
  if (validators.some((code) => /\bchecks\./.test(code))) imports.push({ namespace: 'checks', from: '../checks.js' });
  if (/\bjson\./.test(registered)) imports.push({ namespace: 'json', from: '../json-schemas.js' });
  if (statements.some((code) => /\bschemas\./.test(code)))
    imports.push({ namespace: 'schemas', from: '../schemas.js' });
  return { imports, statements };
}

function registration({ name, title, definition, chosenBy, operations }: Tool, writer: PublishedWriter): string {
  const { description, inputSchema, outputSchema, annotations } = definition;
  const output = outputSchema ? `\n    outputSchema: ${writer.write(outputSchema, '    ')},` : '';
  const chooser = chosenBy === 'action' ? '' : `  chosenBy: ${literal(chosenBy)},\n`;
  return `{
  name: ${literal(name)},
  definition: {
    name: ${literal(name)},
    title: ${literal(title)},
    description: ${literal(description)},
    inputSchema: ${writer.write(inputSchema, '    ')},${output}
    annotations: ${literal(annotations, '    ')},
  },
${chooser}  operations: [
${operations.map((operation) => `    ${registeredOperation(operation)},\n`).join('')}  ],
}`;
}

function registeredOperation(operation: Operation): string {
  const { typeName, action, permission, limits, output, tooLarge, examples } = operation;
  // What comes back is for the pages of documentation.
  const shown = examples.map(({ ask, input = {} }) => ({ ask, input }));
  const used = shown.length === 0 ? '' : `\n      examples: ${literal(shown, '      ')},`;
  return `{
      action: ${literal(action)},
      permission: ${literal(permission, '      ')},
      limits: ${literal(limits, '      ')},
      input: ${typeName}Input,
      output: ${output ? `${typeName}Output` : 'null'},
      tooLarge: ${literal(tooLarge)},${used}
    }`;
}
