import { answering } from './answering.js';
import type { Handler } from './handler.js';

export const listIntegrations: Handler<'list_integrations'> = async (call, { active_only, limit, cursor }) => {
  const list = await answering(call, call.queries.integrations.list(call.principal.id, { active_only, limit, cursor }));
  return {
    total: list.total,
    ...(list.next_cursor !== null && { next_cursor: list.next_cursor }),
    integrations: list.integrations.map(({ description, ...integration }) => ({
      ...integration,
      ...(description !== null && { description }),
    })),
  };
};
