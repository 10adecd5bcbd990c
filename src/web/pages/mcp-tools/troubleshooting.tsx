import { Copyable } from '../../parts/copyable.js';
import { troubles } from './troubles.js';

/** What can go wrong: the exact message, why, and the fix. */
export const Troubleshooting = () => (
  <section aria-labelledby="troubleshooting">
    <h2 id="troubleshooting">When it does not work</h2>
    <p class="prose soft">
      What mcp-remote says stands in the client’s log: with Claude Desktop under Settings, Developer, Open logs folder,
      in mcp-server-IG-MCP.log. With <code>--debug</code> among the arguments it writes more, into{' '}
      <code>~/.mcp-auth</code>.
    </p>
    {troubles.map(({ id, message, where, why, fix, commands = [] }) => (
      <details key={id} id={id} class="card fold">
        <summary>
          <code>{message}</code>
        </summary>
        <dl class="facts">
          <dt>Where</dt>
          <dd>{where}</dd>
          <dt>Why</dt>
          <dd>{why}</dd>
          <dt>What to do</dt>
          <dd>{fix}</dd>
        </dl>
        {commands.map(({ on, text }) => (
          <div key={on}>
            <p class="hint">{on}</p>
            <Copyable text={text} label={`${message}: ${on}`} />
          </div>
        ))}
      </details>
    ))}
  </section>
);
