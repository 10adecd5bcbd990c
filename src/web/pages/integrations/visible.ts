import type { Found } from '../../../auth/access.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound, WebError } from '../../web-error.js';

type Right = 'read' | 'write' | 'execute' | 'debug';

/**
 * The integration whose id is in the path.
 * @throws WebError when there is none, when the visitor holds no right on it at all, or not this one
 */
export async function visibleIntegration(
  { queries, access }: Pick<SiteServices, 'queries' | 'access'>,
  { user, params }: Visit,
  right: Right,
): Promise<Found> {
  const id = Number(params.id);
  // Not by what stands in the path: that could be the name of another one.
  const state = /^[1-9]\d{0,8}$/.test(params.id ?? '') ? await queries.integrations.state(id) : null;
  const found = state && (await access.integration(user, state.path_name));
  if (!found || found.ref.id !== id) throw notFound('integration');
  if (found.granted.has(right)) return found;
  throw new WebError(
    403,
    'Not for you',
    `This needs the right to ${right} ${found.ref.path_name}. Ask an administrator.`,
  );
}
