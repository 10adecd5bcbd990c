import type { Model } from '../model/model.js';
import type { Tool } from '../model/tool.js';
import { literal, propertyName } from './literal.js';

/** A file that still holds this has not been written by anybody. test/codegen/stubs.test.ts looks for it. */
export const STUB_MARKER = 'is still a stub: write it in';

/** The handlers that the catalog wants, by their path below the handlers' folder; written once, where there is none. */
export function handlerStubs(model: Model): Map<string, string> {
  const stubs = new Map<string, string>();
  for (const tool of model.tools) stubs.set(`tools/${tool.file}.ts`, toolStub(tool));
  for (const { name, identifier, file } of model.resources) {
    const path = `resources/${file}.ts`;
    stubs.set(
      path,
      `import type { ResourceHandler } from './handler.js';

export const ${identifier}: ResourceHandler<${literal(name)}> = async (_call, _uri, _variables) => {
  throw new Error(${stubMessage(name, path)});
};
`,
    );
  }
  for (const prompt of model.prompts) {
    const path = `prompts/${prompt.file}.ts`;
    const complete = prompt.arguments.some(({ completes }) => completes)
      ? `  async complete(_call, _argument, _typed) {\n    throw new Error(${stubMessage(prompt.name, path)});\n  },\n`
      : '';
    stubs.set(
      path,
      `import type { PromptHandler } from './handler.js';

export const ${prompt.identifier}: PromptHandler<${literal(prompt.name)}> = {
  async get(_call, _values) {
    throw new Error(${stubMessage(prompt.name, path)});
  },
${complete}};
`,
    );
  }
  return stubs;
}

function toolStub({ name, identifier, file, operations }: Tool): string {
  const head = `import type { Handler } from './handler.js';\n\nexport const ${identifier}: Handler<${literal(name)}> = `;
  const path = `tools/${file}.ts`;
  if (operations[0]?.action === null) {
    return `${head}async (_call, _input) => {\n  throw new Error(${stubMessage(name, path)});\n};\n`;
  }
  const actions = operations.map(({ action }) => {
    const message = stubMessage(`${name}, action ${action},`, path);
    return `  async ${propertyName(action as string)}(_call, _input) {\n    throw new Error(${message});\n  },\n`;
  });
  return `${head}{\n${actions.join('')}};\n`;
}

function stubMessage(name: string, path: string): string {
  return literal(`${name} ${STUB_MARKER} src/${path}`);
}
