import { executeIntegration } from '../../generated/tools/execute-integration.js';
import type { Principal } from '../auth/principal.js';
import type { DynamicTool, DynamicTools } from '../mcp/dynamic-tools.js';
import { type Call, Content } from '../mcp/handler.js';
import type { ArgumentsSchema, ToolDefinition } from '../mcp/registry.js';
import type { McpToolFields } from '../queries/mcp-tool-row.js';
import type { McpToolOfIntegration } from '../queries/mcp-tools.js';
import { awaitedRun } from './awaited-run.js';
import type { Services } from './handler.js';
import { runAnswer } from './run-answer.js';
import { inputOf } from './run-input.js';

/** How large a page of user-defined tools is; a schema may have 64 KB. */
export const PAGE_LIMITS = { tools: 200, characters: 1_000_000 };

/** Such a tool does what execute_integration does, within its limits, and waits as long as that does when it is not told. */
const [{ limits, permission }] = executeIntegration.operations;
const LEVEL = permission.level;
const WAIT_SECONDS = executeIntegration.definition.inputSchema.properties.wait_seconds.default;

/** The tools that users define (domain.md 1.3): each of them runs one integration, with its arguments as the payload. */
export function createUserTools(services: Services): DynamicTools {
  return {
    level: LEVEL,

    async list(principal: Principal, after: string) {
      const rows = await services.queries.mcpTools.callable(principal.id, after, PAGE_LIMITS.tools + 1);
      const definitions: ToolDefinition[] = [];
      let characters = 0;
      for (const row of rows.slice(0, PAGE_LIMITS.tools)) {
        const definition = definitionOf(row);
        characters += JSON.stringify(definition).length;
        if (characters > PAGE_LIMITS.characters && definitions.length > 0) break;
        definitions.push(definition);
      }
      const last = definitions.at(-1);
      return { definitions, next: last && definitions.length < rows.length ? last.name : null };
    },

    async find(principal: Principal, name: string) {
      const row = await services.queries.mcpTools.visible(principal.id, name);
      return row && (await dynamicTool(row));
    },
  };
}

const definitionOf = ({ name, description, input_schema }: McpToolFields): ToolDefinition => ({
  name,
  title: name,
  description,
  inputSchema: input_schema as ToolDefinition['inputSchema'],
  // Nothing is known of what the integration does, so nothing is promised.
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
});

async function dynamicTool(row: McpToolOfIntegration): Promise<DynamicTool> {
  return {
    tool: {
      name: row.name,
      definition: definitionOf(row),
      operations: [
        {
          action: null,
          permission: { level: LEVEL, of: null, create: null, integrationId: row.integration_id },
          limits,
          input: await argumentsOf(row),
          output: null,
          tooLarge: 'It was run. Look at it in the run history with get_run_history_item.',
        },
      ],
    },
    handler: runIntegration,
  };
}

/** A schema that an earlier gateway took and this one does not is the tool's problem, not the gateway's. */
async function argumentsOf({ input_schema }: McpToolFields): Promise<ArgumentsSchema> {
  const { payloadSchemaOf } = await import('./schema/payload-schemas.js');
  try {
    return payloadSchemaOf(input_schema);
  } catch (error) {
    const message = `nothing does, because the tool's input_schema cannot be used: ${(error as Error).message}`;
    return { safeParse: () => ({ success: false, error: { issues: [{ path: [], message }] } }) };
  }
}

/**
 * Answers with the integration's result, as JSON text: it may be any JSON, which not every protocol revision can carry in
 * another form. What is not the integration's result says so, and is marked as an error unless the run goes on.
 */
async function runIntegration(call: Call & Services, payload: unknown): Promise<Content> {
  const integration = call.integration as unknown as { id: number; path_name: string };
  const run = await awaitedRun(call, integration.id, inputOf(integration, payload), WAIT_SECONDS * 1000);
  const answer = runAnswer(run, integration, WAIT_SECONDS);
  const succeeded = 'success' in answer && answer.success;
  const shown = succeeded && answer.result_bytes === undefined ? answer.result : answer;
  return new Content([{ type: 'text', text: JSON.stringify(shown) }], 'success' in answer && !answer.success);
}
