import type { Knex } from 'knex';
import { classify } from '../database/classify.js';
import { unstorable } from './cell.js';
import { type ChangesMade, changesMade } from './changes-made.js';
import { ownComments, writeComments } from './comments.js';
import type { ComponentRow } from './component-row.js';
import { type Kind, kinds } from './kind.js';
import { type Conflict, conflictOf, lockIntegration, lockNothing, nextSaved } from './last-saved.js';
import { type McpToolChange, writeMcpTool } from './mcp-tool-write.js';
import { Problems } from './problems.js';
import { type Components, readStructure, type Structure, within } from './structure.js';
import { writeTags } from './tags.js';
import { checkChanges, NAME_TAKEN } from './write-check.js';
import { createIntegration, writeKind } from './write-kind.js';
import { checkSize } from './write-limits.js';
import { type Change, changesOf, type WriteRequest } from './write-request.js';

export interface WriteContext {
  /** Null to create the integration. */
  readonly integrationId: number | null;
  /** The name under which it was asked for; a new one is called so. */
  readonly name: string;
  /** The token of the integration as the asker knows it; not asked for, nothing is compared. */
  readonly lastSaved?: string | undefined;
  /** Who writes. */
  readonly userId: number;
  readonly now: Date;
  /** Once it is aborted, nothing is committed any more. */
  readonly signal: AbortSignal;
}

export interface Written {
  readonly outcome: 'written';
  readonly created: boolean;
  readonly changes: ChangesMade;
  /** The integration's tool before and after; null when it was not written. */
  readonly mcpTool: McpToolChange | null;
  /** The integration afterwards, with all components of the kinds that were written. */
  readonly structure: Structure;
}

/**
 * Writes all of a request, or nothing.
 * @throws QueryError `invalid_item` with all problems, or `not_found`
 */
export async function writeIntegration(
  db: Knex,
  request: WriteRequest,
  context: WriteContext,
): Promise<Written | Conflict> {
  try {
    return await db.transaction((trx) => writeIn(trx, request, context));
  } catch (error) {
    // Somebody took the name since it was looked for; no other column of an integration is unique.
    if (classify(error) !== 'unique') throw error;
    const problems = new Problems();
    problems.add('integration', 'path_name', NAME_TAKEN);
    throw problems.error();
  }
}

async function writeIn(trx: Knex, request: WriteRequest, context: WriteContext): Promise<Written | Conflict> {
  const { integrationId, userId, now, signal } = context;
  signal.throwIfAborted();
  checkSize(changesOf(request, integrationId));
  const locked = integrationId === null ? await lockNothing(trx) : await lockIntegration(trx, integrationId);
  const conflict = locked && conflictOf(locked, context.lastSaved);
  if (conflict) return conflict;
  const lastSaved = locked ? nextSaved(now, locked.last_saved) : now.toISOString();

  const changes = changesOf(locked ? request : named(request, context.name), integrationId);
  const touched = kinds.filter((kind) => changes.some((change) => change.kind === kind));
  const before = locked ? (await readStructure(trx, locked.id, touched)).components : {};
  checkChanges(changes, {
    name: locked?.path_name ?? context.name,
    ownComments: new Set(locked ? await ownComments(trx, locked.id, userId) : []),
    rows: before,
    ids: locked ? await referable(trx, locked.id, before) : {},
    takenName: await takenName(trx, changes, integrationId),
  });
  signal.throwIfAborted();

  const id = locked?.id ?? (await createIntegration(trx, changes[0] as Change, lastSaved, userId));
  for (const kind of touched) {
    await writeKind(
      trx,
      kind,
      id,
      changes.filter((change) => change.kind === kind),
      before[kind] ?? [],
    );
    signal.throwIfAborted();
  }
  await writeTags(trx, id, changes);
  await writeAllComments(trx, changes, before, {
    integration_id: id,
    author_id: userId,
    created_at: lastSaved,
  });
  const mcpTool = request.mcp_tool === undefined ? null : await writeMcpTool(trx, id, request.mcp_tool, lastSaved);
  await trx('integrations').where({ id }).update({ last_saved: lastSaved });

  const structure = await readStructure(trx, id, touched);
  const made = changesMade(changes, before, structure.components);
  signal.throwIfAborted();
  return { outcome: 'written', created: locked === null, changes: made, mcpTool, structure };
}

/** The request for a new integration, which is called as it was asked for. */
function named(request: WriteRequest, name: string): WriteRequest {
  const path_name = request.integration?.path_name ?? name;
  if (path_name?.trim() !== name.trim()) {
    const problems = new Problems();
    problems.add(
      'integration',
      'path_name',
      `differs from integration_name (${name}); leave it out of a new integration.`,
    );
    throw problems.error();
  }
  return { ...request, integration: { ...request.integration, path_name } };
}

/** The ids that others may refer to: of those kinds that are read already, from there. */
async function referable(
  trx: Knex,
  integrationId: number,
  rows: Components,
): Promise<Partial<Record<Kind, Set<number>>>> {
  const ids: Partial<Record<Kind, Set<number>>> = {};
  for (const kind of ['servicerequest', 'valuemappingset'] as const) {
    const known = rows[kind]?.map((row) => row.id) ?? (await within(trx, kind, integrationId).pluck('id'));
    ids[kind] = new Set(known);
  }
  return ids;
}

/** The name that the request gives to the integration, when another one has it. */
async function takenName(trx: Knex, changes: readonly Change[], integrationId: number | null): Promise<string | null> {
  const given = changes.find(({ kind }) => kind === 'integration')?.item.path_name;
  if (typeof given !== 'string' || unstorable(given)) return null;
  const path_name = given.trim();
  const holder = await trx('integrations').where({ path_name }).first('id');
  return holder && holder.id !== integrationId ? path_name : null;
}

async function writeAllComments(
  trx: Knex,
  changes: readonly Change[],
  before: Components,
  added: Parameters<typeof writeComments>[3],
): Promise<void> {
  for (const change of changes) {
    if (!change.item.comments) continue;
    const row = (before[change.kind] as ComponentRow<Kind>[] | undefined)?.find(({ id }) => id === change.id);
    await writeComments(trx, change, row?.comments ?? [], added);
  }
}
