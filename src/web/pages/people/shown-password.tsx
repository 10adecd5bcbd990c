import { Copyable } from '../../parts/copyable.js';
import { Notice } from '../../parts/notice.js';

interface ShownPasswordProps {
  readonly title: string;
  readonly user: { readonly id: number; readonly username: string };
  /** Null for a user without one. */
  readonly password: string | null;
}

/** The one time that a password is shown. */
export const ShownPassword = ({ title, user, password }: ShownPasswordProps) => (
  <div class="prose">
    <h1>{title}</h1>
    {password === null ? (
      <Notice kind="done">{user.username} has no password, and signs in with tokens alone.</Notice>
    ) : (
      <>
        <Notice kind="warning">
          <p>
            Hand the password over now, by a safe way. The gateway keeps no more than a digest of it, so it is{' '}
            <strong>never shown again</strong>.
          </p>
        </Notice>
        <h2>Password of {user.username}</h2>
        <Copyable text={password} label="The password" />
      </>
    )}
    <p>
      <a class="button" href={`/users/${user.id}`}>
        Go on to {user.username}
      </a>
    </p>
  </div>
);
