import { type Resource as McpResource, ResourceNotFoundError, UriTemplate } from '@modelcontextprotocol/server';
import { InputRequired, type ResourceHandler } from './handler.js';
import { type Offer, refuseCursor } from './offer.js';
import { isUseful, usefulLevels } from './permission.js';
import type { Resource } from './registry.js';

type Handler = ResourceHandler<Record<string, string>, object>;

/** Lists and reads the catalog's resources, each shown to whoever holds its level. */
export function offerResources({ on, caller, options, callOf, ask, stateOf }: Offer): void {
  const { registry, access } = options;
  const { principal } = caller;
  const visible = async () => {
    const useful = await usefulLevels(registry, access, principal);
    return registry.resources.filter((resource) => isUseful(useful, resource));
  };

  on('resources/list', async (request) => {
    refuseCursor(request.params?.cursor);
    const resources = (await visible()).filter((resource) => resource.uri !== null);
    return { resources: resources.map((resource) => ({ ...describe(resource), uri: resource.uri as string })) };
  });
  on('resources/templates/list', async (request) => {
    refuseCursor(request.params?.cursor);
    const families = (await visible()).filter((resource) => resource.uriTemplate !== null);
    return {
      resourceTemplates: families.map((family) => ({
        ...describe(family),
        uriTemplate: family.uriTemplate as string,
      })),
    };
  });
  on('resources/read', async (request, ctx) => {
    const { uri } = request.params;
    const found = findResource(await visible(), uri);
    if (!found) throw new ResourceNotFoundError(uri);
    const handler = options.resourceHandlers[found.resource.name] as Handler;
    const state = stateOf(ctx, uri);
    const call = { ...options.services, ...callOf(ctx), state: <T>() => state as T | undefined };
    const answer = await handler(call, uri, found.variables);
    return answer instanceof InputRequired ? ask(ctx, answer, uri) : { contents: answer };
  });
}

const describe = (resource: Resource): Omit<McpResource, 'uri'> => ({
  name: resource.name,
  title: resource.title,
  description: resource.description,
  ...(resource.mimeType !== null && { mimeType: resource.mimeType }),
});

export function findResource(
  resources: readonly Resource[],
  uri: string,
): { resource: Resource; variables: Record<string, string> } | null {
  const exact = resources.find((resource) => resource.uri === uri);
  if (exact) return { resource: exact, variables: {} };
  for (const resource of resources) {
    const variables = resource.uriTemplate === null ? null : matchTemplate(resource.uriTemplate, uri);
    if (variables) return { resource, variables };
  }
  return null;
}

/** The template's variables as they read without percent-encoding; null for an address that is not of its family. */
function matchTemplate(template: string, uri: string): Record<string, string> | null {
  const encoded = Object.entries(new UriTemplate(template).match(uri) ?? {});
  if (encoded.length === 0) return null;
  try {
    return Object.fromEntries(encoded.map(([name, value]) => [name, decodeURIComponent(String(value))]));
  } catch {
    return null;
  }
}
