import type { Model, Prompt, Resource } from '../model/model.js';
import type { Operation } from '../model/operation.js';
import type { Tool } from '../model/tool.js';
import { literal, propertyName } from './literal.js';
import { importTypes, printModule } from './module.js';
import { docComment } from './type.js';

/** `contract.ts`: what handlers are given and what they answer, in types. */
export function contractModule(model: Model): string {
  return printModule('contract.ts', {
    imports: model.tools.map((tool) => importTypes(typeNames(tool), `./tools/${tool.file}.js`)),
    statements: [
      docComment('The operations of each tool.', '') + contract('Tools', model.tools.map(toolEntry)),
      docComment("The variables in each resource's address.", '') +
        contract('Resources', model.resources.map(resourceEntry)),
      docComment('The arguments of each prompt, and those that it offers values for.', '') +
        contract('Prompts', model.prompts.map(promptEntry)),
      'export type ToolName = keyof Tools;',
      `export type LevelName = ${union(Object.keys(model.levels))};`,
      `export type ErrorCode = ${union(Object.keys(model.errors))};`,
    ],
  });
}

function contract(name: string, entries: readonly string[]): string {
  return entries.length === 0 ? `export type ${name} = {};` : `export interface ${name} {\n${entries.join('')}}`;
}

function typeNames(tool: Tool): string[] {
  return tool.operations
    .flatMap(({ typeName, output }) => (output ? [`${typeName}Input`, `${typeName}Output`] : [`${typeName}Input`]))
    .sort();
}

function toolEntry(tool: Tool): string {
  const [only] = tool.operations;
  const doc = docComment(tool.title, '  ');
  if (only?.action === null) return `${doc}  ${propertyName(tool.name)}: ${operationTypes(only, '  ')};\n`;
  const actions = tool.operations.map(
    (operation) => `      ${propertyName(operation.action as string)}: ${operationTypes(operation, '      ')};\n`,
  );
  return `${doc}  ${propertyName(tool.name)}: {\n    actions: {\n${actions.join('')}    };\n  };\n`;
}

function operationTypes({ typeName, output, errors, permission }: Operation, indent: string): string {
  const integration = permission.create ? 'unless_created' : permission.of === null ? 'never' : 'always';
  return `{
${indent}  input: ${typeName}Input;
${indent}  output: ${output ? `${typeName}Output` : literal('content')};
${indent}  errors: ${union(errors)};
${indent}  integration: ${literal(integration)};
${indent}}`;
}

function resourceEntry({ name, title, variables }: Resource): string {
  const members = variables.map((variable) => `${variable}: string`).join('; ');
  const type = variables.length === 0 ? '{ [variable: string]: never }' : `{ ${members} }`;
  return `${docComment(title, '  ')}  ${propertyName(name)}: ${type};\n`;
}

function promptEntry(prompt: Prompt): string {
  const members = prompt.arguments
    .map(({ name, required }) => `${propertyName(name)}${required ? '' : '?'}: string`)
    .join('; ');
  const completes = prompt.arguments.filter((argument) => argument.completes).map((argument) => argument.name);
  const type = members === '' ? '{ [argument: string]: never }' : `{ ${members} }`;
  return `${docComment(prompt.title, '  ')}  ${propertyName(prompt.name)}: { arguments: ${type}; completes: ${union(completes)} };\n`;
}

function union(names: readonly string[]): string {
  return names.length === 0 ? 'never' : names.map((name) => literal(name)).join(' | ');
}
