import type { Principal } from '../auth/principal.js';
import type { ServerOptions } from './offer.js';
import { heldLevels, isUseful } from './permission.js';
import type { Pipeline } from './pipeline.js';
import type { Prompt, Resource } from './registry.js';
import { findResource } from './resources.js';
import { challengeOf, type ScopeChallenge } from './scopes.js';

/** A request as it came, not looked at by the protocol layer yet. */
export interface Asking {
  readonly principal: Principal;
  readonly requestBytes: number;
  readonly method: unknown;
  readonly params: unknown;
}

/** Tells of a request whether the caller's token is good for it; null when it is, and when the request is no good anyway. */
export type ScopeGate = (asking: Asking) => Promise<ScopeChallenge | null>;

/** Stands where HTTP can still answer in its own way, which the protocol layer cannot any more. */
export function createScopeGate({ registry, access }: ServerOptions, pipeline: Pipeline): ScopeGate {
  /** Of a resource or a prompt that the user may see. */
  const ofOffer = async (principal: Principal, offer: Prompt | Resource | undefined): Promise<ScopeChallenge | null> =>
    offer && isUseful(await heldLevels(registry, access, principal), offer)
      ? challengeOf(registry, offer, principal)
      : null;
  const completedBy = (ref: { type?: unknown; name?: unknown; uri?: unknown } = {}) =>
    ref.type === 'ref/resource'
      ? registry.resources.find(({ uriTemplate }) => uriTemplate !== null && uriTemplate === ref.uri)
      : promptOf(ref.name);
  const promptOf = (name: unknown) => registry.prompts.find((prompt) => prompt.name === name);

  return async ({ principal, requestBytes, method, params }) => {
    if (principal.scopes === null) return null;
    const { name, uri, ref, arguments: args } = (params ?? {}) as Record<string, unknown>;
    switch (method) {
      case 'tools/call':
        return typeof name === 'string' ? pipeline.challenge({ principal, tool: name, args, requestBytes }) : null;
      case 'resources/read':
        return ofOffer(principal, findResource(registry.resources, String(uri))?.resource);
      case 'prompts/get':
        return ofOffer(principal, promptOf(name));
      case 'completion/complete':
        return ofOffer(principal, completedBy(ref as { type?: unknown; name?: unknown; uri?: unknown } | undefined));
      default:
        return null;
    }
  };
}
