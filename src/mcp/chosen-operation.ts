import type { Operation, Tool } from './registry.js';

/** The operation that the arguments choose; undefined when they choose none. */
export function operationOf(tool: Tool, args: unknown): Operation | undefined {
  const chosen = (args as Record<string, unknown> | null | undefined)?.[chooserOf(tool)];
  return tool.operations.find(({ action }) => action === null || action === chosen);
}

/** The argument that chooses. */
export const chooserOf = ({ chosenBy = 'action' }: Tool): string => chosenBy;
