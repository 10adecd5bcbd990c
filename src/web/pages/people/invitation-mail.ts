interface InvitationMailOptions {
  readonly email: string;
  readonly inviter: string;
  readonly link: string;
  readonly expiresAt: string;
}

/** The mail that brings an invitation's link. */
export const invitationMail = ({ email, inviter, link, expiresAt }: InvitationMailOptions) => ({
  to: [email],
  subject: 'An invitation to the Integration Gateway',
  text: `${inviter} invites you to the Integration Gateway. Choose your name and your password here:

${link}

The link is for you alone. It works once, until ${expiresAt.slice(0, 16).replace('T', ' ')} UTC.
Whoever does not expect this mail can ignore it.
`,
});
