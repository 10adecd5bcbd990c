import type { ListedApplication } from '../../../queries/oauth-applications.js';
import { Badge } from '../../parts/badge.js';
import { Confirmed } from '../../parts/confirmed.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { DONE } from './done.js';

interface ApplicationListProps {
  readonly made: readonly ListedApplication[];
  /** Those that have registered themselves; null for whoever does not see them. */
  readonly registered: readonly ListedApplication[] | null;
}

/** All applications that the visitor may manage. */
export const ApplicationList = ({ made, registered }: ApplicationListProps) => (
  <>
    <Heading title="OAuth applications">
      <a class="button" href="/applications/new">
        Add application…
      </a>
    </Heading>
    <DoneNotice texts={DONE} />
    <p class="prose soft">
      An application is a client, such as an assistant, that acts for the people who sign in through it, or for a
      service account. For your own assistant, <a href="/mcp-tools">MCP Tools</a> makes one with the right settings.
    </p>
    {made.length === 0 ? (
      <Empty>
        There are none yet. <a href="/mcp-tools">Create your credentials</a> for an assistant, or{' '}
        <a href="/applications/new">add another application</a>.
      </Empty>
    ) : (
      <Made applications={made} />
    )}
    {registered && <Registered applications={registered} />}
  </>
);

const Made = ({ applications }: { applications: readonly ListedApplication[] }) => (
  <Table label="Applications" heads={['Name', 'State', 'Client id', 'Acts for', 'Made by', 'Last used']}>
    {applications.map((one) => (
      <tr key={one.id}>
        <th scope="row">
          <a href={`/applications/${one.id}`}>{one.name}</a>
        </th>
        <td>
          <ApplicationState application={one} />
        </td>
        <td>
          <code>{one.client_id}</code>
        </td>
        <td>{one.service_account ?? 'whoever signs in'}</td>
        <td>{one.maker ?? <span class="soft">command line</span>}</td>
        <td>
          <Moment at={one.last_used_at} />
        </td>
      </tr>
    ))}
  </Table>
);

export const ApplicationState = ({ application }: { application: ListedApplication }) => (
  <Badge kind={application.active ? 'good' : 'bad'}>{application.active ? 'active' : 'switched off'}</Badge>
);

const Registered = ({ applications }: { applications: readonly ListedApplication[] }) => (
  <>
    <h2>Clients that have registered themselves</h2>
    <p class="prose soft">
      They chose their names themselves, so a name proves nothing. Everybody is asked before such a client may do
      anything, and it is forgotten when it expires.
    </p>
    {applications.length === 0 ? (
      <Empty>There are none. GATEWAY_CLIENT_REGISTRATION decides whether clients may register themselves.</Empty>
    ) : (
      <Table
        label="Clients that have registered themselves"
        heads={['It calls itself', 'Sends people back to', 'Registered', 'Last used', 'Expires']}
        actions
      >
        {applications.map((one) => (
          <tr key={one.id}>
            <th scope="row">{one.name}</th>
            <td>
              <code>{one.redirect_uris.join(' ')}</code>
            </td>
            <td>
              <Moment at={one.created_at} />
            </td>
            <td>
              <Moment at={one.last_used_at} />
            </td>
            <td>
              <Moment at={one.expires_at} />
            </td>
            <td>
              <Confirmed
                label="Delete…"
                question={
                  <>
                    Delete <strong>{one.name}</strong>? Its tokens end within a second.
                  </>
                }
                action={`/applications/${one.id}/delete`}
                button="Delete"
              />
            </td>
          </tr>
        ))}
      </Table>
    )}
  </>
);
