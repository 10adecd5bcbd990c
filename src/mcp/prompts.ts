import { INVALID_PARAMS, ProtocolError } from '@modelcontextprotocol/server';
import { InputRequired, type PromptHandler, type PromptTypes } from './handler.js';
import { type Offer, refuseCursor } from './offer.js';
import { maySee } from './permission.js';
import type { Prompt } from './registry.js';

interface CompletingPrompt extends PromptTypes {
  completes: string;
}

/** The protocol's limit for one completion. */
const MOST_COMPLETIONS = 100;

/** Lists, fills and completes the catalog's prompts, each shown to whoever holds its level. */
export function offerPrompts({ on, caller, options, callOf, ask, stateOf }: Offer): void {
  const { registry, access } = options;
  const { principal } = caller;
  const isVisible = (prompt: Prompt) => maySee(registry, access, principal, prompt);
  const find = (name: string) => {
    const prompt = registry.prompts.find((candidate) => candidate.name === name);
    if (!prompt || !isVisible(prompt)) {
      throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name}`);
    }
    return { prompt, handler: options.promptHandlers[name] as PromptHandler<CompletingPrompt, object> };
  };

  on('prompts/list', async (request) => {
    refuseCursor(request.params?.cursor);
    return {
      prompts: registry.prompts.filter(isVisible).map((prompt) => ({
        name: prompt.name,
        title: prompt.title,
        description: prompt.description,
        arguments: prompt.arguments.map(({ name, description, required }) => ({ name, description, required })),
      })),
    };
  });

  on('prompts/get', async (request, ctx) => {
    const { name, arguments: values = {} } = request.params;
    const { prompt, handler } = find(name);
    const missing = prompt.arguments.filter((argument) => argument.required && values[argument.name] === undefined);
    if (missing.length > 0) {
      throw new ProtocolError(INVALID_PARAMS, `Missing: ${missing.map((argument) => argument.name).join(', ')}`);
    }
    const state = stateOf(ctx, name);
    const call = { ...options.services, ...callOf(ctx), state: <T>() => state as T | undefined };
    const answer = await handler.get(call, values);
    return answer instanceof InputRequired ? ask(ctx, answer, name) : { messages: answer };
  });

  if (!registry.prompts.some((prompt) => prompt.arguments.some((argument) => argument.completes))) return;
  on('completion/complete', async (request) => {
    const { ref, argument } = request.params;
    if (ref.type !== 'ref/prompt') return { completion: { values: [] } };
    const { prompt, handler } = find(ref.name);
    if (!prompt.arguments.some((known) => known.name === argument.name && known.completes)) {
      return { completion: { values: [] } };
    }
    const values = await handler.complete({ ...options.services, principal }, argument.name, argument.value);
    return {
      completion: {
        values: values.slice(0, MOST_COMPLETIONS),
        total: values.length,
        hasMore: values.length > MOST_COMPLETIONS,
      },
    };
  });
}
