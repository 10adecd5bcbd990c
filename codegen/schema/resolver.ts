import { type Schema, type SchemaNode, typesOf } from './schema.js';

const PREFIX = '#/schemas/';

/** Keywords beside a `$ref` that say something about the place where it stands, not about which values are accepted. */
const ANNOTATIONS = new Set(['$ref', 'title', 'description', 'default', 'x-mcp-header']);

/** Where a resolved schema came from, so that types and validators can name a fragment in place of repeating it. */
export interface Origin {
  readonly fragment: string;
  /** The properties that a `$ref`'s siblings add to the fragment or say anew; empty when it is the fragment itself. */
  readonly extended: readonly string[];
}

/** The name in `#/schemas/NAME`, or undefined when a reference points elsewhere. */
export function fragmentName(ref: string): string | undefined {
  return ref.startsWith(PREFIX) ? ref.slice(PREFIX.length) : undefined;
}

/**
 * Turns schemas as they are written into schemas that stand alone. It trusts its input: that references lead somewhere and
 * not in circles is checked before.
 */
export class Resolver {
  readonly #fragments: Readonly<Record<string, SchemaNode>>;
  readonly #resolved = new Map<string, Schema>();
  readonly #origins = new WeakMap<Schema, Origin>();

  constructor(fragments: Readonly<Record<string, SchemaNode>>) {
    this.#fragments = fragments;
  }

  /** A fragment by name; the same object each time. */
  fragment(name: string): Schema {
    const known = this.#resolved.get(name);
    if (known) return known;
    // A fresh object, so that a fragment that is another one's alias still has an origin of its own.
    const schema = { ...this.resolve(this.#fragments[name] as SchemaNode) };
    this.#resolved.set(name, schema);
    this.#origins.set(schema, { fragment: name, extended: [] });
    return schema;
  }

  origin(schema: Schema): Origin | undefined {
    return this.#origins.get(schema);
  }

  /** What a fragment is made of: the origin that its own definition has, when it is another one's alias or extension. */
  definitionOrigin(name: string): Origin | undefined {
    return this.#origins.get(this.resolve(this.#fragments[name] as SchemaNode));
  }

  resolve(node: SchemaNode): Schema {
    const name = node.$ref === undefined ? undefined : fragmentName(node.$ref);
    if (name === undefined) return this.#plain(node);
    const base = this.fragment(name);
    const added = Object.keys(node).filter((key) => !ANNOTATIONS.has(key));
    if (added.length === 0) {
      if (Object.keys(node).length === 1) return base;
      const { $ref: _, ...annotations } = node;
      return this.#remember(ordered({ ...base, ...(annotations as Schema) }), { fragment: name, extended: [] });
    }
    const schema = this.#plain(this.#joined(node));
    const extended = [...new Set([...Object.keys(node.properties ?? {}), ...(node.required ?? [])])];
    const extends_ =
      added.every((key) => key === 'properties' || key === 'required') &&
      base.properties !== undefined &&
      base.additionalProperties === false;
    return extends_ ? this.#remember(schema, { fragment: name, extended }) : schema;
  }

  /** A `$ref` and its siblings as one node: properties and required are joined, other keywords override. */
  #joined(node: SchemaNode): SchemaNode {
    if (node.$ref === undefined) return node;
    const base = this.#joined(this.#fragments[fragmentName(node.$ref) as string] as SchemaNode);
    const { $ref: _, ...siblings } = node;
    const joined: SchemaNode = { ...base, ...siblings };
    if (base.properties && siblings.properties) joined.properties = { ...base.properties, ...siblings.properties };
    if (base.required && siblings.required) joined.required = [...new Set([...base.required, ...siblings.required])];
    return joined;
  }

  #plain(node: SchemaNode): Schema {
    const schema = { ...node } as Schema;
    if (node.properties) {
      schema.type ??= 'object';
      schema.properties = mapValues(node.properties, (property) => this.resolve(property));
      schema.additionalProperties ??= false;
    }
    if (node.additionalProperties !== undefined && typeof node.additionalProperties === 'object') {
      schema.additionalProperties = this.resolve(node.additionalProperties);
    }
    if (node.items) schema.items = this.resolve(node.items);
    if (node.anyOf) schema.anyOf = node.anyOf.map((alternative) => this.resolve(alternative));
    return ordered(schema);
  }

  #remember(schema: Schema, origin: Origin): Schema {
    this.#origins.set(schema, origin);
    return schema;
  }
}

/** Whether an object has to hold a property, or may leave it out. */
export function isRequired(schema: Schema, property: string): boolean {
  return schema.required?.includes(property) ?? false;
}

/** Whether the schema describes objects and nothing else. */
export function isObject(schema: Schema): boolean {
  const types = typesOf(schema);
  return types.length === 1 && types[0] === 'object';
}

const FIRST = ['type', 'title', 'description'] as const;

/** The same schema with what a reader asks for first in front. */
function ordered(schema: Schema): Schema {
  const front: Record<string, unknown> = {};
  for (const key of FIRST) if (schema[key] !== undefined) front[key] = schema[key];
  return { ...front, ...schema };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** A property that the schema is known to have. */
export function propertyOf(schema: Schema, name: string): Schema {
  const property = schema.properties?.[name];
  if (!property) throw new Error(`The schema has no property ${name}`);
  return property;
}
