import { APPLICATION_LIMITS, type ApplicationDraft, draftProblems } from '../../auth/application-draft.js';
import { Applications } from '../../auth/applications.js';
import type { ListedApplication } from '../../queries/oauth-applications.js';
import type { Desk } from '../desk.js';
import type { Row, Values } from '../field.js';
import { model } from '../model.js';

const OWN = { own: 'made_by' } as const;

/** OAuth applications (domain.md 1.1): staff manage those that they have made, superusers all. */
export const oauthApplication = model({
  name: 'gateway.OAuthApplication',
  title: 'OAuth application',
  plural: 'OAuth applications',
  description:
    'A client that people let act for them, or that acts for a service account. Its id and secret are shown once, when it is added; a ' +
    'new secret is made on its page. Superusers see all of them, other staff those that they have made.',
  table: 'oauth_applications',
  called: ({ name }) => String(name),
  fields: {
    name: {
      type: 'text',
      help: 'What people see when they sign in.',
      required: true,
      maxLength: APPLICATION_LIMITS.name,
    },
    client_id: {
      type: 'text',
      label: 'Client id',
      help: 'By which the client names itself.',
      writable: 'never',
      indexed: true,
    },
    confidential: {
      type: 'boolean',
      column: null,
      shown: ({ secret_hash }) => secret_hash !== null,
      help: 'Whether it has a secret.',
      writable: 'at_creation',
      default: true,
    },
    redirect_uris: {
      type: 'json',
      of: 'texts',
      label: 'Redirect addresses',
      help: 'Where people come back to after they have signed in; none for one that acts for a service account.',
      default: [],
    },
    skip_authorization: {
      type: 'boolean',
      help:
        'Whether its maker need not be asked for consent; nobody need, where the maker is a superuser. No application that acts for ' +
        'somebody can say so: people do, on the page Applications.',
      default: false,
    },
    all_scopes: {
      type: 'boolean',
      help: 'Whether it asks for every scope, for administering as well, when it names none.',
      default: false,
    },
    service_account_id: {
      type: 'reference',
      to: 'gateway.User',
      help: 'The service account that it acts for; null for whoever signs in. Only superusers give one.',
      nullable: true,
      writable: 'at_creation',
    },
    made_by_id: {
      type: 'reference',
      to: 'gateway.User',
      column: 'made_by',
      help: 'Who made it; null for the command line, and for one that has registered itself.',
      nullable: true,
      writable: 'never',
    },
    registered: { type: 'boolean', help: 'Whether it has registered itself.', writable: 'never' },
    active: {
      type: 'boolean',
      help: 'Whether it may be used. Switched off, its tokens end within a second.',
      default: true,
    },
    created_at: { type: 'moment', help: 'When it was made.', writable: 'never' },
    expires_at: {
      type: 'moment',
      help: 'When it is forgotten; null for never.',
      nullable: true,
      writable: 'never',
      indexed: true,
    },
    last_used_at: { type: 'moment', help: 'When it last got a token.', nullable: true, writable: 'never' },
  },
  needs: { view: OWN, add: 'staff', change: OWN, delete: OWN },
  order: ['-id'],
  changesTools: true,

  async create(values, desk) {
    const { queries, caller, refuse } = desk;
    const applications = applicationsOf(desk);
    const draft = draftOf(values);
    refuseProblems(draft, caller, desk);
    if (draft.skipAuthorization) refuseUnasked(desk);
    if (draft.serviceAccountId !== null) {
      const accounts = await queries.oauthApplications.serviceAccounts();
      if (!accounts.some(({ id }) => id === draft.serviceAccountId))
        refuse('invalid_value', 'There is no such active service account.', 'service_account_id');
    }
    if (!(await applications.mayMakeMore(caller)))
      refuse('invalid_value', `You have ${APPLICATION_LIMITS.applications} applications; delete one first.`);
    const made = await applications.make(draft, caller);
    if (values.active === false) await applications.setActive(await found(made.id, desk), false);
    const secret = made.secret === null ? {} : { client_secret: made.secret };
    return { id: made.id, shownOnce: { client_id: made.clientId, ...secret } };
  },

  async change(current, values, desk) {
    const application = await found(Number(current.id), desk);
    const { active, ...settings } = values;
    if (Object.keys(settings).length > 0) await save(application, settings, desk);
    if (typeof active === 'boolean') await applicationsOf(desk).setActive(application, active);
    return undefined;
  },

  async delete({ id }, desk) {
    await applicationsOf(desk).delete(await found(Number(id), desk));
    return 'all that was given to it';
  },
});

const applicationsOf = ({ queries, at }: Desk) => new Applications(queries, () => at);

const found = async (id: number, desk: Desk): Promise<ListedApplication> =>
  (await applicationsOf(desk).find(id, desk.caller)) ?? desk.refuse('not_found', 'There is no such application.');

/** As the page of an application does: whom it acts for was settled when it was made. */
async function save(application: ListedApplication, values: Values, desk: Desk): Promise<void> {
  if (application.registered)
    desk.refuse('invalid_value', 'It has registered itself; it can be switched off or deleted.', 'name');
  const before = {
    name: application.name,
    confidential: application.secret_hash !== null,
    redirect_uris: application.redirect_uris,
    skip_authorization: application.skip_authorization,
    all_scopes: application.all_scopes,
    service_account_id: application.service_account_id,
  };
  const draft = draftOf({ ...before, ...values });
  refuseProblems(draft, { superuser: true }, desk);
  if (draft.skipAuthorization && (values.skip_authorization ?? values.redirect_uris) !== undefined) refuseUnasked(desk);
  const { name, redirectUris: redirect_uris, skipAuthorization: skip_authorization, allScopes: all_scopes } = draft;
  await desk.queries.oauthApplications.change(application.id, { name, redirect_uris, skip_authorization, all_scopes });
}

/** Where nobody is asked, another application would get scopes that the one which asks was not allowed. */
function refuseUnasked({ byApplication, refuse }: Desk): void {
  if (!byApplication) return;
  const why = 'Only a person lets an application skip the question what it may do, on the page Applications.';
  refuse('forbidden', why, 'skip_authorization');
}

const draftOf = (values: Values | Row): ApplicationDraft => ({
  name: String(values.name),
  redirectUris: [...new Set(values.redirect_uris as string[])],
  confidential: values.confidential === true,
  skipAuthorization: values.skip_authorization === true,
  allScopes: values.all_scopes === true,
  serviceAccountId: typeof values.service_account_id === 'number' ? values.service_account_id : null,
});

const FIELDS: Readonly<Record<keyof ApplicationDraft, string>> = {
  name: 'name',
  redirectUris: 'redirect_uris',
  confidential: 'confidential',
  skipAuthorization: 'skip_authorization',
  allScopes: 'all_scopes',
  serviceAccountId: 'service_account_id',
};

function refuseProblems(draft: ApplicationDraft, maker: { readonly superuser: boolean }, { refuse }: Desk): void {
  const [wrong] = Object.entries(draftProblems(draft, maker));
  if (wrong) refuse('invalid_value', wrong[1], FIELDS[wrong[0] as keyof ApplicationDraft]);
  if (draft.serviceAccountId === null) return;
  for (const field of ['skip_authorization', 'all_scopes'] as const) {
    const isSet = field === 'skip_authorization' ? draft.skipAuthorization : draft.allScopes;
    if (isSet) refuse('invalid_value', 'Nobody signs in for a service account.', field);
  }
}
