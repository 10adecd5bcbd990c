import { pathToFileURL } from 'node:url';
import type { Registry, ToolDefinition } from '../../src/mcp/registry.js';

export async function registryOf(module: string): Promise<Registry> {
  return ((await import(pathToFileURL(module).href)) as { registry: Registry }).registry;
}

export const definitionsOf = async (module: string): Promise<ToolDefinition[]> =>
  (await registryOf(module)).tools.map(({ definition }) => definition);
