import type { ShownCredentials } from '../../../auth/applications.js';
import { Copyable } from '../../parts/copyable.js';
import { Notice } from '../../parts/notice.js';

/** The one time that an application's secret is shown. */
export const CredentialsShown = ({ credentials }: { credentials: ShownCredentials }) => (
  <>
    {credentials.secret !== null && (
      <Notice kind="warning">
        <p>
          Copy the secret now. The gateway keeps no more than a digest of it, so it is{' '}
          <strong>never shown again</strong>.
        </p>
      </Notice>
    )}
    <h3 id="client-id">Client id</h3>
    <Copyable text={credentials.clientId} label="Client id" />
    {credentials.secret !== null && (
      <>
        <h3 id="client-secret">Client secret</h3>
        <Copyable text={credentials.secret} label="Client secret" />
      </>
    )}
  </>
);
