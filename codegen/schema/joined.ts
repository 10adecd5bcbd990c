import type { SchemaNode } from './schema.js';

const PREFIX = '#/schemas/';

/** The name in `#/schemas/NAME`, or undefined when a reference points elsewhere. */
export function fragmentName(ref: string): string | undefined {
  return ref.startsWith(PREFIX) ? ref.slice(PREFIX.length) : undefined;
}

/** A `$ref` and its siblings as one node: properties and required are joined, other keywords override. */
export function joined(node: SchemaNode, fragment: (name: string) => SchemaNode | undefined): SchemaNode {
  if (node.$ref === undefined) return node;
  const referred = fragment(fragmentName(node.$ref) ?? '');
  const base = referred ? joined(referred, fragment) : {};
  const { $ref: _, ...siblings } = node;
  const whole: SchemaNode = { ...base, ...siblings };
  if (base.properties && siblings.properties) whole.properties = { ...base.properties, ...siblings.properties };
  if (base.required && siblings.required) whole.required = [...new Set([...base.required, ...siblings.required])];
  return whole;
}

/** Every schema directly inside of one, with the keys that lead to it. */
export function inner(node: SchemaNode): [path: (string | number)[], schema: SchemaNode][] {
  const found: [(string | number)[], SchemaNode][] = [];
  for (const [name, property] of Object.entries(node.properties ?? {})) found.push([['properties', name], property]);
  if (node.items) found.push([['items'], node.items]);
  if (typeof node.additionalProperties === 'object') found.push([['additionalProperties'], node.additionalProperties]);
  for (const [index, alternative] of (node.anyOf ?? []).entries()) found.push([['anyOf', index], alternative]);
  return found;
}
