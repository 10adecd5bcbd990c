import type { Token, Tokens } from 'marked';

/** What a reader sees of Markdown within a line: words and code, without marks, addresses and pictures. */
export function plainText(tokens: readonly Token[] | undefined): string {
  return (tokens ?? []).map(textOf).join('');
}

function textOf(token: Token): string {
  if (token.type === 'br') return ' ';
  if (token.type === 'html') return '';
  if ('tokens' in token && token.tokens) return plainText(token.tokens);
  if ('text' in token) return (token as Tokens.Text).text.replaceAll(/\s+/g, ' ');
  return '';
}
