import { fragmentName, joined } from './joined.js';
import { type InputNode, type Schema, type SchemaNode, typesOf } from './schema.js';

const LOCAL = '#/$defs/';

/** Keywords beside a `$ref` that say something about the place where it stands, not about which values are accepted. */
const ANNOTATIONS = new Set(['$ref', 'title', 'description', 'default', 'x-mcp-header']);

/** Where a resolved schema came from, so that types and validators can name a fragment in place of repeating it. */
export interface Origin {
  readonly fragment: string;
  /** The properties that a `$ref`'s siblings add to the fragment or say anew; empty when it is the fragment itself. */
  readonly extended: readonly string[];
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

  /** An input's root, which may hold definitions of its own. */
  resolveInput(node: InputNode): Schema {
    if (!node.$defs) return this.resolve(node);
    const { $defs, ...rest } = node;
    return { ...this.resolve(withoutLocalReferences(rest, $defs)), $defs: $defs as Schema['$defs'] };
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
    if (!onlyAdds(node, added, base)) return this.#plain(joined(node, (fragment) => this.#fragments[fragment]));
    const { $ref: _, properties = {}, required = [], ...annotations } = node;
    const schema: Schema = {
      ...base,
      ...(annotations as Schema),
      properties: { ...base.properties, ...mapValues(properties, (property) => this.resolve(property)) },
    };
    if (required.length > 0) schema.required = [...new Set([...(base.required ?? []), ...required])];
    const extended = [...new Set([...Object.keys(properties), ...required])];
    return this.#remember(ordered(schema), { fragment: name, extended });
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

/** Whether a `$ref`'s siblings can be told as an extension of a closed object. */
function onlyAdds(node: SchemaNode, added: readonly string[], base: Schema): boolean {
  if (typesOf(base).length !== 1 || !base.properties || base.additionalProperties !== false) return false;
  const { properties } = base;
  const keywords = added.every((key) => key === 'properties' || key === 'required');
  return keywords && !Object.keys(node.properties ?? {}).some((name) => Object.hasOwn(properties, name));
}

/** The schema with what `#/$defs/NAME` stands for in its place. */
function withoutLocalReferences(node: SchemaNode, definitions: NonNullable<InputNode['$defs']>): SchemaNode {
  const name = node.$ref?.startsWith(LOCAL) ? node.$ref.slice(LOCAL.length) : undefined;
  if (name !== undefined) {
    const { $anchor: _, ...definition } = definitions[name] as SchemaNode & { $anchor?: string };
    return withoutLocalReferences(
      joined({ ...node, $ref: '#/schemas/_' }, () => definition),
      definitions,
    );
  }
  const inside = <T>(value: T): T =>
    typeof value === 'object' ? (withoutLocalReferences(value as SchemaNode, definitions) as T) : value;
  return {
    ...node,
    ...(node.properties ? { properties: mapValues(node.properties, inside) } : {}),
    ...(node.items ? { items: inside(node.items) } : {}),
    ...(node.additionalProperties === undefined ? {} : { additionalProperties: inside(node.additionalProperties) }),
    ...(node.anyOf ? { anyOf: node.anyOf.map(inside) } : {}),
  };
}

/** Whether an object has to hold a property, or may leave it out. */
export function isRequired(schema: Schema, property: string): boolean {
  return schema.required?.includes(property) ?? false;
}

/** A property that the schema is known to have. */
export function propertyOf(schema: Schema, name: string): Schema {
  const property = schema.properties?.[name];
  if (!property) throw new Error(`The schema has no property ${name}`);
  return property;
}

const FIRST = ['$schema', 'type', 'title', 'description'] as const;

/** The same schema with what a reader asks for first in front. */
function ordered(schema: Schema): Schema {
  const keys = Object.keys(schema);
  if (
    keys.length === 1 ||
    FIRST.filter((key) => schema[key] !== undefined).every((key, index) => keys[index] === key)
  ) {
    return schema;
  }
  const front: Record<string, unknown> = {};
  for (const key of FIRST) if (schema[key] !== undefined) front[key] = schema[key];
  return Object.assign(front, schema);
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
