import type { ListedCall } from '../../../queries/audit.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import type { ShownCall } from './audit-table.js';

/**
 * The calls with the names of their integrations. Who called an integration may have lost every right on it since, and then is
 * told its number alone: its name may be another one by now.
 */
export async function shownCalls(
  { queries }: Pick<SiteServices, 'queries'>,
  { user }: Pick<Visit, 'user'>,
  calls: readonly ListedCall[],
): Promise<ShownCall[]> {
  const ids = new Set(calls.flatMap(({ integration_id }) => integration_id ?? []));
  const visible = user.superuser ? ids : await visibleAmong(ids);
  return calls.map((call) => ({ ...call, integration: nameOf(call) }));

  async function visibleAmong(asked: ReadonlySet<number>): Promise<ReadonlySet<number>> {
    const granted = await Promise.all([...asked].map((id) => queries.permissions.on(user.id, id)));
    return new Set([...asked].filter((_, at) => granted[at]?.some((rights) => Object.values(rights).some(Boolean))));
  }

  function nameOf({ integration_id: id, path_name }: ListedCall): string | null {
    if (id === null) return null;
    return path_name !== null && visible.has(id) ? path_name : `number ${id}`;
  }
}
