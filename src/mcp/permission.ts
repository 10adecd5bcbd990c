import type { Access, IntegrationRef } from '../auth/access.js';
import type { Principal } from '../auth/principal.js';
import { CallError } from './call-error.js';
import type { Permission, Registry, Tool } from './registry.js';

/** The levels that a principal must hold for an operation to be of any use to it: any one of them. */
const usefulLevels = (permission: Permission): string[] =>
  permission.create ? [permission.level, permission.create.level] : [permission.level];

/** Whether a principal that holds these levels is shown the tool: it may use at least one of its operations. */
export const mayEverUse = (tool: Tool, held: ReadonlySet<string>): boolean =>
  tool.operations.some((operation) => usefulLevels(operation.permission).some((level) => held.has(level)));

/**
 * The one permission check. Returns the integration that the arguments name, looked up; null when the operation is about to
 * create it; undefined when the operation has none. An integration that does not exist and one that may not be seen get the
 * same answer.
 */
export async function permit<P extends Principal>(
  registry: Registry,
  access: Access<P>,
  principal: P,
  permission: Permission,
  args: Readonly<Record<string, unknown>>,
): Promise<IntegrationRef | null | undefined> {
  const lacking = (level: string) =>
    new CallError('forbidden', `This needs the permission "${level}": ${registry.levels[level]?.means ?? level}.`, {
      permission: level,
    });
  if (permission.of === null) {
    if (!(await access.held(principal)).has(permission.level)) throw lacking(permission.level);
    return undefined;
  }

  const nameOrId = String(args[permission.of]);
  const found = await access.integration(principal, nameOrId);
  if (found) {
    if (!found.held.has(permission.level)) throw lacking(permission.level);
    return found.ref;
  }
  if (permission.create && args[permission.create.when] === true) {
    if (!(await access.held(principal)).has(permission.create.level)) throw lacking(permission.create.level);
    return null;
  }
  throw new CallError('not_found', `There is no integration "${nameOrId}", or you may not see it.`, {
    argument: permission.of,
  });
}
