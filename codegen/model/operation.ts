import type {
  AnnotationsEntry,
  Catalog,
  ExampleEntry,
  LimitsEntry,
  OperationEntry,
  PermissionEntry,
  ToolEntry,
} from '../catalog/catalog.js';
import { readRate, readSize, readTime } from '../catalog/quantity.js';
import { pascalCase } from '../emit/name.js';
import type { Resolver } from '../schema/resolver.js';
import type { Schema } from '../schema/schema.js';

/** One thing that can be called: a tool without actions, or an action, with everything that the catalog leaves implied. */
export interface Operation {
  /** The start of its types' names. */
  readonly typeName: string;
  readonly action: string | null;
  readonly description: string;
  readonly permission: Permission;
  readonly annotations: Required<AnnotationsEntry>;
  /** As people write them. */
  readonly limitsText: Required<LimitsEntry>;
  readonly limits: {
    readonly request: number;
    readonly response: number;
    readonly time: number;
    readonly rate: number;
  };
  /** For an action, with the argument that chooses it among the properties. */
  readonly input: Schema;
  readonly output: Schema | null;
  readonly tooLarge: string;
  readonly errors: readonly string[];
  readonly examples: readonly ExampleEntry[];
}

export interface Permission {
  readonly level: string;
  readonly of: string | Readonly<Record<string, string>> | null;
  /** Left out where no further level is needed, as it is nearly everywhere. */
  readonly and?: string;
  readonly create: { readonly level: string; readonly when: string } | null;
}

export function operationOf(
  catalog: Catalog,
  resolver: Resolver,
  tool: string,
  action: string | null,
  entry: OperationEntry,
  chooser: string,
): Operation {
  const limitsText = { ...catalog.defaults?.limits, ...entry.limits } as Required<LimitsEntry>;
  return {
    typeName: pascalCase(tool) + (action === null ? '' : pascalCase(action)),
    action,
    description: entry.description.trim(),
    permission: permissionOf(entry.permission),
    annotations: annotationsOf({ ...catalog.defaults?.annotations, ...entry.annotations }),
    limitsText,
    limits: {
      request: readSize(limitsText.request) as number,
      response: readSize(limitsText.response) as number,
      time: readTime(limitsText.time) as number,
      rate: readRate(limitsText.rate) as number,
    },
    input: inputOf(resolver, action, entry, chooser),
    output: entry.output ? resolver.resolve(entry.output) : null,
    tooLarge: (entry.too_large ?? catalog.errors.response_too_large?.hint ?? '').trim(),
    errors: entry.errors ?? [],
    examples: (entry.examples ?? []).map((example) => ({
      ...example,
      input: { ...(action === null ? {} : { [chooser]: action }), ...example.input },
    })),
  };
}

/** The argument that chooses the action of a tool that has several. */
export const chooserOf = ({ chosen_by }: Pick<ToolEntry, 'chosen_by'>): string => chosen_by ?? 'action';

function permissionOf(entry: PermissionEntry): Permission {
  if (typeof entry === 'string') return { level: entry, of: null, create: null };
  const { level, of, and, create } = entry;
  return { level, of: of ?? null, ...(and !== undefined && { and }), create: create ?? null };
}

/** What is not said is not promised, except that a tool which only reads destroys nothing. */
function annotationsOf(entry: AnnotationsEntry): Required<AnnotationsEntry> {
  const readOnly = entry.readOnly ?? false;
  return {
    readOnly,
    destructive: entry.destructive ?? !readOnly,
    idempotent: entry.idempotent ?? readOnly,
    openWorld: entry.openWorld ?? true,
  };
}

function inputOf(resolver: Resolver, action: string | null, entry: OperationEntry, chooser: string): Schema {
  const input = resolver.resolveInput(entry.input ?? { properties: {} });
  if (action === null) return input;
  const { description: _, ...rest } = input;
  return {
    ...rest,
    properties: { [chooser]: { const: action }, ...input.properties },
    required: [chooser, ...(input.required ?? [])],
  };
}
