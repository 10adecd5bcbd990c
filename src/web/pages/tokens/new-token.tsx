import { TOKEN_DAYS } from '../../../auth/token-lifetime.js';
import { Checkbox, TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';

/** What was typed, and what is wrong with it. */
export interface Asked {
  readonly name: string;
  readonly days: string;
  readonly endless: boolean;
  readonly problems: { readonly name?: string | undefined; readonly days?: string | undefined };
}

export const NOTHING_ASKED: Asked = { name: '', days: String(TOKEN_DAYS.usual), endless: false, problems: {} };

export const NewToken = ({ asked: { name, days, endless, problems } }: { asked: Asked }) => (
  <section class="card" aria-labelledby="new-token">
    <h2 id="new-token">Add a token</h2>
    <Form action="/tokens">
      <div class="fields">
        <TextField
          name="name"
          label="What it is for"
          value={name}
          problem={problems.name}
          placeholder="nightly report"
          maxLength={100}
          required
        />
        <TextField
          name="days"
          label="Days until it ends"
          type="number"
          min={TOKEN_DAYS.least}
          max={TOKEN_DAYS.most}
          value={days}
          problem={problems.days}
        />
      </div>
      <Checkbox name="endless" label="It never ends (until somebody revokes it)" checked={endless} />
      <button type="submit">Add token</button>
    </Form>
  </section>
);
