import type { CompleteResult } from '@modelcontextprotocol/server';
import type { PromptHandler, PromptTypes } from './handler.js';
import type { Offer } from './offer.js';
import { isUseful, usefulLevels } from './permission.js';
import { findPrompt } from './prompts.js';
import type { Prompt, Registry } from './registry.js';
import { familyHandler } from './resources.js';

type Completion = CompleteResult['completion'];

interface CompletingPrompt extends PromptTypes {
  completes: string;
}

/** What somebody has typed so far, and of which argument. */
interface Typed {
  readonly name: string;
  readonly value: string;
}

/** The protocol's limit for one completion. */
const MOST_COMPLETIONS = 100;

const NONE: Completion = { values: [] };

/** Whether there is anything in a catalog that can be completed. */
export const hasCompletions = ({ prompts, resources }: Registry): boolean =>
  prompts.some((prompt) => prompt.arguments.some(({ completes }) => completes)) ||
  resources.some(({ listed }) => listed);

/** Completes the arguments of prompts, and the addresses of families whose members are listed. */
export function offerCompletions(offer: Offer): void {
  offer.on('completion/complete', async ({ params: { ref, argument } }) => ({
    completion:
      ref.type === 'ref/prompt'
        ? await ofPrompt(offer, ref.name, argument)
        : await ofResource(offer, ref.uri, argument),
  }));
}

async function ofPrompt({ options, caller: { principal } }: Offer, name: string, typed: Typed): Promise<Completion> {
  const prompt = await findPrompt(options, principal, name);
  if (!prompt.arguments.some((known) => known.name === typed.name && known.completes)) return NONE;
  if (prompt.text) return integrationNames(prompt, typed.value);
  const handler = options.promptHandlers[name] as PromptHandler<CompletingPrompt, object>;
  return first(await handler.complete({ ...options.services, principal }, typed.name, typed.value));

  /** The names of integrations with which the prompt can be used. */
  async function integrationNames({ level }: Prompt, value: string): Promise<Completion> {
    const right = options.registry.levels[level]?.per === 'integration' ? level : null;
    const names = await options.access.names(principal, value, right, MOST_COMPLETIONS + 1);
    return { values: names.slice(0, MOST_COMPLETIONS), hasMore: names.length > MOST_COMPLETIONS };
  }
}

async function ofResource({ options, caller: { principal } }: Offer, uri: string, typed: Typed): Promise<Completion> {
  const { registry, access } = options;
  const family = registry.resources.find((resource) => resource.listed && resource.uriTemplate === uri);
  if (!family || !isUseful(await usefulLevels(registry, access, principal), family)) return NONE;
  const members = await familyHandler(options, family).list({ ...options.services, principal });
  const values = members.map(({ variables }) => variables[typed.name] ?? '');
  return first([...new Set(values)].filter((value) => value !== '' && value.startsWith(typed.value)));
}

const first = (values: readonly string[]): Completion => ({
  values: values.slice(0, MOST_COMPLETIONS),
  total: values.length,
  hasMore: values.length > MOST_COMPLETIONS,
});
