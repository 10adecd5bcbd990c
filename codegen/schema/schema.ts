export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'object' | 'array';

export type Scalar = string | number | boolean | null;

/** A schema as a catalog writes it: the keywords of JSON Schema 2020-12 that a generated validator can honour, and `$ref`. */
export interface SchemaNode {
  $ref?: string;
  type?: JsonType | JsonType[];
  title?: string;
  description?: string;
  default?: unknown;
  const?: Scalar;
  enum?: Scalar[];
  minLength?: number;
  maxLength?: number;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  multipleOf?: number;
  items?: SchemaNode;
  minItems?: number;
  maxItems?: number;
  uniqueItems?: boolean;
  properties?: Record<string, SchemaNode>;
  required?: string[];
  additionalProperties?: boolean | SchemaNode;
  anyOf?: SchemaNode[];
  'x-mcp-header'?: string;
}

/** A schema without `$ref`, every object in it open or closed in so many words: what clients see and validators check. */
export interface Schema extends Omit<SchemaNode, '$ref' | 'items' | 'properties' | 'additionalProperties' | 'anyOf'> {
  items?: Schema;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  anyOf?: Schema[];
}

/** The types that a value of the schema may have; empty when any. */
export function typesOf(schema: SchemaNode | Schema): readonly JsonType[] {
  if (schema.type === undefined) return [];
  return Array.isArray(schema.type) ? schema.type : [schema.type];
}
