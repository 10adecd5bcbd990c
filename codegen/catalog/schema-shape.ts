import { z } from 'zod';
import { closed } from './shape.js';

const TYPES = ['string', 'integer', 'number', 'boolean', 'null', 'object', 'array'] as const;
const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

/** The shapes of a schema, and of an input schema: that one has a few keywords more, for `portable: false`. */
export function schemaShape(fragments?: readonly string[]): { schema: z.ZodType; inputSchema: z.ZodType } {
  const schema: z.ZodType = z.lazy(() => closed(keywords)).meta({ id: 'Schema' });
  const count = z.int().min(0).optional();
  const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
  const type = z.enum(TYPES);
  const reference =
    fragments && fragments.length > 0 ? z.enum(fragments.map((name) => `#/schemas/${name}`)) : z.string();
  const properties = z.record(z.string(), schema).optional();
  const required = z.array(z.string()).optional();
  const keywords = {
    $ref: z.union([reference, z.string().regex(/^#\/\$defs\//)]).optional(),
    type: z.union([type, z.array(type).min(2)]).optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    default: z.unknown().optional(),
    const: scalar.optional(),
    enum: z.array(scalar).min(1).optional(),
    minLength: count,
    maxLength: count,
    pattern: z.string().optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    exclusiveMinimum: z.number().optional(),
    exclusiveMaximum: z.number().optional(),
    multipleOf: z.number().optional(),
    items: schema.optional(),
    minItems: count,
    maxItems: count,
    uniqueItems: z.boolean().optional(),
    properties,
    required,
    additionalProperties: z.union([z.boolean(), schema]).optional(),
    anyOf: z.array(schema).min(1).optional(),
    'x-mcp-header': z.string().optional(),
  };

  const condition: z.ZodType = z
    .lazy(() =>
      closed({
        required,
        properties: z
          .record(z.string(), closed({ const: scalar.optional(), enum: z.array(scalar).min(1).optional() }))
          .optional(),
        allOf: z.array(condition).min(1).optional(),
        anyOf: z.array(condition).min(1).optional(),
        if: condition.optional(),
        // biome-ignore lint/suspicious/noThenProperty: it is the keyword's name, and nobody awaits a shape
        then: condition.optional(),
        else: condition.optional(),
      }),
    )
    .meta({ id: 'Condition' });
  const inputSchema = closed({
    ...keywords,
    $schema: z.literal(DRAFT).optional(),
    $defs: z.record(z.string(), closed({ ...keywords, $anchor: z.string().optional() })).optional(),
    allOf: z.array(condition).min(1).optional(),
    if: condition.optional(),
    // biome-ignore lint/suspicious/noThenProperty: it is the keyword's name, and nobody awaits a shape
    then: condition.optional(),
    else: condition.optional(),
  });
  return { schema, inputSchema };
}
