import type { Operation, Registry, Tool } from '../../../mcp/registry.js';
import { Badge } from '../../parts/badge.js';
import { Copyable } from '../../parts/copyable.js';
import { limitText } from './limit-text.js';
import { PermissionText } from './permission-text.js';

interface ToolCardProps {
  readonly tool: Tool;
  readonly registry: Registry;
  /** Whether the visitor has any use for it. */
  readonly usable: boolean;
}

/** One tool of the catalog, folded. */
export const ToolCard = ({ tool, registry, usable }: ToolCardProps) => {
  const { title, description, annotations } = tool.definition;
  return (
    <details class="card fold" id={`tool-${tool.name}`}>
      <summary>
        <code>{tool.name}</code> <span>{title}</span>{' '}
        {annotations.readOnlyHint ? <Badge kind="plain">reads only</Badge> : <Badge kind="busy">changes things</Badge>}{' '}
        {!usable && <Badge kind="plain">not for you</Badge>}
      </summary>
      <Description text={description} />
      {tool.operations.map((operation) => (
        <OperationFacts key={operation.action} operation={operation} registry={registry} />
      ))}
      <p class="hint">{annotationText(annotations)}</p>
    </details>
  );
};

/** Paragraphs, with what stands in backticks as code; that is all of Markdown that the catalog uses. */
const Description = ({ text }: { text: string }) => (
  <>
    {text.split(/\n{2,}/).map((paragraph) => (
      <p key={paragraph}>
        {paragraph.split('`').map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part))}
      </p>
    ))}
  </>
);

function OperationFacts({ operation, registry }: { operation: Operation; registry: Registry }) {
  const { action, permission, limits, examples = [] } = operation;
  const scope = registry.levels[permission.level]?.scope;
  return (
    <>
      {action !== null && (
        <h4>
          action <code>{action}</code>
        </h4>
      )}
      <dl class="facts">
        <dt>Permission</dt>
        <dd>
          <PermissionText permission={permission} registry={registry} />
        </dd>
        {scope && (
          <>
            <dt>Scope</dt>
            <dd>
              <code>{scope}</code>: the client may {registry.scopes[scope]?.means}
            </dd>
          </>
        )}
        <dt>Limits</dt>
        <dd>{limitText(limits)}</dd>
      </dl>
      {examples.map(({ ask, input }) => (
        <div key={ask}>
          <p>“{ask}”</p>
          <Copyable text={JSON.stringify(input, null, 2)} label={`Arguments for: ${ask}`} />
        </div>
      ))}
    </>
  );
}

/** What clients are told of the tool (the annotations of MCP), in words. */
const annotationText = (annotations: Tool['definition']['annotations']): string =>
  [
    annotations.readOnlyHint
      ? 'It changes nothing'
      : annotations.destructiveHint
        ? 'It may overwrite or delete'
        : 'It only adds',
    annotations.idempotentHint
      ? 'calling it twice does no more than calling it once'
      : 'calling it twice may do it twice',
    annotations.openWorldHint ? 'it may reach other systems.' : 'it reaches no other system.',
  ].join('; ');
