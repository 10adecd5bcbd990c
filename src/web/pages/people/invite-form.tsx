import type { InvitationProblems } from '../../../auth/invitations.js';
import type { Right } from '../../../queries/permissions.js';
import { Checkbox, TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';

/** An integration on which the visitor may grant something. */
export interface Offered {
  readonly id: number;
  readonly path_name: string;
  readonly rights: readonly Right[];
}

export interface InviteAsked {
  readonly email: string;
  readonly username: string;
  readonly staff: boolean;
  /** `7 read`, as the boxes are called. */
  readonly rights: readonly string[];
}

export const NOTHING_ASKED: InviteAsked = { email: '', username: '', staff: false, rights: [] };

interface InviteFormProps {
  readonly asked: InviteAsked;
  readonly problems: InvitationProblems;
  readonly offered: readonly Offered[];
}

/** Invites somebody, with rights that the visitor holds. */
export const InviteForm = ({ asked, problems, offered }: InviteFormProps) => (
  <section class="card" aria-labelledby="invite">
    <h2 id="invite">Invite somebody</h2>
    <Form action="/invitations">
      <div class="fields">
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          value={asked.email}
          problem={problems.email}
          autocomplete="off"
          required
        />
        <TextField
          name="username"
          label="Name to sign in with"
          hint="A proposal, which can be changed when the invitation is accepted."
          value={asked.username}
          problem={problems.username}
          autocomplete="off"
          maxLength={150}
          required
        />
      </div>
      <Checkbox name="staff" checked={asked.staff} label="Staff: may use MCP, and hand on the rights they hold" />
      {problems.rights && <p class="problem">{problems.rights}</p>}
      {offered.length > 0 && (
        <details class="folded" open={asked.rights.length > 0}>
          <summary>Rights on integrations…</summary>
          {offered.map(({ id, path_name, rights }) => (
            <fieldset key={id} class="rights-choice">
              <legend>{path_name}</legend>
              {rights.map((right) => (
                <Checkbox
                  key={right}
                  name="right"
                  value={`${id} ${right}`}
                  checked={asked.rights.includes(`${id} ${right}`)}
                  label={right}
                />
              ))}
            </fieldset>
          ))}
        </details>
      )}
      <button type="submit">Invite</button>
    </Form>
  </section>
);
