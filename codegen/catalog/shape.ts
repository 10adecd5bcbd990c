import { z } from 'zod';
import { schemaShape } from './schema-shape.js';

/** The names that a catalog declares; with them an editor completes every place where one is used. */
export interface DeclaredNames {
  readonly scopes: readonly string[];
  readonly levels: readonly string[];
  readonly parts: readonly string[];
  readonly errors: readonly string[];
  readonly fragments: readonly string[];
}

/**
 * The catalog's structure: which keys stand where and what type their values have. It checks a catalog, and the JSON Schema
 * that editors use is made from it; what needs more than a look at one value is checked in this folder's `check-*.ts`.
 */
export function catalogShape(names?: DeclaredNames) {
  const level = nameOf(names?.levels, 'A permission level, declared under `levels`.');
  const scope = nameOf(names?.scopes, 'What a token must be good for to use the level, declared under `scopes`.');
  const errorCode = nameOf(names?.errors, 'An error code, declared under `errors`.');
  const { schema, inputSchema } = schemaShape(names?.fragments);

  const limits = closed({
    request: size.optional().describe('The largest arguments, as JSON: `1 MB`.'),
    response: size.optional().describe('The largest answer, as JSON: `900 KB`.'),
    time: time.optional().describe('How long a call may take: `30 s`.'),
    rate: rate.optional().describe('How often one caller may call: `120 / min`.'),
  });
  const annotations = closed({
    readOnly: z.boolean().optional().describe('Changes nothing. Default false.'),
    destructive: z.boolean().optional().describe('May destroy or overwrite. Default: unless it is read-only.'),
    idempotent: z
      .boolean()
      .optional()
      .describe('The same call again changes nothing more. Default: when it is read-only.'),
    openWorld: z.boolean().optional().describe('Reaches systems outside of the gateway. Default true.'),
  });
  const permission = z
    .union([
      level,
      closed({
        level,
        of: z
          .union([z.string(), partsOf(names?.parts)])
          .optional()
          .describe(
            'The argument that names the integration on which the level is needed, or the one that gives the id of a part of it.',
          ),
        and: level.optional().describe('A level that the caller needs as such besides.'),
        create: closed({ level, when: z.string().describe('The boolean argument that asks for a new integration.') })
          .optional()
          .describe('The level that is enough when the integration does not exist and `when` is true.'),
      }),
    ])
    .describe('Who may call: a level, or a level and the argument that names the integration.');

  const operation = {
    permission: permission.optional(),
    annotations: annotations.optional(),
    limits: limits.optional(),
    too_large: text.optional().describe('What to ask instead when the answer is over its limit.'),
    errors: z.array(errorCode).optional().describe('The codes that the handler may end a call with.'),
  };
  const exchange = {
    input: inputSchema.optional().describe('The arguments: an object schema. Left out, there are none.'),
    output: schema.optional().describe('The answer: an object schema. Left out, the handler makes content of its own.'),
    examples: z
      .array(
        closed({
          ask: text.describe('What a person asks.'),
          input: z.record(z.string(), z.unknown()).optional().describe('The arguments that follow from it.'),
          output: z.unknown().optional().describe('What comes back.'),
          prompt: closed({
            name: text,
            title: text.describe('What people see in a menu.'),
            asks: z
              .record(
                z.string(),
                closed({
                  for: text.describe('What stands for it in `ask`.'),
                  description: text,
                  completes: z.boolean().optional().describe('Whether it is the name of an integration.'),
                }),
              )
              .optional()
              .describe('What a person fills in, beside the arguments whose values stand in `ask`.'),
          })
            .optional()
            .describe('Offers the example to people as a prompt.'),
        }),
      )
      .optional(),
  };
  const action = closed({ description: text, ...operation, ...exchange });
  const tool = closed({
    title: text.describe('What people see.'),
    description: text.describe('What a model reads to decide whether and how to call.'),
    ...operation,
    ...exchange,
    portable: z.boolean().optional().describe('false allows input keywords that some clients refuse.'),
    chosen_by: z.string().optional().describe('The argument that chooses the action. Default `action`.'),
    actions: z.record(z.string(), action).optional().describe('Several operations behind one name.'),
  });

  return closed({
    name: text.describe("The server's name, for machines."),
    title: text.describe("The server's name, for people."),
    instructions: text.optional().describe('What a model reads before it uses any tool.'),
    scopes: z
      .record(
        z.string(),
        closed({
          means: text.describe('What an application may then do, as a consent page says it: run integrations.'),
          offered: z
            .boolean()
            .optional()
            .describe('false keeps it from what clients ask for at first; they may ask when a call needs it.'),
        }),
      )
      .optional()
      .describe('What an application may be allowed to do for a user.'),
    levels: z.record(
      z.string(),
      closed({ means: text, per: z.literal('integration').optional(), scope: scope.optional() }),
    ),
    parts: z
      .record(z.string(), closed({ means: text.describe('What it is, after "no": run, or step of a run.') }))
      .optional()
      .describe('What has an id of its own and belongs to an integration.'),
    defaults: closed({ limits: limits.optional(), annotations: annotations.optional() }).optional(),
    errors: z.record(z.string(), closed({ means: text, hint: text })),
    schemas: z.record(z.string(), schema).optional().describe("Fragments, used as `$ref: '#/schemas/NAME'`."),
    tools: z.record(z.string(), tool).optional(),
    resources: z
      .record(
        z.string(),
        closed({
          uri: text.optional(),
          uri_template: text.optional().describe('With a `{name}` for each variable.'),
          listed: z
            .boolean()
            .optional()
            .describe('true lists the members of the family one by one; the handler says which there are.'),
          title: text,
          description: text,
          mime_type: text.optional(),
          permission: level,
        }),
      )
      .optional(),
    prompts: z
      .record(
        z.string(),
        closed({
          title: text,
          description: text,
          permission: level,
          arguments: z
            .record(
              z.string(),
              closed({ description: text, required: z.boolean().optional(), completes: z.boolean().optional() }),
            )
            .optional(),
        }),
      )
      .optional(),
  });
}

const text = z.string().min(1);
const size = z.string().meta({ pattern: '^\\d+(\\.\\d+)? ?(B|KB|MB|GB)$' });
const time = z.string().meta({ pattern: '^\\d+(\\.\\d+)? ?(ms|s|min|h)$' });
const rate = z.string().meta({ pattern: '^\\d+ ?/ ?min$' });

function nameOf(names: readonly string[] | undefined, description: string): z.ZodType<string> {
  return (names && names.length > 0 ? z.enum(names) : z.string()).describe(description);
}

/** Which argument gives the id of which part. */
function partsOf(names: readonly string[] | undefined): z.ZodType<Record<string, string | undefined>> {
  if (!names || names.length === 0) return z.record(z.string(), z.string());
  return z.strictObject(Object.fromEntries(names.map((name) => [name, z.string().optional()])));
}

/** An object without other keys; the message for one lists those that there are, for `structure.ts` to choose from. */
export function closed<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(shape).join(' ') : undefined),
  });
}
