import type { AdapterConfig } from '../../../queries/adapter-config-row.js';
import { Choices } from '../../parts/choices.js';
import { Empty } from '../../parts/empty.js';
import { TextField } from '../../parts/field.js';
import { Form } from '../../parts/form.js';
import type { VisibleBindings } from './visible-bindings.js';

/** What was typed to bind, and what was wrong with it. */
export interface BindingTry {
  readonly integration: string;
  readonly username: string;
  readonly problem: { readonly at: 'integration' | 'username'; readonly text: string } | null;
}

interface BindingsProps {
  readonly config: AdapterConfig;
  readonly bindings: VisibleBindings;
  readonly typed: BindingTry;
  /** Names of integrations that the visitor may bind to. */
  readonly offered: readonly string[];
}

/** Which integrations use a configuration, and for whom. */
export const Bindings = ({ config, bindings: { shown, hidden }, typed, offered }: BindingsProps) => (
  <section class="card" aria-labelledby="bindings">
    <h2 id="bindings">Bindings</h2>
    {shown.length + hidden === 0 && <Empty>No integration uses it yet. Bind it to one below.</Empty>}
    {shown.length > 0 && (
      <ul class="entries">
        {shown.map(({ id, integration, integration_id, user_id, username, mayWrite }) => (
          <li key={id}>
            <span>
              <a href={`/integrations/${integration_id}`}>{integration}</a>, for {username ?? 'everybody'}
            </span>
            {mayWrite && (
              <Form action={`/adapters/${config.id}/unbind`}>
                <input type="hidden" name="integration" value={integration_id} />
                {user_id !== null && <input type="hidden" name="user" value={user_id} />}
                <button
                  type="submit"
                  class="quiet small"
                  aria-label={`Unbind from ${integration}, for ${username ?? 'everybody'}`}
                >
                  Unbind
                </button>
              </Form>
            )}
          </li>
        ))}
      </ul>
    )}
    {hidden > 0 && (
      <p class="soft">{`And ${hidden === 1 ? 'one integration' : `${hidden} integrations`} that you may not see.`}</p>
    )}
    <h3>Bind it to an integration</h3>
    <Form action={`/adapters/${config.id}/bind`} class="fields bind">
      <TextField
        name="integration"
        label="Integration"
        value={typed.integration}
        hint="Its path name; you need the right to write it."
        problem={typed.problem?.at === 'integration' ? typed.problem.text : undefined}
        list="integrations"
        autocomplete="off"
        required
      />
      <TextField
        name="username"
        label="For one user alone"
        value={typed.username}
        hint="A user name. Empty: for everybody who has none of their own."
        problem={typed.problem?.at === 'username' ? typed.problem.text : undefined}
        autocomplete="off"
      />
      <Choices id="integrations" values={offered} />
      <div class="field">
        <button type="submit">Bind</button>
      </div>
    </Form>
  </section>
);
