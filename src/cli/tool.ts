import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Config } from '../config.js';
import type { Queries } from '../queries/queries.js';
import { definitionProblem } from '../tools/tool-definition.js';
import { CommandError } from './command-error.js';
import { changingTools, withDatabase } from './database.js';
import { table } from './table.js';

/** A tool's file. */
const ToolFile = z.strictObject({
  integration: z.string(),
  name: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ and -'),
  description: z.string().min(1).max(4000),
  input_schema: z.record(z.string(), z.unknown()),
  active: z.boolean().default(true),
});

export function toolCommand(config: () => Config): Command {
  const tool = new Command('tool').description('manage the tools that run integrations');

  tool
    .command('list')
    .description('list all tools')
    .action(async () => {
      const tools = await withDatabase(config(), ({ mcpTools }) => mcpTools.list());
      console.log(
        table(
          ['name', 'integration', 'active', 'description'],
          tools.map(({ name, path_name, active, description }) => [
            name,
            path_name,
            active ? 'yes' : 'no',
            description.split('\n', 1)[0] as string,
          ]),
        ),
      );
    });

  tool
    .command('set')
    .argument('<file>', 'YAML or JSON: integration, name, description, input_schema and, if wanted, active')
    .description('give an integration its tool, or change it')
    .addHelpText(
      'after',
      '\nClients that are connected are told at once on PostgreSQL; on SQLite they learn of it when they list their tools again.',
    )
    .action(async (file: string) => {
      const { integration, ...definition } = await readTool(file);
      const problem = definitionProblem(definition);
      if (problem) throw new CommandError(`${file}: ${problem.field}: ${problem.message}`);
      const pathName = await changingTools(config(), (queries) => write(queries, integration, definition));
      console.log(`set ${definition.name}: runs ${pathName}`);
    });

  tool
    .command('delete')
    .argument('<name>', 'the name that "tool list" shows')
    .description('delete a tool; the integration stays')
    .addHelpText(
      'after',
      '\nClients that are connected are told at once on PostgreSQL; on SQLite they learn of it when they list their tools again.',
    )
    .action(async (name: string) => {
      await changingTools(config(), async (queries) => {
        const found = (await queries.mcpTools.list()).find((known) => known.name === name);
        if (!found) throw new CommandError(`there is no tool ${name}.`);
        await write(queries, found.path_name, null);
      });
      console.log(`deleted ${name}`);
    });

  return tool;
}

type Definition = Omit<z.infer<typeof ToolFile>, 'integration'>;

async function readTool(file: string): Promise<z.infer<typeof ToolFile>> {
  let content: unknown;
  try {
    content = parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message.split('\n', 1)[0]}`);
  }
  const read = ToolFile.safeParse(content);
  if (read.success) return read.data;
  const problems = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
  throw new CommandError(`${file}: ${problems.join('; ')}`);
}

/** Writes as write_integration does, in the name of nobody. Returns the integration's path name. */
async function write(queries: Queries, nameOrId: string, mcp_tool: Definition | null): Promise<string> {
  const found = await queries.integrations.find(nameOrId);
  if (!found) throw new CommandError(`there is no integration "${nameOrId}".`);
  const { signal } = new AbortController();
  const context = { integrationId: found.id, name: found.path_name, userId: 0, now: new Date(), signal };
  await queries.components.write({ mcp_tool }, context);
  return found.path_name;
}
