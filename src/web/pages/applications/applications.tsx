import {
  APPLICATION_LIMITS,
  type ApplicationDraft,
  draftProblems,
  staticDraft,
} from '../../../auth/application-draft.js';
import { Applications, type ShownCredentials } from '../../../auth/applications.js';
import type { ListedApplication } from '../../../queries/oauth-applications.js';
import { page, redirect } from '../../answer.js';
import type { Form as Fields } from '../../form.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound, WebError } from '../../web-error.js';
import { ApplicationFields } from './application-form.js';
import { CredentialsShown } from './credentials-shown.js';
import { ApplicationDetail } from './detail.js';
import { ApplicationList } from './list.js';

/** How many clients that have registered themselves are shown. */
const MOST_REGISTERED = 200;

/** The OAuth applications: staff manage those that they have made, superusers all. */
export function applicationRoutes({ queries, now, events }: SiteServices): Route[] {
  const applications = new Applications(queries, now);

  async function applicationOf({ params, user }: Visit): Promise<ListedApplication> {
    const id = /^\d{1,9}$/.test(params.id ?? '') ? Number(params.id) : 0;
    const found = await applications.find(id, user);
    if (!found) throw notFound('application');
    return found;
  }

  async function list(visit: Visit) {
    const { user } = visit;
    const registered = user.superuser ? await queries.oauthApplications.registered(MOST_REGISTERED) : null;
    const made = await applications.list(user);
    return page('OAuth applications', <ApplicationList made={made} registered={registered} />);
  }

  async function newForm({ user }: Visit, draft = staticDraft(''), problems = {}, status = 200) {
    const serviceAccounts = user.superuser ? await queries.oauthApplications.serviceAccounts() : [];
    return page(
      'Add an OAuth application',
      <>
        <Heading title="Add an OAuth application" above={[{ path: '/applications', name: 'OAuth applications' }]} />
        <Form action="/applications/new" class="card prose">
          <ApplicationFields
            draft={draft}
            problems={problems}
            serviceAccounts={serviceAccounts}
            trusted={user.superuser}
          />
          <div class="actions">
            <button type="submit">Add application</button>
            <a href="/applications">Cancel</a>
          </div>
        </Form>
      </>,
      status,
    );
  }

  async function create(visit: Visit) {
    const { user, form } = visit;
    const draft = draftOf(form, form.checked('confidential'), form.optional('service_account'));
    const problems = draftProblems(draft, user);
    if (draft.serviceAccountId !== null && !problems.serviceAccountId) {
      const accounts = await queries.oauthApplications.serviceAccounts();
      if (!accounts.some(({ id }) => id === draft.serviceAccountId))
        problems.serviceAccountId = 'There is no such active service account.';
    }
    if (Object.keys(problems).length > 0) return newForm(visit, draft, problems, 400);
    if (!(await applications.mayMakeMore(user))) {
      const tooMany = `You have ${APPLICATION_LIMITS.applications} applications; delete one that is not used any more.`;
      return newForm(visit, draft, { name: tooMany }, 400);
    }
    return shown('Your new application', await applications.make(draft, user));
  }

  async function detail(visit: Visit) {
    const application = await applicationOf(visit);
    if (application.registered) throw notFound('application');
    return detailPage(application, asDraft(application), {});
  }

  async function save(visit: Visit) {
    const application = await applicationOf(visit);
    if (application.registered) throw notFound('application');
    const before = asDraft(application);
    const byItself = before.serviceAccountId !== null;
    const typed = draftOf(visit.form, before.confidential, null);
    const draft = byItself ? { ...before, name: typed.name } : typed;
    // Whom it acts for was settled when it was made, and by whom that may be.
    const problems = draftProblems(draft, { superuser: true });
    if (Object.keys(problems).length > 0) return detailPage(application, draft, problems, 400);
    const { name, redirectUris: redirect_uris, skipAuthorization: skip_authorization, allScopes: all_scopes } = draft;
    await queries.oauthApplications.change(application.id, { name, redirect_uris, skip_authorization, all_scopes });
    return redirect(`/applications/${application.id}?done=saved`);
  }

  async function newSecret(visit: Visit) {
    const application = await applicationOf(visit);
    if (application.registered || application.secret_hash === null)
      throw new WebError(409, 'There is no secret', 'This application has none, so it cannot get another one.');
    return shown('The new secret', await applications.newSecret(application));
  }

  const switched = (active: boolean) => async (visit: Visit) => {
    const application = await applicationOf(visit);
    await applications.setActive(application, active);
    events.publish({ type: 'tools_changed' });
    return redirect(`/applications/${application.id}?done=${active ? 'on' : 'off'}`);
  };

  async function remove(visit: Visit) {
    await applications.delete(await applicationOf(visit));
    events.publish({ type: 'tools_changed' });
    return redirect('/applications?done=deleted');
  }

  return [
    get('/applications', 'staff', list),
    get('/applications/new', 'staff', (visit) => newForm(visit)),
    post('/applications/new', 'staff', create),
    get('/applications/:id', 'staff', detail),
    post('/applications/:id', 'staff', save),
    post('/applications/:id/secret', 'staff', newSecret),
    post('/applications/:id/switch-off', 'staff', switched(false)),
    post('/applications/:id/switch-on', 'staff', switched(true)),
    post('/applications/:id/delete', 'staff', remove),
  ];
}

function draftOf(form: Fields, confidential: boolean, serviceAccount: string | null): ApplicationDraft {
  const lines = form.text('redirect_uris').split(/\s+/).filter(Boolean);
  const serviceAccountId = serviceAccount === null ? null : form.id('service_account');
  return {
    name: form.text('name'),
    // Nobody comes back from a sign-in that there is not.
    redirectUris: serviceAccountId === null ? [...new Set(lines)] : [],
    confidential,
    skipAuthorization: form.checked('skip') && serviceAccountId === null,
    allScopes: form.checked('all_scopes') && serviceAccountId === null,
    serviceAccountId,
  };
}

const asDraft = (application: ListedApplication): ApplicationDraft => ({
  name: application.name,
  redirectUris: application.redirect_uris,
  confidential: application.secret_hash !== null,
  skipAuthorization: application.skip_authorization,
  allScopes: application.all_scopes,
  serviceAccountId: application.service_account_id,
});

const detailPage = (
  application: ListedApplication,
  draft: ApplicationDraft,
  problems: ReturnType<typeof draftProblems>,
  status = 200,
) => page(application.name, <ApplicationDetail application={application} draft={draft} problems={problems} />, status);

const shown = (title: string, credentials: ShownCredentials) =>
  page(
    title,
    <div class="prose">
      <h1>{title}</h1>
      <p>
        <strong>{credentials.name}</strong>
      </p>
      <CredentialsShown credentials={credentials} />
      <p>
        <a class="button" href={`/applications/${credentials.id}`}>
          {credentials.secret === null ? 'Go on' : 'I have copied it'}
        </a>
      </p>
    </div>,
  );
