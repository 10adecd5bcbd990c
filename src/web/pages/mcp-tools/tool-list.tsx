import type { Registry } from '../../../mcp/registry.js';
import type { McpToolOfIntegration } from '../../../queries/mcp-tools.js';
import { Copyable } from '../../parts/copyable.js';
import { Empty } from '../../parts/empty.js';
import { ToolCard } from './tool-card.js';

interface ToolListProps {
  readonly registry: Registry;
  /** The names of those that the visitor has any use for. */
  readonly usable: ReadonlySet<string>;
  readonly userTools: readonly McpToolOfIntegration[];
  /** Whether there are more than those. */
  readonly more: boolean;
}

/** Every tool of the gateway, and those that users have defined as far as the visitor may call them. */
export const ToolList = ({ registry, usable, userTools, more }: ToolListProps) => (
  <>
    <section aria-labelledby="tools">
      <h2 id="tools">Tools</h2>
      {registry.tools.map((tool) => (
        <ToolCard key={tool.name} tool={tool} registry={registry} usable={usable.has(tool.name)} />
      ))}
    </section>
    <section aria-labelledby="user-tools">
      <h2 id="user-tools">User-defined tools</h2>
      <p class="prose soft">
        Each of them runs one integration, and needs <code>execute</code> on it. You see those that you may call.
      </p>
      {userTools.length === 0 ? (
        <Empty>
          There are none that you may call. Ask your assistant to run an integration and to give it a tool, or write one
          with write_integration.
        </Empty>
      ) : (
        userTools.map((tool) => (
          <details key={tool.name} class="card fold" id={`user-tool-${tool.name}`}>
            <summary>
              <code>{tool.name}</code>
            </summary>
            <p class="lines">{tool.description}</p>
            <dl class="facts">
              <dt>Runs</dt>
              <dd>
                <a href={`/integrations/${tool.integration_id}`}>{tool.path_name}</a>
              </dd>
            </dl>
            <Copyable
              text={JSON.stringify(tool.input_schema, null, 2)}
              label={`Arguments of ${tool.name}, a JSON Schema`}
            />
          </details>
        ))
      )}
      {more && <p class="hint">There are more; a client lists them all.</p>}
    </section>
  </>
);
