import type { InputNode, SchemaNode } from '../schema/schema.js';

/** A catalog (`tools.yaml`) as it is written. docs/catalog.md says what each key means. */
export interface Catalog {
  name: string;
  title: string;
  instructions?: string;
  scopes?: Record<string, ScopeEntry>;
  levels: Record<string, LevelEntry>;
  parts?: Record<string, PartEntry>;
  defaults?: { limits?: LimitsEntry; annotations?: AnnotationsEntry };
  errors: Record<string, ErrorEntry>;
  schemas?: Record<string, SchemaNode>;
  tools?: Record<string, ToolEntry>;
  resources?: Record<string, ResourceEntry>;
  prompts?: Record<string, PromptEntry>;
}

/** What an application may be allowed to do for a user. */
export interface ScopeEntry {
  means: string;
  offered?: boolean;
}

export interface LevelEntry {
  means: string;
  per?: 'integration';
  scope?: string;
}

/** Something that has an id of its own and belongs to an integration. */
export interface PartEntry {
  means: string;
}

export interface ErrorEntry {
  means: string;
  hint: string;
}

export interface LimitsEntry {
  request?: string;
  response?: string;
  time?: string;
  rate?: string;
}

export interface AnnotationsEntry {
  readOnly?: boolean;
  destructive?: boolean;
  idempotent?: boolean;
  openWorld?: boolean;
}

export type PermissionEntry =
  | string
  | { level: string; of?: string | Record<string, string>; and?: string; create?: { level: string; when: string } };

/** What a tool without actions and an action have in common. */
export interface OperationEntry {
  description: string;
  permission: PermissionEntry;
  annotations?: AnnotationsEntry;
  limits?: LimitsEntry;
  input?: InputNode;
  output?: SchemaNode;
  too_large?: string;
  errors?: string[];
  examples?: ExampleEntry[];
}

/** A tool: one operation, or (with `actions`) several behind one name. */
export interface ToolEntry extends Partial<OperationEntry> {
  title: string;
  description: string;
  portable?: boolean;
  /** The argument that chooses the action. */
  chosen_by?: string;
  actions?: Record<string, ActionEntry>;
}

/** An action may leave out what its tool says for all of them. */
export interface ActionEntry extends Omit<OperationEntry, 'permission'> {
  permission?: PermissionEntry;
}

export interface ExampleEntry {
  ask: string;
  input?: Record<string, unknown>;
  output?: unknown;
  prompt?: ExamplePromptEntry;
}

/** That clients offer the example to people, who fill in what differs. */
export interface ExamplePromptEntry {
  name: string;
  title: string;
  /** What is filled in beside the arguments of the example: by name, what stands for it in `ask`. */
  asks?: Record<string, { for: string; description: string; completes?: boolean }>;
}

export interface ResourceEntry {
  uri?: string;
  uri_template?: string;
  /** Whether the members of the family are known, and listed one by one. */
  listed?: boolean;
  title: string;
  description: string;
  mime_type?: string;
  permission: string;
}

export interface PromptEntry {
  title: string;
  description: string;
  permission: string;
  arguments?: Record<string, { description: string; required?: boolean; completes?: boolean }>;
}
