import type { ListedIntegration } from '../queries/integrations.js';
import { answering } from './answering.js';
import type { Handler } from './handler.js';

export const listIntegrations: Handler<'list_integrations'> = async (call, { active_only, limit, cursor }) => {
  const list = await answering(call, call.queries.integrations.list(call.principal.id, { active_only, limit, cursor }));
  const { total, next_cursor } = list;
  const integrations = list.integrations.map(shown);
  return next_cursor === null ? { total, integrations } : { total, next_cursor, integrations };
};

/** Written out: to copy all but one of the properties takes ten times as long, and this is the call that clients make most. */
function shown({
  id,
  path_name,
  active,
  http_api,
  run_async,
  last_saved,
  permissions,
  description,
}: ListedIntegration) {
  const integration = { id, path_name, active, http_api, run_async, last_saved, permissions };
  return description === null ? integration : { ...integration, description };
}
