import type { UserRow } from '../../../queries/users.js';
import { Confirmed } from '../../parts/confirmed.js';
import { Form } from '../../parts/form.js';

/** The password, and whether the user may come in at all. */
export const UserState = ({ user, isOneself }: { user: UserRow; isOneself: boolean }) => (
  <section class="card" aria-labelledby="access">
    <h2 id="access">Access</h2>
    {isOneself ? (
      <p>
        That is you. You change your password on the page of <a href="/account">your account</a>.
      </p>
    ) : (
      <div class="stack">
        <Confirmed
          label="Set a new password…"
          question={`${user.username} is signed out of the pages, and gets a new random password, which you hand over. Tokens and connected clients stay.`}
          action={`/users/${user.id}/password`}
          button="Set a new password"
        />
        <Confirmed
          label="Take the password away…"
          question={`${user.username} is signed out of the pages, and can call the gateway with tokens alone.`}
          action={`/users/${user.id}/password/none`}
          button="Take the password away"
        />
      </div>
    )}
    {user.active ? (
      <Confirmed
        label="Deactivate…"
        question={`${user.username} is signed out at once, and all tokens of the user are revoked.`}
        action={`/users/${user.id}/deactivate`}
        button={`Deactivate ${user.username}`}
      />
    ) : (
      <Form action={`/users/${user.id}/reactivate`}>
        <p>
          A user who is active again has the same rights and the same password as before. API tokens were revoked: the
          user makes new ones, and signs clients in anew.
        </p>
        <button type="submit">Reactivate {user.username}</button>
      </Form>
    )}
  </section>
);
