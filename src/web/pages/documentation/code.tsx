import type { Tokens } from 'marked';
import { Copyable } from '../../parts/copyable.js';
import { formulaLines } from '../integrations/formula-tokens.js';

/** An example: JavaScript is coloured as formulas are. */
export const Code = ({ token: { text, lang = '' }, label }: { token: Tokens.Code; label: string }) => (
  <Copyable text={text} label={label}>
    {['js', 'ts', 'json'].includes(lang) ? coloured(text) : text}
  </Copyable>
);

const coloured = (code: string) =>
  formulaLines(code).map((line, at) => (
    <span key={at}>
      {line.map(({ kind, text }) => (kind ? <span class={`js-${kind}`}>{text}</span> : text))}
      {'\n'}
    </span>
  ));
