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

/** What `portable: false` allows at the root of an input schema, beside what every schema may hold. */
export interface InputNode extends SchemaNode {
  $schema?: string;
  /** Published as they are; `#/$defs/NAME` refers to them. */
  $defs?: Record<string, SchemaNode & { $anchor?: string }>;
  allOf?: Condition[];
  if?: Condition;
  then?: Condition;
  else?: Condition;
}

/** Says of an object which properties it must hold, and which values they must have when they are there. */
export interface Condition {
  required?: string[];
  properties?: Record<string, { const?: Scalar; enum?: Scalar[] }>;
  allOf?: Condition[];
  anyOf?: Condition[];
  if?: Condition;
  then?: Condition;
  else?: Condition;
}

/** The keywords that hold conditions. */
export const CONDITIONS = ['allOf', 'if', 'then', 'else'] as const;

/** A schema without `$ref`, every object in it open or closed in so many words: what clients see and validators check. */
export interface Schema extends Omit<InputNode, '$ref' | 'items' | 'properties' | 'additionalProperties' | 'anyOf'> {
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
