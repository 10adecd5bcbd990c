import { INVALID_PARAMS, ProtocolError } from '@modelcontextprotocol/server';
import { InputRequired, type PromptHandler, type PromptTypes } from './handler.js';
import { type Offer, refuseCursor } from './offer.js';
import { isUseful, usefulLevels } from './permission.js';
import type { Prompt } from './registry.js';

interface CompletingPrompt extends PromptTypes {
  completes: string;
}

/** The protocol's limit for one completion. */
const MOST_COMPLETIONS = 100;

/** Lists, fills and completes the catalog's prompts, each shown to whoever has a use for it. */
export function offerPrompts({ on, caller, options, callOf, ask, stateOf }: Offer): void {
  const { registry, access, promptHandlers } = options;
  const { principal } = caller;
  const visible = async () => {
    const useful = await usefulLevels(registry, access, principal);
    return registry.prompts.filter((prompt) => isUseful(useful, prompt));
  };
  const find = async (name: string): Promise<Prompt> => {
    const prompt = (await visible()).find((candidate) => candidate.name === name);
    if (!prompt) throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name}`);
    return prompt;
  };
  const handlerOf = ({ name }: Prompt) => promptHandlers[name] as PromptHandler<CompletingPrompt, object>;

  on('prompts/list', async (request) => {
    refuseCursor(request.params?.cursor);
    return {
      prompts: (await visible()).map((prompt) => ({
        name: prompt.name,
        title: prompt.title,
        description: prompt.description,
        arguments: prompt.arguments.map(({ name, description, required }) => ({ name, description, required })),
      })),
    };
  });

  on('prompts/get', async (request, ctx) => {
    const { name, arguments: values = {} } = request.params;
    const prompt = await find(name);
    const missing = prompt.arguments.filter((argument) => argument.required && values[argument.name] === undefined);
    if (missing.length > 0) {
      throw new ProtocolError(INVALID_PARAMS, `Missing: ${missing.map((argument) => argument.name).join(', ')}`);
    }
    if (prompt.text) return { description: prompt.description, messages: [said(prompt.text, values)] };
    const state = stateOf(ctx, name);
    const call = { ...options.services, ...callOf(ctx), state: <T>() => state as T | undefined };
    const answer = await handlerOf(prompt).get(call, values);
    return answer instanceof InputRequired ? ask(ctx, answer, name) : { messages: answer };
  });

  if (!registry.prompts.some((prompt) => prompt.arguments.some((argument) => argument.completes))) return;
  on('completion/complete', async (request) => {
    const { ref, argument } = request.params;
    if (ref.type !== 'ref/prompt') return { completion: { values: [] } };
    const prompt = await find(ref.name);
    if (!prompt.arguments.some((known) => known.name === argument.name && known.completes)) {
      return { completion: { values: [] } };
    }
    if (prompt.text) return { completion: await integrationNames(prompt, argument.value) };
    const handler = handlerOf(prompt);
    const values = await handler.complete({ ...options.services, principal }, argument.name, argument.value);
    return {
      completion: {
        values: values.slice(0, MOST_COMPLETIONS),
        total: values.length,
        hasMore: values.length > MOST_COMPLETIONS,
      },
    };
  });

  /** The names of integrations with which the prompt can be used. */
  async function integrationNames({ level }: Prompt, typed: string) {
    const right = registry.levels[level]?.per === 'integration' ? level : null;
    const names = await access.names(principal, typed, right, MOST_COMPLETIONS + 1);
    return { values: names.slice(0, MOST_COMPLETIONS), hasMore: names.length > MOST_COMPLETIONS };
  }
}

/** What a person says with a prompt, once its gaps are filled. */
const said = (text: NonNullable<Prompt['text']>, values: Readonly<Record<string, string>>) => ({
  role: 'user' as const,
  content: {
    type: 'text' as const,
    text: text.map((part) => (typeof part === 'string' ? part : (values[part.argument] ?? ''))).join(''),
  },
});
