import { join } from 'node:path/posix';
import type { Model, Prompt, Resource } from '../model/model.js';
import type { Tool } from '../model/tool.js';
import { literal, propertyName } from './literal.js';

/** A file that still holds this has not been written by anybody. test/codegen/stubs.test.ts looks for it. */
export const STUB_MARKER = 'is still a stub: write it in';

/** The handlers that the catalog wants, by their path; written once, where there is none. */
export function handlerStubs({ tools, resources, prompts }: Model, folder: string): Map<string, string> {
  const stubs = new Map<string, string>();
  for (const tool of tools) {
    const path = join(folder, 'tools', `${tool.file}.ts`);
    stubs.set(path, toolStub(tool, path));
  }
  for (const resource of resources) {
    const path = join(folder, 'resources', `${resource.file}.ts`);
    stubs.set(path, resourceStub(resource, path));
  }
  for (const prompt of prompts) {
    const path = join(folder, 'prompts', `${prompt.file}.ts`);
    stubs.set(path, promptStub(prompt, path));
  }
  return stubs;
}

function toolStub({ name, identifier, operations }: Tool, path: string): string {
  const head = `import type { Handler } from './handler.js';\n\nexport const ${identifier}: Handler<${literal(name)}> = `;
  if (operations[0]?.action === null) return `${head}async (_call, _input) => {\n  ${fail(name, path)}\n};\n`;
  const actions = operations.map(({ action }) => {
    return `  async ${propertyName(action as string)}(_call, _input) {\n    ${fail(`${name}, action ${action},`, path)}\n  },\n`;
  });
  return `${head}{\n${actions.join('')}};\n`;
}

function resourceStub({ name, identifier, listed }: Resource, path: string): string {
  const head = `import type { ResourceHandler } from './handler.js';\n\nexport const ${identifier}: ResourceHandler<${literal(name)}> = `;
  if (!listed) return `${head}async (_call, _uri, _variables) => {\n  ${fail(name, path)}\n};\n`;
  const method = (signature: string) => `  async ${signature} {\n    ${fail(name, path)}\n  },\n`;
  return `${head}{\n${method('list(_call)')}${method('read(_call, _uri, _variables)')}};\n`;
}

function promptStub(prompt: Prompt, path: string): string {
  const method = (signature: string) => `  async ${signature} {\n    ${fail(prompt.name, path)}\n  },\n`;
  const completes = prompt.arguments.some((argument) => argument.completes);
  return `import type { PromptHandler } from './handler.js';

export const ${prompt.identifier}: PromptHandler<${literal(prompt.name)}> = {
${method('get(_call, _values)')}${completes ? method('complete(_call, _argument, _typed)') : ''}};
`;
}

function fail(name: string, path: string): string {
  return `throw new Error(${literal(`${name} ${STUB_MARKER} ${path}`)});`;
}
