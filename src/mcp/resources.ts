import { type Resource as McpResource, ResourceNotFoundError, UriTemplate } from '@modelcontextprotocol/server';
import { InputRequired, type ListedResources, type ReadResource, type ResourceMember } from './handler.js';
import { type Offer, refuseCursor, type ServerOptions } from './offer.js';
import { isUseful, usefulLevels } from './permission.js';
import type { Resource } from './registry.js';

type Variables = Readonly<Record<string, string>>;

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
    const resources: McpResource[] = [];
    for (const resource of await visible()) {
      if (resource.uri !== null) resources.push({ ...describe(resource), uri: resource.uri });
      if (!resource.listed) continue;
      const members = await familyHandler(options, resource).list({ ...options.services, principal });
      resources.push(...members.map((member) => describeMember(resource, member)));
    }
    return { resources };
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
    const state = stateOf(ctx, uri);
    const call = { ...options.services, ...callOf(ctx), state: <T>() => state as T | undefined };
    const read = found.resource.listed
      ? familyHandler(options, found.resource).read
      : (options.resourceHandlers[found.resource.name] as ReadResource<Variables, object>);
    const answer = await read(call, uri, found.variables);
    if (!answer) throw new ResourceNotFoundError(uri);
    return answer instanceof InputRequired ? ask(ctx, answer, uri) : { contents: answer };
  });
}

const describe = (resource: Resource): Omit<McpResource, 'uri'> => ({
  name: resource.name,
  title: resource.title,
  description: resource.description,
  ...(resource.mimeType !== null && { mimeType: resource.mimeType }),
});

function describeMember(family: Resource, { variables, title, description }: ResourceMember<Variables>): McpResource {
  const name = [family.name, ...Object.values(variables)].join('/');
  const uri = new UriTemplate(family.uriTemplate as string).expand({ ...variables });
  return { ...describe(family), uri, name, title, description };
}

/** The handler of a family whose members are listed. */
export const familyHandler = ({ resourceHandlers }: ServerOptions, { name }: Resource) =>
  resourceHandlers[name] as ListedResources<Variables, object>;

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
