import type { ShownCredentials } from '../../../auth/applications.js';
import type { ListedApplication } from '../../../queries/oauth-applications.js';
import { Confirmed } from '../../parts/confirmed.js';
import { Copyable } from '../../parts/copyable.js';
import { Form } from '../../parts/form.js';
import { Moment } from '../../parts/moment.js';
import { Notice } from '../../parts/notice.js';
import { AllScopes } from '../applications/all-scopes.js';
import { type ClientBlock, clientBlocks } from './client-blocks.js';
import { ConnectionState, type ConnectionStep } from './connection-state.js';

interface SetUpProps {
  readonly mcpUrl: string;
  readonly selfService: boolean;
  /** What was created just now, to be shown this once. */
  readonly fresh: ShownCredentials | null;
  /** The visitor's newest credentials, whose secret nobody knows any more. */
  readonly existing: ListedApplication | null;
  readonly steps: readonly ConnectionStep[];
}

/** Stands in the block where the gateway does not know what belongs there. */
const PLACEHOLDERS = { clientId: 'YOUR_CLIENT_ID', secret: 'YOUR_CLIENT_SECRET' };

/** From nothing to the first call, in three steps. */
export function SetUp({ mcpUrl, selfService, fresh, existing, steps }: SetUpProps) {
  const clientId = fresh?.clientId ?? existing?.client_id ?? PLACEHOLDERS.clientId;
  const secret = fresh?.secret ?? PLACEHOLDERS.secret;
  return (
    <section class="card" aria-labelledby="set-up">
      <h2 id="set-up">First-time setup</h2>
      <ol class="steps">
        <li>
          <h3>Create your credentials</h3>
          {fresh ? <Fresh credentials={fresh} /> : <Create existing={existing} />}
        </li>
        <li>
          <h3>Copy the block of your client</h3>
          {!fresh && (
            <p>
              The block needs a secret that is shown only when it is made, so <code>{PLACEHOLDERS.secret}</code> stands
              in its place.
            </p>
          )}
          <div class="joined">
            {clientBlocks({ mcpUrl, clientId, secret, selfService }).map((block, at) => (
              <Block key={block.id} block={block} open={at === 0} />
            ))}
          </div>
          <p class="hint">Node.js 22 or newer must be installed where the client runs.</p>
        </li>
        <li>
          <h3>Check the connection</h3>
          <p>
            Start your client. A browser opens: sign in there, and it says that all is well. Then the tools are there.
            The log of mcp-remote says <code>Connected to remote server using StreamableHTTPClientTransport</code>, and
            with <code>--debug</code> <code>hasAccessToken: true</code> before.
          </p>
          <div data-refresh="/mcp-tools/connection" data-every="3">
            <ConnectionState steps={steps} />
          </div>
        </li>
      </ol>
    </section>
  );
}

const Fresh = ({ credentials }: { credentials: ShownCredentials }) => (
  <>
    <Notice kind="warning">
      <p>
        Your secret stands in the block below, <strong>this one time</strong>: the gateway keeps no more than a digest
        of it. Copy the block before you leave this page.
      </p>
    </Notice>
    <dl class="facts">
      <dt>Application</dt>
      <dd>
        <a href={`/applications/${credentials.id}`}>{credentials.name}</a>
      </dd>
      <dt>Client id</dt>
      <dd>
        <code>{credentials.clientId}</code>
      </dd>
      <dt>Client secret</dt>
      <dd>
        <code>{credentials.secret}</code>
      </dd>
    </dl>
  </>
);

const Create = ({ existing }: { existing: ListedApplication | null }) =>
  existing ? (
    <>
      <p>
        You have credentials: <a href={`/applications/${existing.id}`}>{existing.name}</a>, made{' '}
        <Moment at={existing.created_at} />.
      </p>
      <div class="actions">
        <Confirmed
          label="Make a new secret…"
          question="The old secret is refused at once: a client that has it needs the new block."
          action="/mcp-tools/secret"
          button="Make a new secret"
          fields={{ application: String(existing.id) }}
        />
        <Form action="/mcp-tools/credentials">
          <button type="submit" class="quiet small">
            Create further credentials
          </button>
        </Form>
      </div>
    </>
  ) : (
    <>
      <p>This makes an OAuth application with which your client signs you in, and nobody else.</p>
      <Form action="/mcp-tools/credentials">
        <AllScopes checked={false} />
        <button type="submit">Create my credentials</button>
      </Form>
    </>
  );

/** Of all blocks, one is open at a time, without a script. */
const Block = ({ block, open }: { block: ClientBlock; open: boolean }) => (
  <details class="client" name="client" id={block.id} open={open}>
    <summary>{block.client}</summary>
    <p>{block.place}</p>
    <Copyable text={block.text} label={`Configuration for ${block.client}`} />
    {block.more.map(({ place, text }) => (
      <div key={place}>
        <p>{place}</p>
        <Copyable text={text} label={`${block.client}: ${place}`} />
      </div>
    ))}
  </details>
);
