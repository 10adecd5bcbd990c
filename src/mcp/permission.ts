import type { Access, IntegrationRef } from '../auth/access.js';
import type { Principal } from '../auth/principal.js';
import { CallError } from './call-error.js';
import type { Permission, Registry, Tool } from './registry.js';
import { missingScopes } from './scopes.js';

/**
 * The levels that a caller could have a use for: its own, those granted to it, and, for whoever may create an integration, all
 * that can be granted, since a creator receives them. A client lists the tools once, so it is shown what it will need for what it
 * creates.
 */
export async function heldLevels<P extends Principal>(
  registry: Registry,
  access: Access<P>,
  principal: P,
): Promise<ReadonlySet<string>> {
  const own = access.own(principal);
  const creates = registry.tools.some((tool) =>
    tool.operations.some(({ permission }) => permission.create && own.has(permission.create.level)),
  );
  const grantable = Object.keys(registry.levels).filter((level) => registry.levels[level]?.per === 'integration');
  return new Set([...own, ...(creates ? grantable : []), ...(await access.granted(principal))]);
}

/** Those of them that the caller's token is good for. */
export async function usefulLevels<P extends Principal>(
  registry: Registry,
  access: Access<P>,
  principal: P,
): Promise<ReadonlySet<string>> {
  const held = [...(await heldLevels(registry, access, principal))];
  return new Set(held.filter((level) => missingScopes(registry, { level }, principal).length === 0));
}

/** Whether an operation, a resource or a prompt is of any use to a caller. */
export const isUseful = (useful: ReadonlySet<string>, { level, and }: Pick<Permission, 'level' | 'and'>): boolean =>
  useful.has(level) && (and === undefined || useful.has(and));

/** Whether a tool is of any use to a caller: at least one of its operations is. */
export const mayEverUse = (tool: Tool, useful: ReadonlySet<string>): boolean =>
  tool.operations.some(({ permission }) => isUseful(useful, permission));

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
  const { of, and, level, integrationId: fixed } = permission;
  // Most levels of a person are known since it was identified; only the others are asked for.
  const isHeld = async (level: string) =>
    access.own(principal).has(level) || (await access.granted(principal)).has(level);
  if (and !== undefined && !(await isHeld(and))) throw lacking(and);
  if (of === null && fixed === undefined) {
    if (!(await isHeld(level))) throw lacking(level);
    return undefined;
  }
  if (typeof of === 'object' && of !== null) {
    const { part, argument, id } = partGiven(of, args);
    const found = await access.owner(principal, part, id);
    if (!found) {
      const means = registry.parts?.[part]?.means ?? part;
      throw new CallError('not_found', `There is no ${means} ${id}, or you may not see it.`, { argument });
    }
    if (!found.granted.has(level)) throw lacking(level);
    return found.ref;
  }

  const nameOrId = String(fixed ?? args[of as string]);
  const found = await access.integration(principal, nameOrId);
  if (found) {
    if (!found.granted.has(permission.level)) throw lacking(permission.level);
    return found.ref;
  }
  if (permission.create && args[permission.create.when] === true) {
    if (!access.own(principal).has(permission.create.level)) throw lacking(permission.create.level);
    return null;
  }
  throw new CallError('not_found', `There is no integration "${nameOrId}", or you may not see it.`, {
    ...(of !== null && { argument: of }),
  });
}

/** The one part whose id is among the arguments. */
function partGiven(
  of: Readonly<Record<string, string>>,
  args: Readonly<Record<string, unknown>>,
): { part: string; argument: string; id: number } {
  const given = Object.entries(of).filter(([, argument]) => args[argument] !== undefined);
  const [one] = given;
  if (given.length === 1 && one) return { part: one[0], argument: one[1], id: Number(args[one[1]]) };
  const names = Object.values(of).join(', ');
  const message = `give exactly one of ${names}`;
  throw new CallError('invalid_arguments', `The arguments do not fit: ${message}.`, {
    problems: [{ path: '', message }],
  });
}
