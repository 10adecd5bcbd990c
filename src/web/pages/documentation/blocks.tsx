import type { Token, Tokens } from 'marked';
import { Scrolled } from '../../parts/scrolled.js';
import { Code } from './code.js';
import { Inline, type Targets } from './inline.js';

interface BlocksProps {
  readonly tokens: readonly Token[];
  readonly targets: Targets;
  /** What stands above them, to name tables and examples by for those who do not see that. */
  readonly heading: string;
}

/** Markdown below a heading. Nothing of it becomes HTML by itself, and HTML in it is left out. */
export const Blocks = ({ tokens, ...rest }: BlocksProps) => (
  <>
    {tokens.map((token, at) => (
      <Block key={at} token={token} {...rest} />
    ))}
  </>
);

function Block({ token, targets, heading }: Omit<BlocksProps, 'tokens'> & { token: Token }) {
  const within = { targets, heading };
  switch (token.type) {
    case 'paragraph':
      return (
        <p>
          <Inline tokens={token.tokens} targets={targets} />
        </p>
      );
    case 'text':
      return <Inline tokens={token.tokens ?? [token]} targets={targets} />;
    case 'code':
      return <Code token={token as Tokens.Code} label={`${heading}: example`} />;
    case 'blockquote':
      return (
        <blockquote>
          <Blocks tokens={token.tokens ?? []} {...within} />
        </blockquote>
      );
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      const entries = items.map((item, at) => (
        <li key={at}>
          <Blocks tokens={item.tokens} {...within} />
        </li>
      ));
      return ordered ? <ol start={start === '' ? 1 : start}>{entries}</ol> : <ul>{entries}</ul>;
    }
    case 'table':
      return <TableBlock table={token as Tokens.Table} {...within} />;
    case 'hr':
      return <hr />;
    default:
      return null;
  }
}

function TableBlock({
  table: { header, rows },
  targets,
  heading,
}: Omit<BlocksProps, 'tokens'> & { table: Tokens.Table }) {
  const hasHead = header.some(({ text }) => text !== '');
  return (
    <Scrolled label={`${heading}: table`}>
      <table>
        {hasHead && (
          <thead>
            <tr>
              {header.map((cell, at) =>
                cell.text === '' ? (
                  <td key={at} />
                ) : (
                  <th key={at} scope="col">
                    <Inline tokens={cell.tokens} targets={targets} />
                  </th>
                ),
              )}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, at) => (
                <td key={at}>
                  <Inline tokens={cell.tokens} targets={targets} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}
