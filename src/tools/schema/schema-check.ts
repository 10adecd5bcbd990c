import { Ajv2020 } from 'ajv/dist/2020.js';
import { payloadSchemaOf } from './payload-schemas.js';
import { isSchema, mapSubschemas, type Schema } from './subschemas.js';

/** What a tool's input schema may be at the most. */
export const SCHEMA_LIMITS = { bytes: 64 * 1024, depth: 20, subschemas: 1_000, patterns: 100 };

const DRAFT = /^https:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/;

/** Keywords by which a schema speaks of others, or becomes another kind of schema. */
const REFUSED = ['$id', '$anchor', '$dynamicRef', '$dynamicAnchor', '$vocabulary', '$async', 'id'];

/** Knows what a schema may look like; made once, because that is itself a large schema. */
let meta: Ajv2020 | undefined;

/** Why a JSON Schema cannot be a tool's input schema; null when it can. Cheap before it is thorough. */
export function schemaProblem(schema: Schema): string | null {
  const text = JSON.stringify(schema);
  const bytes = Buffer.byteLength(text);
  if (bytes > SCHEMA_LIMITS.bytes) return `it has ${bytes} bytes; ${SCHEMA_LIMITS.bytes} are accepted.`;
  if (depthOf(schema) > SCHEMA_LIMITS.depth) return `it is nested deeper than ${SCHEMA_LIMITS.depth} levels.`;
  if (schema.type !== 'object') return 'its type must be "object", because a tool takes named arguments.';
  const refused = partsProblem(schema);
  if (refused) return refused;
  meta ??= new Ajv2020({ validateFormats: false, logger: false });
  if (!meta.validateSchema({ ...schema, $schema: undefined }))
    return `it is no JSON Schema: ${meta.errorsText(meta.errors)}.`;
  try {
    payloadSchemaOf(schema);
    return null;
  } catch (error) {
    return `it cannot be used: ${(error as Error).message}.`;
  }
}

/** Finds in every subschema what must not be there. */
function partsProblem(schema: Schema): string | null {
  const problems: string[] = [];
  let subschemas = 0;
  let patterns = 0;
  mapSubschemas(schema, (part) => {
    subschemas++;
    if (part.pattern !== undefined) patterns++;
    if (isSchema(part.patternProperties)) patterns += Object.keys(part.patternProperties).length;
    for (const keyword of REFUSED) if (part[keyword] !== undefined) problems.push(`${keyword} is not supported.`);
    const { $ref, $schema } = part;
    if ($ref !== undefined && !(typeof $ref === 'string' && $ref.startsWith('#'))) {
      problems.push('$ref may refer to a part of the same schema only (#/$defs/NAME).');
    }
    if ($schema !== undefined && !(typeof $schema === 'string' && DRAFT.test($schema))) {
      problems.push('$schema must be https://json-schema.org/draft/2020-12/schema, or left out.');
    }
    return part;
  });
  if (subschemas > SCHEMA_LIMITS.subschemas) {
    return `it holds ${subschemas} schemas; ${SCHEMA_LIMITS.subschemas} are accepted.`;
  }
  if (patterns > SCHEMA_LIMITS.patterns)
    return `it holds ${patterns} patterns; ${SCHEMA_LIMITS.patterns} are accepted.`;
  return problems[0] ?? null;
}

/** How deep lists and objects are nested in each other. What comes over the wire is never so deep that this could not end. */
function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
