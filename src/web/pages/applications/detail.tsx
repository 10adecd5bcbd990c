import type { ComponentChildren } from 'preact';
import type { ApplicationDraft, DraftProblems } from '../../../auth/application-draft.js';
import type { ListedApplication } from '../../../queries/oauth-applications.js';
import { Confirmed } from '../../parts/confirmed.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Form } from '../../parts/form.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { ApplicationFields } from './application-form.js';
import { DONE } from './done.js';
import { ApplicationState } from './list.js';

interface ApplicationDetailProps {
  readonly application: ListedApplication;
  readonly draft: ApplicationDraft;
  readonly problems: DraftProblems;
}

/** One application: what it is, and all that can be done with it. */
export function ApplicationDetail({ application, draft, problems }: ApplicationDetailProps) {
  const { id, name, active, secret_hash, service_account } = application;
  const path = `/applications/${id}`;
  return (
    <>
      <Heading title={name} above={[{ path: '/applications', name: 'OAuth applications' }]}>
        <ApplicationState application={application} />
      </Heading>
      <DoneNotice texts={DONE} />
      <dl class="facts card">
        <dt>Client id</dt>
        <dd>
          <code>{application.client_id}</code>
        </dd>
        <dt>Secret</dt>
        <dd>{secret_hash === null ? 'none: it is public' : 'kept as a digest; it cannot be shown again'}</dd>
        <dt>Acts for</dt>
        <dd>{service_account ? `${service_account}, a service account` : 'whoever signs in'}</dd>
        <dt>Made by</dt>
        <dd>{application.maker ?? 'the command line'}</dd>
        <dt>Made</dt>
        <dd>
          <Moment at={application.created_at} />
        </dd>
        <dt>Last used</dt>
        <dd>
          <Moment at={application.last_used_at} />
        </dd>
      </dl>
      <section class="card prose" aria-labelledby="settings">
        <h2 id="settings">Settings</h2>
        <Form action={path}>
          <ApplicationFields draft={draft} problems={problems} existing trusted={application.made_by_superuser} />
          <button type="submit">Save</button>
        </Form>
      </section>
      <section class="card prose" aria-labelledby="access">
        <h2 id="access">Access</h2>
        {secret_hash !== null && (
          <Change
            title="Secret"
            text="A new one is shown once. What was given out with the old one is good until it ends."
          >
            <Confirmed
              label="Make a new secret…"
              question="The old secret is refused at once. Clients that have it need the new one."
              action={`${path}/secret`}
              button="Make a new secret"
            />
          </Change>
        )}
        {active ? (
          <Change
            title="Switch off"
            text="Nobody can sign in through it, and its tokens end within a second. It can be switched on again."
          >
            <Confirmed
              label="Switch off…"
              question={`Everybody who uses ${name} is signed out of it.`}
              action={`${path}/switch-off`}
              button="Switch off"
            />
          </Change>
        ) : (
          <Change title="Switch on" text="People can sign in through it again; who was signed in has to do so anew.">
            <Form action={`${path}/switch-on`}>
              <button type="submit" class="quiet">
                Switch on
              </button>
            </Form>
          </Change>
        )}
        <Change title="Delete" text="The application is gone, and its tokens end within a second.">
          <Confirmed
            label="Delete…"
            question={
              <>
                Delete <strong>{name}</strong>? This cannot be undone.
              </>
            }
            action={`${path}/delete`}
            button="Delete"
          />
        </Change>
      </section>
    </>
  );
}

const Change = ({ title, text, children }: { title: string; text: string; children: ComponentChildren }) => (
  <div class="change">
    <div>
      <h3>{title}</h3>
      <p class="soft">{text}</p>
    </div>
    {children}
  </div>
);
