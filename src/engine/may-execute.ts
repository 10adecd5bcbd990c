import type { Queries } from '../queries/queries.js';

/** Whether somebody may execute an integration: a superuser may, as may whoever has that permission on it. */
export async function mayExecute(
  { permissions }: Pick<Queries, 'permissions'>,
  { id, superuser }: { readonly id: number; readonly superuser: boolean },
  integrationId: number,
): Promise<boolean> {
  return superuser || (await permissions.on(id, integrationId)).some(({ execute }) => execute);
}
