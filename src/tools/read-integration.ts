import { warningsOf } from '../engine/warnings.js';
import { kinds } from '../queries/kind.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';

export const readIntegration: Handler<'read_integration'> = async (call, { components: asked = kinds }) => {
  const structure = await answering(call, call.queries.components.read(call.integration.id, asked));
  const { components, last_saved } = structure;
  const [integration] = components.integration ?? [];
  return {
    last_saved,
    ...(integration && { integration }),
    ...(components.servicerequest && { servicerequests: components.servicerequest }),
    ...(components.fieldmapping && { fieldmappings: components.fieldmapping }),
    ...(components.validationrule && { validationrules: components.validationrule }),
    ...(components.valuemappingset && { valuemappingsets: components.valuemappingset }),
    ...(components.valuemapping && { valuemappings: components.valuemapping }),
    ...(components.mask && { masks: components.mask }),
    ...(structure.mcpTool && { mcp_tool: structure.mcpTool }),
    warnings: await warningsOf(structure),
  };
};
