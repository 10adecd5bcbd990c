import type { AnnotationsEntry, Catalog, OperationEntry, ToolEntry } from '../catalog/catalog.js';
import { camelCase, kebabCase } from '../emit/name.js';
import type { Resolver } from '../schema/resolver.js';
import type { Schema } from '../schema/schema.js';
import { flatInput } from './flat-input.js';
import { chooserOf, type Operation, operationOf } from './operation.js';

export interface Tool {
  readonly name: string;
  /** The name of its constant, and of its handler. */
  readonly identifier: string;
  /** The name of its file without extension, and of its handler's. */
  readonly file: string;
  readonly title: string;
  readonly description: string;
  /** The argument that chooses the action. */
  readonly chosenBy: string;
  /** One without an action, or one an action. */
  readonly operations: readonly Operation[];
  readonly definition: ToolDefinition;
}

/** The tool's entry in `tools/list`. */
export interface ToolDefinition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly inputSchema: Schema;
  readonly outputSchema?: Schema;
  readonly annotations: {
    readonly readOnlyHint: boolean;
    readonly destructiveHint: boolean;
    readonly idempotentHint: boolean;
    readonly openWorldHint: boolean;
  };
}

export function toolOf(catalog: Catalog, resolver: Resolver, name: string, entry: ToolEntry): Tool {
  const operations = operationEntries(entry).map(([action, operation]) =>
    operationOf(catalog, resolver, name, action, operation, chooserOf(entry)),
  );
  return {
    name,
    identifier: camelCase(name),
    file: kebabCase(name),
    title: entry.title,
    description: entry.description.trim(),
    chosenBy: chooserOf(entry),
    operations,
    definition: definitionOf(name, entry, operations),
  };
}

/** A tool's operations as entries; an action has what its tool says, unless it says otherwise. */
export function operationEntries(entry: ToolEntry): [action: string | null, operation: OperationEntry][] {
  if (!entry.actions) return [[null, entry as OperationEntry]];
  const { permission, annotations, limits, too_large, errors } = entry;
  const shared = { permission, too_large, errors } as Partial<OperationEntry>;
  return Object.entries(entry.actions).map(([action, own]) => [
    action,
    {
      ...shared,
      ...own,
      annotations: { ...annotations, ...own.annotations },
      limits: { ...limits, ...own.limits },
    } as OperationEntry,
  ]);
}

function definitionOf(name: string, entry: ToolEntry, operations: readonly Operation[]): ToolDefinition {
  const weakest = (promise: keyof AnnotationsEntry) => operations.every(({ annotations }) => annotations[promise]);
  const strongest = (risk: keyof AnnotationsEntry) => operations.some(({ annotations }) => annotations[risk]);
  const outputSchema = publishedOutput(operations);
  return {
    name,
    title: entry.title,
    description: describe(entry, operations),
    inputSchema: entry.actions ? flatInput(operations, chooserOf(entry)) : (operations[0] as Operation).input,
    ...(outputSchema ? { outputSchema } : {}),
    annotations: {
      readOnlyHint: weakest('readOnly'),
      destructiveHint: strongest('destructive'),
      idempotentHint: weakest('idempotent'),
      openWorldHint: strongest('openWorld'),
    },
  };
}

/** A client reads one description a tool, so it holds those of the actions. */
function describe(entry: ToolEntry, operations: readonly Operation[]): string {
  if (!entry.actions) return entry.description.trim();
  const lines = operations.map(({ action, description }) => `- ${action}: ${description.replaceAll('\n', '\n  ')}`);
  return `${entry.description.trim()}\n\nActions:\n${lines.join('\n')}`;
}

/** Clients want an object at the root; with alternatives, that has to be said beside them. */
function publishedOutput(operations: readonly Operation[]): Schema | undefined {
  const outputs = operations.map(({ output }) => output);
  if (outputs.some((output) => output === null)) return undefined;
  const alternatives = (outputs as Schema[]).flatMap((output) => output.anyOf ?? [output]);
  const only = outputs.length === 1 ? (outputs[0] as Schema) : undefined;
  if (only && !only.anyOf) return only;
  const description = only?.description;
  return { type: 'object', ...(description ? { description } : {}), anyOf: alternatives };
}
