import type { InvitationRow } from '../../../queries/invitations.js';
import { Badge } from '../../parts/badge.js';
import { Confirmed } from '../../parts/confirmed.js';
import { Empty } from '../../parts/empty.js';
import { Form } from '../../parts/form.js';
import { Moment } from '../../parts/moment.js';
import { Table } from '../../parts/table.js';

interface InvitationTableProps {
  readonly invitations: readonly InvitationRow[];
  readonly now: Date;
  /** Whether those of others are among them. */
  readonly all: boolean;
}

export const InvitationTable = ({ invitations, now, all }: InvitationTableProps) =>
  invitations.length === 0 ? (
    <Empty>Nobody is invited. Fill in the form above.</Empty>
  ) : (
    <Table label="Invitations" heads={['E-mail', 'Name', 'State', all && 'Invited by', 'Expires (UTC)']} actions>
      {invitations.map((invitation) => (
        <tr key={invitation.id}>
          <th scope="row">{invitation.email}</th>
          <td>
            {invitation.username} {invitation.is_staff && <Badge kind="plain">staff</Badge>}
          </td>
          <td>
            <State invitation={invitation} now={now} />
          </td>
          {all && <td>{invitation.inviter}</td>}
          <td>
            <Moment at={invitation.expires_at} />
          </td>
          <td>{!invitation.accepted_at && <Actions invitation={invitation} />}</td>
        </tr>
      ))}
    </Table>
  );

function State({ invitation, now }: { invitation: InvitationRow; now: Date }) {
  if (invitation.accepted_at) return <Badge kind="good">accepted</Badge>;
  if (invitation.renewal_asked_at) return <Badge kind="busy">asks for a new link</Badge>;
  if (new Date(invitation.expires_at) <= now) return <Badge kind="bad">expired</Badge>;
  return <Badge kind="plain">open</Badge>;
}

const Actions = ({ invitation: { id, email } }: { invitation: InvitationRow }) => (
  <div class="stack">
    <Form action={`/invitations/${id}/renew`}>
      <button type="submit" class="quiet small" aria-label={`Make a new link for ${email}`}>
        New link
      </button>
    </Form>
    <Confirmed
      label="Withdraw…"
      question={`The link of ${email} leads nowhere then.`}
      action={`/invitations/${id}/withdraw`}
      button="Withdraw"
    />
  </div>
);
