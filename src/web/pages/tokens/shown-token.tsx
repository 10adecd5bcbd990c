import { Copyable } from '../../parts/copyable.js';
import { Moment } from '../../parts/moment.js';
import { Notice } from '../../parts/notice.js';

interface ShownTokenProps {
  readonly name: string;
  readonly token: string;
  readonly expiresAt: Date | null;
}

/** The one time that a token is shown. */
export const ShownToken = ({ name, token, expiresAt }: ShownTokenProps) => (
  <div class="prose">
    <h1>Your new token</h1>
    <Notice kind="warning">
      <p>
        Copy it now. The gateway keeps no more than a digest of it, so it is <strong>never shown again</strong>.
      </p>
    </Notice>
    <Copyable text={token} label="The token" />
    <dl class="facts">
      <dt>For</dt>
      <dd>{name}</dd>
      <dt>Ends</dt>
      <dd>{expiresAt ? <Moment at={expiresAt.toISOString()} /> : 'never'}</dd>
      <dt>Send it as</dt>
      <dd>
        <code>Authorization: Bearer {token.slice(0, 10)}…</code>
      </dd>
    </dl>
    <p>
      <a class="button" href="/tokens">
        I have copied it
      </a>
    </p>
  </div>
);
