import type { JsonNode } from './json-node.js';

interface JsonTreeProps {
  readonly node: JsonNode;
  /** Where all of it can be seen. */
  readonly whole: string;
  /** Whether it is unfolded, and the id by which it stays so when the page brings itself up to date. */
  readonly open: boolean;
  readonly id: string;
}

/** Lists and objects down to here are shown unfolded, if they are not long. */
const OPEN_DEPTH = 2;
const OPEN_LENGTH = 20;

/**
 * A JSON value as a tree that is folded and unfolded without a script. With one, each value and its path can be copied, and the
 * field that names the tree's surroundings under `data-search` finds things in it.
 */
export const JsonTree = ({ node, whole, open, id }: JsonTreeProps) => (
  <ul class="json">
    <Value node={node} whole={whole} open={open} id={id} depth={0} />
  </ul>
);

interface ValueProps {
  readonly node: JsonNode;
  readonly whole: string;
  readonly depth: number;
  readonly open?: boolean;
  readonly id?: string;
}

function Value({ node, whole, depth, open, id }: ValueProps) {
  const { kind, key, path, text, children, more } = node;
  const name = key !== null && <span class="key">{key}</span>;
  if (kind !== 'object' && kind !== 'array') {
    return (
      <li data-path={path} data-key={key ?? ''}>
        {name} <span class={`value ${kind}`}>{text}</span>
        {more > 0 && <More href={whole}>{`… ${more} more characters`}</More>}
        <Tools node={node} />
      </li>
    );
  }
  const count = children.length + more;
  const length = kind === 'object' ? `{${count}}` : `[${count}]`;
  const unfolded = open ?? (depth <= OPEN_DEPTH && count <= OPEN_LENGTH);
  return (
    <li data-path={path} data-key={key ?? ''} data-kind={kind}>
      {count === 0 ? (
        <>
          {name} <span class="value">{kind === 'object' ? '{}' : '[]'}</span>
        </>
      ) : (
        <details id={id} open={unfolded}>
          <summary>
            {name} <span class="soft">{length}</span>
          </summary>
          <ul>
            {children.map((child) => (
              <Value key={child.path} node={child} whole={whole} depth={depth + 1} />
            ))}
            {more > 0 && (
              <li>
                <More href={whole}>{`… ${more} more`}</More>
              </li>
            )}
          </ul>
        </details>
      )}
      <Tools node={node} />
    </li>
  );
}

const More = ({ href, children }: { href: string; children: string }) => <a href={href}>{children}</a>;

/** Of a value that is not shown as a whole, only the path can be copied. */
const Tools = ({ node: { whole } }: { node: JsonNode }) => (
  <span class="tools" data-scripted hidden>
    <button type="button" class="copy" data-copy-path>
      Copy path
    </button>
    {whole && (
      <button type="button" class="copy" data-copy-value>
        Copy value
      </button>
    )}
  </span>
);
