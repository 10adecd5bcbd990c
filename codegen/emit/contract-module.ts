import type { Model, Prompt, Resource } from '../model/model.js';
import type { Operation } from '../model/operation.js';
import type { Tool } from '../model/tool.js';
import { literal, propertyName } from './literal.js';
import { exportedType, type Module } from './module.js';
import type { Interface } from './printing.js';

type Property = Interface['properties'][number];

/** `contract.ts`: what handlers are given and what they answer, in types. */
export function contractModule({ tools, resources, prompts, levels, errors }: Model): Module {
  const answers = 'The arguments of each prompt, and those that it offers values for.';
  return {
    imports: tools.map((tool) => ({ names: typeNames(tool), from: `./tools/${tool.file}.js`, typeOnly: true })),
    interfaces: [
      { name: 'Tools', doc: 'The operations of each tool.', properties: tools.map(toolEntry) },
      ...tools.flatMap(({ operations }) => operations.map(operationTypes)),
      { name: 'Resources', doc: "The variables in each resource's address.", properties: resources.map(resourceEntry) },
      { name: 'Prompts', doc: answers, properties: prompts.map(promptEntry) },
    ],
    statements: [
      exportedType('ToolName', 'keyof Tools'),
      exportedType('LevelName', union(Object.keys(levels))),
      exportedType('ErrorCode', union(Object.keys(errors))),
    ],
  };
}

function typeNames(tool: Tool): string[] {
  return tool.operations
    .flatMap(({ typeName, output }) => (output ? [`${typeName}Input`, `${typeName}Output`] : [`${typeName}Input`]))
    .sort();
}

function toolEntry({ name, operations }: Tool): Property {
  const [only] = operations;
  if (only?.action === null) return { name: propertyName(name), type: only.typeName };
  const actions = operations.map(({ action, typeName }) => `${propertyName(action as string)}: ${typeName}`);
  return { name: propertyName(name), type: `{ actions: { ${actions.join('; ')} } }` };
}

function operationTypes({ typeName, output, errors, permission }: Operation): Interface {
  const integration = permission.create ? 'unless_created' : permission.of === null ? 'never' : 'always';
  return {
    name: typeName,
    properties: [
      { name: 'input', type: `${typeName}Input` },
      { name: 'output', type: output ? `${typeName}Output` : literal('content') },
      { name: 'errors', type: union(errors) },
      { name: 'integration', type: literal(integration) },
    ],
  };
}

function resourceEntry({ name, variables, listed }: Resource): Property {
  const members = variables.map((variable) => `${variable}: string`).join('; ');
  const values = members === '' ? '{ [variable: string]: never }' : `{ ${members} }`;
  return { name: propertyName(name), type: `{ variables: ${values}; listed: ${listed} }` };
}

function promptEntry({ name, arguments: given }: Prompt): Property {
  const members = given.map((each) => `${propertyName(each.name)}${each.required ? '' : '?'}: string`).join('; ');
  const completes = given.filter((each) => each.completes).map((each) => each.name);
  const values = members === '' ? '{ [argument: string]: never }' : `{ ${members} }`;
  return { name: propertyName(name), type: `{ arguments: ${values}; completes: ${union(completes)} }` };
}

function union(names: readonly string[]): string {
  return names.length === 0 ? 'never' : names.map((name) => literal(name)).join(' | ');
}
