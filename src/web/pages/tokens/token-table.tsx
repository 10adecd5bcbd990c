import type { TokenRow } from '../../../queries/tokens.js';
import { Badge } from '../../parts/badge.js';
import { Confirmed } from '../../parts/confirmed.js';
import { Empty } from '../../parts/empty.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';

interface TokenTableProps {
  readonly tokens: readonly TokenRow[];
  readonly now: Date;
  /** Whether they are those of all users. */
  readonly all: boolean;
}

type State = 'works' | 'ended' | 'revoked';

export function TokenTable({ tokens, now, all }: TokenTableProps) {
  const stateOf = ({ revoked_at, expires_at }: TokenRow): State => {
    if (revoked_at) return 'revoked';
    return expires_at && new Date(expires_at) <= now ? 'ended' : 'works';
  };
  const working = tokens.filter((token) => stateOf(token) === 'works');
  const past = tokens.filter((token) => stateOf(token) !== 'works');
  return (
    <>
      <h2>{all ? 'Tokens that work' : 'Your tokens'}</h2>
      {working.length === 0 ? (
        <Empty>{all ? 'Nobody has a token that works.' : 'You have no token that works. Add one above.'}</Empty>
      ) : (
        <Rows label="Tokens that work" tokens={working} all={all} stateOf={stateOf} />
      )}
      {past.length > 0 && (
        <details id="past-tokens">
          <summary>Ended and revoked ({past.length})</summary>
          <Rows label="Ended and revoked tokens" tokens={past} all={all} stateOf={stateOf} />
        </details>
      )}
    </>
  );
}

interface RowsProps extends Pick<TokenTableProps, 'tokens' | 'all'> {
  readonly label: string;
  readonly stateOf: (token: TokenRow) => State;
}

const Rows = ({ label, tokens, all, stateOf }: RowsProps) => (
  <Table label={label} heads={['For', all && 'User', 'Begins with', 'State', 'Last use', 'Made', 'Ends']} actions>
    {tokens.map((token) => {
      const state = stateOf(token);
      return (
        <tr key={token.id}>
          <th scope="row">{token.name}</th>
          {all && <td>{token.username}</td>}
          <td>
            <code>{token.prefix}…</code>
          </td>
          <td>
            <Badge kind={state === 'works' ? 'good' : 'plain'}>{state}</Badge>
          </td>
          <td>
            <Moment at={token.last_used_at} />
          </td>
          <td>
            <Moment at={token.created_at} />
          </td>
          <td>
            <Moment at={token.expires_at} />
          </td>
          <td>
            {state === 'works' && (
              <Confirmed
                label="Revoke…"
                question={
                  <>
                    Revoke <strong>{token.name}</strong>? What uses it is refused within a second.
                  </>
                }
                action={`/tokens/${token.id}/revoke`}
                button="Revoke"
              />
            )}
          </td>
        </tr>
      );
    })}
  </Table>
);
