import type { ListedCall } from '../../../queries/audit.js';
import type { ListedApplication } from '../../../queries/oauth-applications.js';
import { Badge } from '../../parts/badge.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { outcomeKind } from '../audit/audit-table.js';

/** An application of the visitor's, and what came of it. */
export interface ConnectionStep {
  readonly application: ListedApplication;
  /** The visitor's last call through it. */
  readonly lastCall: ListedCall | undefined;
}

/** How far the visitor's clients have come: nothing yet, signed in, called a tool. */
export const ConnectionState = ({ steps }: { steps: readonly ConnectionStep[] }) =>
  steps.length === 0 ? (
    <Empty>You have no credentials yet. Create them in step 1.</Empty>
  ) : (
    <ul class="connections">
      {steps.map(({ application, lastCall }) => (
        <li key={application.id}>
          <StateOf signedIn={application.last_used_at !== null} called={lastCall !== undefined} />
          <span>
            <strong>{application.name}</strong> <code class="soft">{application.client_id}</code>
            <br />
            {lastCall ? (
              <>
                The last call was <code>{lastCall.tool}</code>, <Moment at={lastCall.at} />:{' '}
                <Badge kind={outcomeKind(lastCall.outcome)}>{lastCall.outcome}</Badge>
              </>
            ) : application.last_used_at ? (
              <>
                The client got a token, <Moment at={application.last_used_at} />. No tool was called yet: ask your
                assistant which integrations there are.
              </>
            ) : (
              'No client has signed in with it yet. Start yours; a browser opens.'
            )}
          </span>
        </li>
      ))}
    </ul>
  );

function StateOf({ signedIn, called }: { signedIn: boolean; called: boolean }) {
  if (called) return <Badge kind="good">works</Badge>;
  return signedIn ? <Badge kind="good">signed in</Badge> : <Badge kind="busy">waiting</Badge>;
}
