import { Breakable } from '../../parts/breakable.js';
import { formulaLines, type Token } from './formula-tokens.js';

/** Beyond this, it is shown without colours. */
const LONGEST_COLOURED = 50_000;

/** JavaScript as it stands in a component, its lines numbered when there are several. */
export function Formula({ code }: { code: string }) {
  const lines = code.length > LONGEST_COLOURED ? plain(code) : formulaLines(code);
  return (
    <pre class={lines.length > 1 ? 'formula numbered' : 'formula'}>
      <code>
        {lines.map((line, at) => (
          <span class="line" key={at}>
            {line.map(({ kind, text }) =>
              kind ? <span class={`js-${kind}`}>{text}</span> : <Breakable text={text} />,
            )}
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  );
}

const plain = (code: string): Token[][] => code.split('\n').map((text) => [{ kind: null, text }]);
