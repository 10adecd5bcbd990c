/** What may stand at a place in a JSON text. */
type Expected = 'a value' | 'a value or ]' | 'a name in double quotes' | 'a name in double quotes or }' | ':' | 'end';

const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\]*(?:\\(?:["\\/bfnrt]|u[\da-fA-F]{4})[^"\\]*)*"/y;
/** Control characters, those that JSON takes excepted. */
const CONTROL = /[^\P{Cc}\u007f-\u009f]/u;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/**
 * Where a text that is not JSON stops being it, and what was expected there. JSON.parse itself tells a place for some mistakes
 * only, and other words for each version of Node.
 */
export function jsonMistake(text: string): string {
  const open: ('[' | '{')[] = [];
  let expected: Expected = 'a value';
  let at = 0;
  const skip = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const skipString = (): boolean => {
    const from = at;
    if (skip(STRING) && !CONTROL.test(text.slice(from, at))) return true;
    at = from;
    return false;
  };
  const close = () => {
    open.pop();
    expected = 'end';
  };

  for (;;) {
    skip(SPACE);
    const next = text[at];
    if (expected === 'end') {
      const inside = open.at(-1);
      if (inside === '[' && next === ',') expected = 'a value';
      else if (inside === '{' && next === ',') expected = 'a name in double quotes';
      else if ((inside === '[' && next === ']') || (inside === '{' && next === '}')) close();
      else break;
      at++;
    } else if (expected === ':') {
      if (next !== ':') break;
      expected = 'a value';
      at++;
    } else if (expected.startsWith('a name')) {
      if (next === '}' && expected.endsWith('}')) {
        close();
        at++;
      } else if (skipString()) expected = ':';
      else break;
    } else if (next === '[' || next === '{') {
      open.push(next);
      expected = next === '[' ? 'a value or ]' : 'a name in double quotes or }';
      at++;
    } else if (next === ']' && expected.endsWith(']')) {
      close();
      at++;
    } else if (skipString() || skip(SCALAR)) expected = 'end';
    else break;
  }

  return `${placeOf(text, at)}, ${wanted(expected, open.at(-1))} is expected${at >= text.length ? ', but it ends there' : ''}.`;
}

function wanted(expected: Expected, inside: '[' | '{' | undefined): string {
  if (expected !== 'end') return expected;
  if (!inside) return 'nothing more';
  return inside === '[' ? ', or ]' : ', or }';
}

function placeOf(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `at line ${line}, column ${at - before.lastIndexOf('\n')}`;
}
