import { isDeepStrictEqual } from 'node:util';
import { isRequired, propertyOf } from '../schema/resolver.js';
import type { Schema } from '../schema/schema.js';
import type { Operation } from './operation.js';

/**
 * One object schema that covers every action's input, because clients refuse alternatives at the root. It accepts whatever
 * an action accepts, and more; each action is validated by its own schema.
 */
export function flatInput(operations: readonly Operation[], chooser: string): Schema {
  const names = new Set(operations.flatMap(({ input }) => Object.keys(input.properties ?? {})));
  names.delete(chooser);
  const action: Schema = {
    type: 'string',
    description: 'What to do; the other arguments depend on it.',
    enum: operations.map((operation) => operation.action as string),
  };
  const properties: Record<string, Schema> = { [chooser]: action };
  for (const name of names) properties[name] = flatProperty(name, operations);
  const required = [...names].filter((name) => operations.every(({ input }) => isRequired(input, name)));
  return { type: 'object', properties, required: [chooser, ...required], additionalProperties: false };
}

/** What all actions say of a property, or the alternatives; its description tells which actions it belongs to. */
function flatProperty(name: string, operations: readonly Operation[]): Schema {
  const users = operations.filter(({ input }) => Object.hasOwn(input.properties ?? {}, name));
  const schemas: Schema[] = [];
  for (const { input } of users) {
    const { description: _, default: __, ...bare } = propertyOf(input, name);
    if (!schemas.some((known) => isDeepStrictEqual(known, bare))) schemas.push(bare);
  }
  const description = flatDescription(name, users, operations);
  const [only] = schemas;
  if (schemas.length > 1 || !only) return { description, anyOf: schemas };
  const { type, ...rest } = only;
  return type === undefined ? { description, ...rest } : { type, description, ...rest };
}

function flatDescription(name: string, users: readonly Operation[], all: readonly Operation[]): string {
  const groups = new Map<string, string[]>();
  for (const { action, input } of users) {
    const property = propertyOf(input, name);
    const text = [
      property.description?.trim() ?? '',
      property.default === undefined ? '' : `Default ${JSON.stringify(property.default)}.`,
    ];
    const key = text.filter((part) => part !== '').join(' ');
    const label = isRequired(input, name) ? `${action} (required)` : (action as string);
    groups.set(key, [...(groups.get(key) ?? []), label]);
  }
  const everywhere =
    users.length === all.length && groups.size === 1 && users.every(({ input }) => isRequired(input, name));
  if (everywhere) return [...groups.keys()].join('');
  return [...groups].map(([text, labels]) => `For ${labels.join(', ')}${text === '' ? '.' : `: ${text}`}`).join(' ');
}
