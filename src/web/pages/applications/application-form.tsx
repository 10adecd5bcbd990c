import type { ApplicationDraft, DraftProblems } from '../../../auth/application-draft.js';
import { Checkbox, Select, TextArea, TextField } from '../../parts/field.js';
import { AllScopes } from './all-scopes.js';

export interface ServiceAccount {
  readonly id: number;
  readonly username: string;
}

interface ApplicationFieldsProps {
  readonly draft: ApplicationDraft;
  readonly problems: DraftProblems;
  /** Whether there is such an application already, of which not everything can be changed. */
  readonly existing?: boolean;
  /** Those that it may act for; none for whoever may not choose. */
  readonly serviceAccounts?: readonly ServiceAccount[];
  /** Whether it was or will be made by a superuser, so that everybody is spared the question. */
  readonly trusted: boolean;
}

/** What an application is, to be typed in. */
export function ApplicationFields({
  draft,
  problems,
  existing,
  serviceAccounts = [],
  trusted,
}: ApplicationFieldsProps) {
  const byItself = draft.serviceAccountId !== null;
  return (
    <>
      <TextField
        name="name"
        label="Name"
        hint="People read it when they are asked for their consent."
        value={draft.name}
        problem={problems.name}
        maxLength={100}
        required
      />
      {!(existing && byItself) && (
        <>
          <TextArea
            name="redirect_uris"
            label="Redirect addresses"
            hint="One a line. People come back there after they have signed in: https, or http on their own machine, written exactly as the client does."
            value={draft.redirectUris.join('\n')}
            problem={problems.redirectUris}
            rows={3}
            class="code"
          />
          <fieldset>
            <legend>Consent</legend>
            <Checkbox
              name="skip"
              checked={draft.skipAuthorization}
              label={
                trusted
                  ? 'Skip authorization: whoever signs in is not asked whether this application may act for them'
                  : 'Skip authorization: whoever made it is not asked whether this application may act for them'
              }
            />
            <p class="hint">
              {trusted
                ? 'It was made by a superuser, so this holds for everybody.'
                : 'Everybody else is asked all the same: that is skipped for all only when a superuser has made the application.'}
            </p>
            {problems.skipAuthorization && <p class="problem">{problems.skipAuthorization}</p>}
          </fieldset>
          <AllScopes checked={draft.allScopes} />
        </>
      )}
      {!existing && (
        <fieldset>
          <legend>Secret</legend>
          <Checkbox
            name="confidential"
            checked={draft.confidential}
            label="Confidential: the client has a secret, which it can keep to itself"
          />
          <p class="hint">Without one, anybody who knows the client id can pass for it, so people are always asked.</p>
          {problems.confidential && <p class="problem">{problems.confidential}</p>}
        </fieldset>
      )}
      {!existing && serviceAccounts.length > 0 && (
        <Select
          name="service_account"
          label="Acts for"
          hint="For a service account it gets tokens with its own credentials (client_credentials); then it needs no redirect address."
          options={[
            { value: '', label: 'Whoever signs in' },
            ...serviceAccounts.map(({ id, username }) => ({
              value: String(id),
              label: `${username} (service account)`,
            })),
          ]}
          value={draft.serviceAccountId === null ? '' : String(draft.serviceAccountId)}
          problem={problems.serviceAccountId}
        />
      )}
    </>
  );
}
