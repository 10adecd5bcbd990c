import { INVALID_PARAMS, ProtocolError } from '@modelcontextprotocol/server';
import type { Principal } from '../auth/principal.js';
import { InputRequired, type PromptHandler, type PromptTypes } from './handler.js';
import { type Offer, refuseCursor, type ServerOptions } from './offer.js';
import { isUseful, usefulLevels } from './permission.js';
import type { Prompt } from './registry.js';

/** Lists and fills the catalog's prompts, each shown to whoever has a use for it. */
export function offerPrompts({ on, caller, options, callOf, ask, stateOf }: Offer): void {
  const { principal } = caller;

  on('prompts/list', async (request) => {
    refuseCursor(request.params?.cursor);
    return {
      prompts: (await visiblePrompts(options, principal)).map((prompt) => ({
        name: prompt.name,
        title: prompt.title,
        description: prompt.description,
        arguments: prompt.arguments.map(({ name, description, required }) => ({ name, description, required })),
      })),
    };
  });

  on('prompts/get', async (request, ctx) => {
    const { name, arguments: values = {} } = request.params;
    const prompt = await findPrompt(options, principal, name);
    const missing = prompt.arguments.filter((argument) => argument.required && values[argument.name] === undefined);
    if (missing.length > 0) {
      throw new ProtocolError(INVALID_PARAMS, `Missing: ${missing.map((argument) => argument.name).join(', ')}`);
    }
    if (prompt.text) return { description: prompt.description, messages: [said(prompt.text, values)] };
    const state = stateOf(ctx, name);
    const call = { ...options.services, ...callOf(ctx), state: <T>() => state as T | undefined };
    const handler = options.promptHandlers[name] as PromptHandler<PromptTypes, object>;
    const answer = await handler.get(call, values);
    return answer instanceof InputRequired ? ask(ctx, answer, name) : { messages: answer };
  });
}

async function visiblePrompts({ registry, access }: ServerOptions, principal: Principal): Promise<Prompt[]> {
  const useful = await usefulLevels(registry, access, principal);
  return registry.prompts.filter((prompt) => isUseful(useful, prompt));
}

/** @throws ProtocolError when there is no such prompt for the caller */
export async function findPrompt(options: ServerOptions, principal: Principal, name: string): Promise<Prompt> {
  const prompt = (await visiblePrompts(options, principal)).find((candidate) => candidate.name === name);
  if (!prompt) throw new ProtocolError(INVALID_PARAMS, `Unknown prompt: ${name}`);
  return prompt;
}

/** What a person says with a prompt, once its gaps are filled. */
const said = (text: NonNullable<Prompt['text']>, values: Readonly<Record<string, string>>) => ({
  role: 'user' as const,
  content: {
    type: 'text' as const,
    text: text.map((part) => (typeof part === 'string' ? part : (values[part.argument] ?? ''))).join(''),
  },
});
