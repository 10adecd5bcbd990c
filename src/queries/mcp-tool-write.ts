import { isDeepStrictEqual } from 'node:util';
import type { Knex } from 'knex';
import { classify } from '../database/classify.js';
import { cellsOfTool, type McpToolFields, readMcpTool } from './mcp-tool-row.js';
import { Problems } from './problems.js';

/** What to write of an integration's tool: only the fields that are given; null removes it. */
export type McpToolItem = { readonly [F in keyof McpToolFields]?: McpToolFields[F] | undefined } | null;

/** A tool before and after; the same object when nothing of it changed. */
export interface McpToolChange {
  readonly old: McpToolFields | null;
  readonly new: McpToolFields | null;
}

/** What a new tool must have. */
const REQUIRED = ['name', 'description', 'input_schema'] as const;

/**
 * Writes an integration's tool, in the transaction of the rest.
 * @throws QueryError `invalid_item` with all problems
 */
export async function writeMcpTool(
  trx: Knex,
  integrationId: number,
  item: McpToolItem,
  at: string,
): Promise<McpToolChange> {
  const old = await readMcpTool(trx, integrationId);
  if (item === null) {
    await trx('mcp_tools').where({ integration_id: integrationId }).del();
    return { old, new: null };
  }
  await check(trx, integrationId, item, old);
  const given = Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
  const changed = { active: true, ...old, ...given } as McpToolFields;
  if (isDeepStrictEqual(changed, old)) return { old, new: old };
  const cells = { ...cellsOfTool(changed), updated_at: at };
  try {
    if (old) await trx('mcp_tools').where({ integration_id: integrationId }).update(cells);
    else await trx('mcp_tools').insert({ ...cells, integration_id: integrationId, created_at: at });
  } catch (error) {
    // Somebody took the name since it was looked for.
    if (classify(error) === 'unique') throw nameTaken(String(item.name));
    throw error;
  }
  return { old, new: changed };
}

async function check(trx: Knex, integrationId: number, item: NonNullable<McpToolItem>, old: McpToolFields | null) {
  const problems = new Problems();
  for (const field of old ? [] : REQUIRED) {
    if (item[field] === undefined) problems.add('mcp_tool', field, 'must be given for a new tool.');
  }
  if (problems.any) throw problems.error();
  if (item.name === undefined) return;
  const holder = await trx('mcp_tools').where({ lower_name: item.name.toLowerCase() }).first('integration_id');
  if (holder && holder.integration_id !== integrationId) throw nameTaken(item.name);
}

function nameTaken(name: string): Error {
  const problems = new Problems();
  problems.add('mcp_tool', 'name', `${name} is the name of another integration's tool; capitals do not count.`);
  return problems.error();
}
