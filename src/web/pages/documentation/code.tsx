import type { Tokens } from 'marked';
import { Scrolled } from '../../parts/scrolled.js';
import { formulaLines } from '../integrations/formula-tokens.js';

/** An example: JavaScript is coloured as formulas are. */
export function Code({ token: { text, lang = '' }, label }: { token: Tokens.Code; label: string }) {
  return (
    <div class="copyable">
      <Scrolled label={label}>
        <pre>
          <code>{['js', 'ts', 'json'].includes(lang) ? coloured(text) : text}</code>
        </pre>
      </Scrolled>
      <button type="button" class="copy" data-copy={text} hidden>
        Copy
      </button>
    </div>
  );
}

const coloured = (code: string) =>
  formulaLines(code).map((line, at) => (
    <span key={at}>
      {line.map(({ kind, text }) => (kind ? <span class={`js-${kind}`}>{text}</span> : text))}
      {'\n'}
    </span>
  ));
