import type { Question } from '../../../oauth/consent.js';
import { page, redirect } from '../../answer.js';
import { Checkbox } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import { Notice } from '../../parts/notice.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { WebError } from '../../web-error.js';
import { onward } from './onward.js';

/** Where the authorization server sends people: they sign in if they have not yet, and say what a client may do for them. */
export function interactionRoutes({ consent }: SiteServices): Route[] {
  const uidOf = (visit: Visit) => visit.params.uid as string;
  const orElse = <T,>(found: T | null): T => {
    if (found !== null) return found;
    throw new WebError(
      400,
      'This sign-in is over',
      'It was begun too long ago, in another browser, or by somebody else. Start again from the client.',
    );
  };

  async function ask(visit: Visit) {
    const next = orElse(await (await consent()).next(uidOf(visit), visit.raw, visit.user));
    return 'goOn' in next ? redirect(next.goOn) : consentPage(uidOf(visit), next.question, visit);
  }

  async function decide(visit: Visit) {
    const { form, user, raw } = visit;
    const decided = await consent();
    const goOn =
      form.text('decision') === 'allow'
        ? await decided.allow(uidOf(visit), raw, user, form.all('scope'))
        : await decided.deny(uidOf(visit), raw, user);
    return onward('Going back to the client', new URL(orElse(goOn)).pathname);
  }

  return [get('/o/interaction/:uid', 'user', ask), post('/o/interaction/:uid', 'user', decide)];
}

const consentPage = (uid: string, { client, returnsTo, scopes }: Question, { user }: Visit) => {
  const { hostname, protocol } = new URL(returnsTo);
  const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
  const body = (
    <section class="narrow card">
      <h1>
        Allow <em>{client.name}</em> to act for you?
      </h1>
      {client.known !== 'application' && (
        <Notice kind="warning">
          <p>
            {client.known === 'described'
              ? `This client is described at ${new URL(client.id).hostname}. Allow it only if you trust that site and have just started it yourself.`
              : 'This client has introduced itself, and nobody has checked its name. Allow it only if you have just started it yourself.'}
          </p>
        </Notice>
      )}
      <dl class="facts">
        <dt>You are</dt>
        <dd>{user.username}</dd>
        <dt>It sends you back to</dt>
        <dd>{isLocal ? 'a program on this computer' : protocol === 'https:' ? hostname : returnsTo}</dd>
      </dl>
      <Form action={`/o/interaction/${uid}`}>
        <fieldset>
          <legend>It wants to</legend>
          {scopes.map(({ name, means }) => (
            <Checkbox key={name} name="scope" value={name} label={means} checked />
          ))}
          {scopes.length === 0 && <p>know who you are, and nothing else</p>}
        </fieldset>
        <p class="hint">
          It can never do more than you may do yourself. You can end this at any time under Connected clients.
        </p>
        <div class="actions">
          <button type="submit" name="decision" value="allow">
            Allow
          </button>
          <button type="submit" name="decision" value="deny" class="quiet">
            Deny
          </button>
        </div>
      </Form>
    </section>
  );
  return { ...page(`Allow ${client.name}?`, body), alone: true };
};
