import type { Catalog, ErrorEntry, ScopeEntry } from '../catalog/catalog.js';
import { camelCase, kebabCase } from '../emit/name.js';
import { Resolver } from '../schema/resolver.js';
import { type ExamplePrompt, examplePromptsOf } from './example-prompt.js';
import { type Tool, toolOf } from './tool.js';

/** A catalog with everything resolved, counted and named: what the emitters write from. */
export interface Model {
  readonly catalog: Catalog;
  readonly resolver: Resolver;
  readonly scopes: Readonly<Record<string, Required<ScopeEntry>>>;
  readonly levels: Readonly<Record<string, { means: string; per: 'integration' | null; scope: string | null }>>;
  readonly errors: Readonly<Record<string, ErrorEntry>>;
  readonly tools: readonly Tool[];
  readonly resources: readonly Resource[];
  /** Those with a handler of their own. */
  readonly prompts: readonly Prompt[];
  readonly examplePrompts: readonly ExamplePrompt[];
}

export interface Resource {
  readonly name: string;
  readonly identifier: string;
  readonly file: string;
  readonly uri: string | null;
  readonly uriTemplate: string | null;
  readonly listed: boolean;
  readonly variables: readonly string[];
  readonly title: string;
  readonly description: string;
  readonly mimeType: string | null;
  readonly level: string;
}

export interface Prompt {
  readonly name: string;
  readonly identifier: string;
  readonly file: string;
  readonly title: string;
  readonly description: string;
  readonly level: string;
  readonly arguments: readonly { name: string; description: string; required: boolean; completes: boolean }[];
}

export function modelOf(catalog: Catalog): Model {
  const resolver = new Resolver(catalog.schemas ?? {});
  const tools = Object.entries(catalog.tools ?? {}).map(([name, entry]) => toolOf(catalog, resolver, name, entry));
  return {
    catalog,
    resolver,
    scopes: mapped(catalog.scopes ?? {}, ({ means, offered }) => ({ means, offered: offered ?? true })),
    levels: mapped(catalog.levels, ({ means, per, scope }) => ({ means, per: per ?? null, scope: scope ?? null })),
    errors: catalog.errors,
    tools,
    resources: resourcesOf(catalog),
    prompts: promptsOf(catalog),
    examplePrompts: examplePromptsOf(tools),
  };
}

const mapped = <A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

function resourcesOf(catalog: Catalog): Resource[] {
  return Object.entries(catalog.resources ?? {}).map(([name, entry]) => ({
    name,
    identifier: camelCase(name),
    file: kebabCase(name),
    uri: entry.uri ?? null,
    uriTemplate: entry.uri_template ?? null,
    listed: entry.listed ?? false,
    variables: templateVariables(entry.uri_template ?? ''),
    title: entry.title,
    description: entry.description.trim(),
    mimeType: entry.mime_type ?? null,
    level: entry.permission,
  }));
}

/** The names in the braces of a URI template. */
function templateVariables(template: string): string[] {
  return [...template.matchAll(/\{([A-Za-z_][A-Za-z0-9_]*)\}/g)].map((match) => match[1] as string);
}

function promptsOf(catalog: Catalog): Prompt[] {
  return Object.entries(catalog.prompts ?? {}).map(([name, entry]) => ({
    name,
    identifier: camelCase(name),
    file: kebabCase(name),
    title: entry.title,
    description: entry.description.trim(),
    level: entry.permission,
    arguments: Object.entries(entry.arguments ?? {}).map(([argument, { description, required, completes }]) => ({
      name: argument,
      description,
      required: required ?? false,
      completes: completes ?? false,
    })),
  }));
}
