import type { Token, Tokens } from 'marked';
import type { ComponentChildren } from 'preact';
import { Breakable } from '../../parts/breakable.js';

/** Where links and pictures lead. */
export interface Targets {
  /** Null for what leads nowhere here. */
  readonly link: (href: string) => string | null;
  readonly picture: (href: string) => string | null;
}

interface InlineProps {
  readonly tokens: readonly Token[] | undefined;
  readonly targets: Targets;
}

/** Markdown within a line. Nothing of it becomes HTML by itself, and HTML in it is left out. */
export const Inline = ({ tokens = [], targets }: InlineProps) => (
  <>
    {tokens.map((token, at) => (
      <InlineToken key={at} token={token} targets={targets} />
    ))}
  </>
);

function InlineToken({ token, targets }: { token: Token; targets: Targets }): ComponentChildren {
  const inner = 'tokens' in token && token.tokens ? <Inline tokens={token.tokens} targets={targets} /> : null;
  switch (token.type) {
    case 'strong':
      return <strong>{inner}</strong>;
    case 'em':
      return <em>{inner}</em>;
    case 'del':
      return <del>{inner}</del>;
    case 'codespan':
      return (
        <code>
          <Breakable text={(token as Tokens.Codespan).text} />
        </code>
      );
    case 'br':
      return <br />;
    case 'html':
      return null;
    case 'link': {
      const to = targets.link((token as Tokens.Link).href);
      return to === null ? inner : <a href={to}>{inner}</a>;
    }
    case 'image': {
      const { href, text } = token as Tokens.Image;
      const source = targets.picture(href);
      return source === null ? text : <img src={source} alt={text} loading="lazy" />;
    }
    default:
      return inner ?? <>{'text' in token ? String(token.text) : ''}</>;
  }
}
