import { APPLICATION_LIMITS, STATIC_REDIRECT, staticDraft } from '../../../auth/application-draft.js';
import { Applications, type ShownCredentials } from '../../../auth/applications.js';
import { mayEverUse, usefulLevels } from '../../../mcp/permission.js';
import type { ListedApplication } from '../../../queries/oauth-applications.js';
import { fragment, page } from '../../answer.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound, WebError } from '../../web-error.js';
import { AuditTable } from '../audit/audit-table.js';
import { shownCalls } from '../audit/shown-calls.js';
import { SERVER_NAME } from './client-blocks.js';
import { ConnectionState, type ConnectionStep } from './connection-state.js';
import { SetUp } from './set-up.js';
import { ToolList } from './tool-list.js';
import { Troubleshooting } from './troubleshooting.js';

/** How much of everything the page shows. */
const SHOWN = { connections: 5, userTools: 100, calls: 10 };

/** How an assistant is connected, and what it can do then. */
export function mcpToolRoutes(services: SiteServices): Route[] {
  const { queries, registry, access, mcpUrl, now } = services;
  const applications = new Applications(queries, now);
  const selfService = services.registrationDomains.length > 0 || services.metadataDomains.length > 0;

  /** The visitor's own active credentials for a client, the newest first. */
  async function ownOf({ user }: Visit): Promise<ListedApplication[]> {
    return (await queries.oauthApplications.made(user.id)).filter(
      ({ active, secret_hash, redirect_uris }) =>
        active && secret_hash !== null && redirect_uris.includes(STATIC_REDIRECT),
    );
  }

  const stepsOf = ({ user }: Visit, own: readonly ListedApplication[]): Promise<ConnectionStep[]> =>
    Promise.all(
      own.slice(0, SHOWN.connections).map(async (application) => {
        const { calls } = await queries.audit.page({ userId: user.id, client: application.client_id }, null, 1);
        return { application, lastCall: calls[0] };
      }),
    );

  async function show(visit: Visit, fresh: ShownCredentials | null = null) {
    const { user } = visit;
    const own = await ownOf(visit);
    const useful = await usefulLevels(registry, access, user);
    const usable = new Set(registry.tools.filter((tool) => mayEverUse(tool, useful)).map(({ name }) => name));
    const userTools = await queries.mcpTools.callable(user.id, '', SHOWN.userTools + 1);
    const { calls } = await queries.audit.page(user.superuser ? {} : { userId: user.id }, null, SHOWN.calls);
    return page(
      'MCP Tools',
      <>
        <Heading title="MCP Tools" />
        <p class="prose soft">
          Connect an assistant, such as Claude, to this gateway. It can do there what you may do, and every call is
          written down. On this page: <a href="#set-up">setup</a>, <a href="#tools">tools</a>,{' '}
          <a href="#user-tools">user-defined tools</a>, <a href="#calls">the last calls</a>,{' '}
          <a href="#troubleshooting">when it does not work</a>.
        </p>
        <SetUp
          mcpUrl={mcpUrl}
          selfService={selfService}
          fresh={fresh}
          existing={own[0] ?? null}
          steps={await stepsOf(visit, own)}
        />
        <ToolList
          registry={registry}
          usable={usable}
          userTools={userTools.slice(0, SHOWN.userTools)}
          more={userTools.length > SHOWN.userTools}
        />
        <section aria-labelledby="calls">
          <h2 id="calls">{user.superuser ? 'The last calls' : 'Your last calls'}</h2>
          {calls.length === 0 ? (
            <Empty>No tool was called yet.</Empty>
          ) : (
            <>
              <AuditTable
                label="The last calls"
                calls={await shownCalls(services, visit, calls)}
                ofOthers={user.superuser}
              />
              <p>
                <a href="/audit">All calls</a>
              </p>
            </>
          )}
        </section>
        <Troubleshooting />
      </>,
    );
  }

  async function create(visit: Visit) {
    const { user } = visit;
    if (!(await applications.mayMakeMore(user)))
      throw new WebError(
        409,
        'Too many applications',
        `You have ${APPLICATION_LIMITS.applications}. Delete one that is not used any more, under OAuth applications.`,
      );
    const name = `${SERVER_NAME} of ${user.username}`.slice(0, APPLICATION_LIMITS.name);
    return show(visit, await applications.make(staticDraft(name, visit.form.checked('all_scopes')), user));
  }

  async function newSecret(visit: Visit) {
    const id = visit.form.id('application');
    const application = (await ownOf(visit)).find((one) => one.id === id);
    if (!application) throw notFound('application');
    return show(visit, await applications.newSecret(application));
  }

  async function connection(visit: Visit) {
    return fragment(<ConnectionState steps={await stepsOf(visit, await ownOf(visit))} />);
  }

  return [
    get('/mcp-tools', 'staff', (visit) => show(visit)),
    post('/mcp-tools/credentials', 'staff', create),
    post('/mcp-tools/secret', 'staff', newSecret),
    get('/mcp-tools/connection', 'staff', connection),
  ];
}
