import type { Queries } from '../queries/queries.js';
import { mayExecute } from './may-execute.js';
import type { Actor } from './runner.js';

/** As whom something runs that was asked for earlier, as that user is at present; or why it cannot. */
export async function presentActor(
  queries: Pick<Queries, 'users' | 'permissions' | 'integrations'>,
  { user_id, integration_id }: { readonly user_id: number | null; readonly integration_id: number },
): Promise<Actor | { readonly refusal: string }> {
  const user = user_id === null ? null : await queries.users.byId(user_id);
  if (!user) return { refusal: 'There is no such user.' };
  if (!user.active) return { refusal: `${user.username} is deactivated.` };
  const actor = { id: user.id, username: user.username, email: user.email, superuser: user.is_superuser };
  if (await mayExecute(queries, actor, integration_id)) return actor;
  const integration = await queries.integrations.state(integration_id);
  return { refusal: `${user.username} may not execute ${integration?.path_name ?? 'the integration'}.` };
}
