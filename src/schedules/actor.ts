import type { Actor } from '../engine/runner.js';
import type { Queries } from '../queries/queries.js';

/** As whom a schedule runs, as that user is now; or why it cannot. */
export async function actorOf(
  { users, permissions, integrations }: Pick<Queries, 'users' | 'permissions' | 'integrations'>,
  { user_id, integration_id }: { readonly user_id: number; readonly integration_id: number },
): Promise<Actor | { readonly refusal: string }> {
  const user = await users.byId(user_id);
  if (!user) return { refusal: 'There is no such user.' };
  if (!user.active) return { refusal: `${user.username} is deactivated.` };
  const granted = user.is_superuser || (await permissions.on(user.id, integration_id)).some(({ execute }) => execute);
  if (granted) return { id: user.id, username: user.username, email: user.email, superuser: user.is_superuser };
  const integration = await integrations.state(integration_id);
  return { refusal: `${user.username} may not execute ${integration?.path_name ?? 'the integration'}.` };
}
