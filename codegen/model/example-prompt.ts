import type { ExampleEntry, ExamplePromptEntry } from '../catalog/catalog.js';
import { propertyOf } from '../schema/resolver.js';
import type { Operation } from './operation.js';
import type { Tool } from './tool.js';

/** An example that clients offer to people: what is asked there, with gaps where something is to be filled in. */
export interface ExamplePrompt {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Who may use the operation may use the prompt. */
  readonly level: string;
  readonly and?: string;
  /** What is said as it is, and the names of the arguments that stand in between. */
  readonly text: readonly (string | { readonly argument: string })[];
  readonly arguments: readonly { name: string; description: string; required: boolean; completes: boolean }[];
}

/** What of the sentence is to be filled in, and what to know about it. */
interface Gap {
  readonly name: string;
  readonly phrase: string;
  readonly description: string;
  readonly completes: boolean;
}

/** All of a catalog's tools, in their order. */
export function examplePromptsOf(tools: readonly Tool[]): ExamplePrompt[] {
  return tools.flatMap(({ chosenBy, operations }) =>
    operations.flatMap((operation) =>
      operation.examples.flatMap((example) =>
        example.prompt ? [promptOf(example, example.prompt, operation, chosenBy)] : [],
      ),
    ),
  );
}

function promptOf(example: ExampleEntry, entry: ExamplePromptEntry, operation: Operation, chosenBy: string) {
  const { level, and } = operation.permission;
  const gaps = [...toldGaps(entry), ...inputGaps(example, operation, chosenBy)];
  const text = split(example.ask, gaps);
  const named = new Set(text.flatMap((part) => (typeof part === 'string' ? [] : [part.argument])));
  const used = [...named].map((argument) => gaps.find(({ name }) => name === argument) as Gap);
  const sentence = text.map((part) => (typeof part === 'string' ? part : `{${part.argument}}`)).join('');
  return {
    name: entry.name,
    title: entry.title,
    description: sentence,
    level,
    ...(and !== undefined && { and }),
    text,
    arguments: used.map(({ name, description, completes }) => ({ name, description, required: true, completes })),
  };
}

const toldGaps = ({ asks = {} }: ExamplePromptEntry): Gap[] =>
  Object.entries(asks).map(([name, { for: phrase, description, completes }]) => ({
    name,
    phrase,
    description,
    completes: completes ?? false,
  }));

/** The arguments of the example whose values stand in its sentence. */
function inputGaps({ input = {} }: ExampleEntry, { input: schema, permission }: Operation, chosenBy: string): Gap[] {
  return Object.entries(input).flatMap(([name, value]) => {
    if (name === chosenBy || !['string', 'number'].includes(typeof value)) return [];
    const description = propertyOf(schema, name).description?.trim() ?? name.replaceAll('_', ' ');
    return [{ name, phrase: String(value), description, completes: permission.of === name }];
  });
}

/** Puts the names of the gaps in place of what fills them in the example; of two at one place the longer one. */
function split(ask: string, gaps: readonly Gap[]): (string | { argument: string })[] {
  const longestFirst = gaps.toSorted((a, b) => b.phrase.length - a.phrase.length);
  if (longestFirst.length === 0) return [ask];
  const phrases = longestFirst.map(({ phrase }) => phrase.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const found = new RegExp(`(?<![\\p{L}\\p{N}_])(${phrases.join('|')})(?![\\p{L}\\p{N}_])`, 'gu');
  return ask
    .split(found)
    .filter((part) => part !== '')
    .map((part) => {
      const gap = longestFirst.find(({ phrase }) => phrase === part);
      return gap ? { argument: gap.name } : part;
    });
}

/** Whether a phrase stands in a sentence as words of its own. */
export const isSaidIn = (ask: string, phrase: string): boolean =>
  split(ask, [{ name: '', phrase, description: '', completes: false }]).some((part) => typeof part !== 'string');
