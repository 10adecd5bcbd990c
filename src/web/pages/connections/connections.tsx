import type { Connection } from '../../../queries/oauth-artifacts.js';
import { page, redirect } from '../../answer.js';
import { Confirmed } from '../../parts/confirmed.js';
import { DoneNotice } from '../../parts/done-notice.js';
import { Empty } from '../../parts/empty.js';
import { Heading } from '../../parts/heading.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';
import { get, post, type Route } from '../../route.js';
import type { SiteServices } from '../../site-services.js';
import type { Visit } from '../../visit.js';
import { notFound } from '../../web-error.js';

const PATH = '/connections';

const DONE = { disconnected: 'The client can no longer act for you.' };

/** The clients that somebody lets act for him or her, and the end of that. */
export function connectionRoutes({ queries, now, registry }: SiteServices): Route[] {
  /** Without the scopes that say how tokens are given, and not what for. */
  const meaningOf = (scope: string) => scope.split(' ').flatMap((name) => registry.scopes[name]?.means ?? []);

  async function list({ user }: Visit) {
    const connections = await queries.oauthArtifacts.connectionsOf(user.id, now());
    return page(
      'Connected clients',
      <>
        <Heading title="Connected clients" />
        <DoneNotice texts={DONE} />
        <p class="prose soft">
          What you have allowed to act for you. Each of them can do no more than you may do yourself.
        </p>
        {connections.length === 0 ? (
          <Empty>No client acts for you. One asks you when you connect it.</Empty>
        ) : (
          <Table label="Connected clients" heads={['Client', 'It may', 'Since (UTC)', 'Last token (UTC)']} actions>
            {connections.map(row)}
          </Table>
        )}
      </>,
    );
  }

  const row = ({ client_id, name, scope, since, latest }: Connection) => (
    <tr key={client_id}>
      <th scope="row">{name ?? client_id}</th>
      <td>{meaningOf(scope).join('; ') || 'know who you are'}</td>
      <td>
        <Moment at={since} />
      </td>
      <td>
        <Moment at={latest} />
      </td>
      <td>
        <Confirmed
          label="Disconnect…"
          question={`${name ?? client_id} has to ask you again before it can act for you.`}
          action={`${PATH}/disconnect`}
          button="Disconnect"
          fields={{ client_id }}
        />
      </td>
    </tr>
  );

  async function disconnect({ user, form }: Visit) {
    if (!(await queries.oauthArtifacts.disconnect(user.id, form.text('client_id')))) throw notFound('client');
    return redirect(`${PATH}?done=disconnected`);
  }

  return [get(PATH, 'user', list), post(`${PATH}/disconnect`, 'user', disconnect)];
}
