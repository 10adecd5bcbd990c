import { Copyable } from '../../parts/copyable.js';
import { Notice } from '../../parts/notice.js';

interface InvitationLinkProps {
  readonly email: string;
  readonly link: string;
  /** Whether the link was mailed; null where the gateway sends no mails. */
  readonly mailed: boolean | null;
}

const WHAT_NOW = {
  mailed: 'The link was mailed as well.',
  failed: 'The mail could not be sent; hand the link over yourself.',
  none: 'The gateway sends no mails; hand the link over yourself.',
} as const;

/** The one time that an invitation's link is shown. */
export const InvitationLink = ({ email, link, mailed }: InvitationLinkProps) => (
  <div class="prose">
    <h1>Invitation for {email}</h1>
    <Notice kind="warning">
      <p>
        Whoever has this link can accept the invitation, once, within 14 days. It is <strong>never shown again</strong>.{' '}
        {WHAT_NOW[mailed === null ? 'none' : mailed ? 'mailed' : 'failed']}
      </p>
    </Notice>
    <Copyable text={link} label="The link" />
    <p>
      <a class="button" href="/invitations">
        Go on to the invitations
      </a>
    </p>
  </div>
);
