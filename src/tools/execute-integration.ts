import type { ExecuteIntegrationInput, ExecuteIntegrationOutput } from '../../generated/tools/execute-integration.js';
import { CallError } from '../mcp/call-error.js';
import { problemsOf, sentenceOf } from '../mcp/problem.js';
import type { McpToolFields } from '../queries/mcp-tool-row.js';
import { awaitedRun } from './awaited-run.js';
import type { Handler, Services } from './handler.js';
import { runAnswer } from './run-answer.js';
import { earlierInput, inputOf } from './run-input.js';
import { canonical } from './schema/canonical.js';
import { payloadSchemaOf } from './schema/payload-schemas.js';
import { definitionProblem } from './tool-definition.js';

type Definition = NonNullable<ExecuteIntegrationInput['tool_definition']>;

export const executeIntegration: Handler<'execute_integration'> = async (call, input) => {
  const { queries, principal, integration } = call;
  const { payload, run_history_id, tool_definition, wait_seconds } = input;
  if ((payload === undefined) === (run_history_id === undefined)) {
    return call.fail('invalid_arguments', 'Give either payload (it may be {}) or run_history_id.');
  }
  const known = await queries.mcpTools.of(integration.id);
  if (!known && !tool_definition) return requiresDefinition(integration.path_name);
  if (tool_definition) checkDefinition(tool_definition, known);
  const tool = (known ?? tool_definition) as Definition;

  const given =
    run_history_id === undefined
      ? inputOf(integration, payload)
      : await earlierInput(queries, principal, integration, run_history_id);
  const parsed = payloadSchemaOf(tool.input_schema).safeParse(given.payload);
  if (!parsed.success) {
    const validation_errors = problemsOf(parsed.error.issues);
    const message = `The payload does not fit the input_schema of ${tool.name}: ${sentenceOf(validation_errors)}`;
    return { success: false, error: 'invalid_payload', validation_errors, message };
  }

  if (!known) await register(call, integration.id, tool);
  const run = await awaitedRun(call, integration.id, given, wait_seconds * 1000);
  const answer = runAnswer(run, integration, wait_seconds);
  return { ...answer, ...(!known && { registered_tool: tool.name }) };
};

const requiresDefinition = (pathName: string): ExecuteIntegrationOutput => ({
  success: false,
  error: 'requires_tool_definition',
  requires_tool_definition: true,
  message:
    `${pathName} has no tool yet, and nothing was run. Read the integration to see what its payload must hold, and call again ` +
    'with a tool_definition: name (letters, digits, _ and -), description (what it does and when to use it) and input_schema ' +
    '(a JSON Schema of type object for the payload). It is registered, and the integration is run.',
});

function checkDefinition(definition: Definition, known: McpToolFields | null): void {
  if (!known) {
    const problem = definitionProblem(definition);
    if (problem) throw badDefinition(problem.field, problem.message);
    return;
  }
  // The same again is no mistake: an assistant that repeats its call need not know that the tool is there now.
  if (sameTool(definition, known)) return;
  throw new CallError('tool_exists', `The integration has the tool ${known.name} already; nothing was run.`, {
    tool: known.name,
  });
}

const sameTool = (a: Definition, b: Definition): boolean =>
  a.name === b.name && a.description === b.description && canonical(a.input_schema) === canonical(b.input_schema);

const badDefinition = (field: string, message: string): CallError =>
  new CallError('bad_tool_definition', `tool_definition.${field}: ${message}`, { field });

/** Two may register at once; the first one wins, and the other one is told unless both meant the same. */
async function register({ queries, events, now }: Services, integrationId: number, tool: Definition): Promise<void> {
  const outcome = await queries.mcpTools.create(integrationId, { ...tool, active: true }, now());
  if (outcome === 'created') return events.publish({ type: 'tools_changed' });
  if (outcome === 'name_taken') {
    throw badDefinition('name', `${tool.name} is the name of another integration's tool; capitals do not count.`);
  }
  checkDefinition(tool, await queries.mcpTools.of(integrationId));
}
