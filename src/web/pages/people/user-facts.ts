import type { Queries } from '../../../queries/queries.js';
import { userKinds } from '../../../queries/users.js';
import type { Form } from '../../form.js';
import { WebError } from '../../web-error.js';
import type { UserFacts } from './user-form.js';

/** What the form says of a user. @throws WebError when that is what no form of ours sends */
export async function userFactsIn(form: Form, { organizations }: Queries): Promise<UserFacts> {
  const kind = userKinds.find((known) => known === form.text('kind'));
  if (!kind) throw new WebError(400, 'That form is not complete', 'There is no such kind of user.');
  const organizationId = form.text('organization') === '' ? null : form.id('organization');
  if (organizationId !== null && !(await organizations.byId(organizationId)))
    throw new WebError(409, 'That organization is gone', 'Somebody has deleted it. Go back and reload the page.');
  return { email: form.optional('email'), kind, organizationId };
}
