import type { AdapterBinding } from '../../../queries/adapter-bindings.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';

/** The bindings whose integrations the visitor may see, and how many others there are. */
export interface VisibleBindings {
  readonly shown: readonly (AdapterBinding & { readonly mayWrite: boolean })[];
  readonly hidden: number;
}

/** Who may use adapter configurations need not know of every integration. */
export async function visibleBindings(
  { queries, access }: SiteServices,
  { user }: Visit,
  configId?: number,
): Promise<VisibleBindings> {
  const all = await queries.adapterConfigs.bindings(configId);
  const names = [...new Set(all.map(({ integration }) => integration))];
  const granted = new Map<string, ReadonlySet<string>>();
  for (const name of names) {
    const found = await access.integration(user, name);
    if (found?.ref.path_name === name) granted.set(name, found.granted);
  }
  const shown = all
    .filter(({ integration }) => granted.has(integration))
    .map((binding) => ({ ...binding, mayWrite: granted.get(binding.integration)?.has('write') ?? false }));
  return { shown, hidden: all.length - shown.length };
}
