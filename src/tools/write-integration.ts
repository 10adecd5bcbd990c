import { warningsOf } from '../engine/warnings.js';
import type { Written } from '../queries/write.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';
import { mergeConflict } from './merge-conflict.js';
import { definitionProblem } from './tool-definition.js';

export const writeIntegration: Handler<'write_integration'> = async (call, input) => {
  const { integration_name, create_if_missing: _, last_saved, ...request } = input;
  const problem = input.mcp_tool && definitionProblem(input.mcp_tool);
  if (problem) {
    const { field, message } = problem;
    return call.fail('invalid_item', `mcp_tool.${field}: ${message}`, { problems: [{ item: 'mcp_tool', ...problem }] });
  }
  const context = {
    integrationId: call.integration?.id ?? null,
    name: integration_name,
    lastSaved: last_saved,
    userId: call.principal.id,
    now: call.now(),
    signal: call.signal,
  };
  const result = await answering(call, call.queries.components.write(request, context));
  if (result.outcome === 'conflict') return mergeConflict(result);
  if (changesTools(result)) call.events.publish({ type: 'tools_changed' });
  const { id, path_name, active, last_saved: saved } = result.structure;
  return {
    success: true,
    integration: { id, path_name, active, last_saved: saved },
    created_integration: result.created,
    changes: { ...result.changes, ...(result.mcpTool && { mcp_tool: result.mcpTool }) },
    warnings: await warningsOf(result.structure),
  };
};

/** Whether what somebody finds in their list of tools is now another: the tool itself, or the integration that it runs. */
function changesTools({ mcpTool, changes, structure }: Written): boolean {
  if (mcpTool && mcpTool.old !== mcpTool.new) return true;
  const changed = changes.integration?.updated.flatMap((update) => Object.keys(update.new)) ?? [];
  return structure.mcpTool !== null && ['active', 'path_name'].some((field) => changed.includes(field));
}
