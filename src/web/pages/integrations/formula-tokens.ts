/** A piece of JavaScript that is coloured alike. */
export interface Token {
  readonly kind: 'comment' | 'text' | 'word' | 'number' | null;
  readonly text: string;
}

const WORDS =
  'await|break|case|catch|class|const|continue|default|delete|do|else|false|finally|for|function|if|in|instanceof|let|new|null|of|return|' +
  'switch|this|throw|true|try|typeof|undefined|var|void|while|yield';

const TOKEN = new RegExp(
  [
    /(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/,
    /(?<text>"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\[\s\S]|[^`\\])*`?)/,
    new RegExp(`(?<![\\w$.])(?<word>${WORDS})(?![\\w$])`),
    /(?<![\w$])(?<number>\d[\w.]*)/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'g',
);

/** The lines of a formula in pieces, to be coloured. It need not be right: what is not understood stays plain. */
export function formulaLines(formula: string): Token[][] {
  const lines: Token[][] = [[]];
  const add = (kind: Token['kind'], text: string) => {
    text.split('\n').forEach((part, at) => {
      if (at > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    });
  };
  let at = 0;
  const source = formula.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  for (const match of source.matchAll(TOKEN)) {
    const [kind, text] = Object.entries(match.groups ?? {}).find(([, found]) => found !== undefined) as [
      Token['kind'],
      string,
    ];
    add(null, source.slice(at, match.index));
    add(kind, text);
    at = match.index + text.length;
  }
  add(null, source.slice(at));
  return lines;
}
