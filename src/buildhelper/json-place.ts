const SPACE = /[ \t\n\r]*/y;
const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,\]}]+/y;

/**
 * Where the value at a path begins in a JSON text, or the nearest thing around it. JSON.parse does not tell, and a reader that does
 * is a hundred times slower; so the place is looked for only when there is a problem to point to.
 * @param text JSON without a mistake
 */
export function jsonPlace(text: string, path: readonly PropertyKey[]): number {
  let at = 0;
  const skip = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0] ?? '';
    at += found.length;
    return found;
  };
  /** Goes past one value, however deep it is. */
  const pass = () => {
    let depth = 0;
    do {
      skip(SPACE);
      const next = text[at];
      if (next === '"') skip(STRING);
      else if (next === '[' || next === '{') {
        depth++;
        at++;
      } else if (next === ']' || next === '}') {
        depth--;
        at++;
      } else if (next === ',' || next === ':') at++;
      else skip(SCALAR);
    } while (depth > 0 && at < text.length);
  };

  skip(SPACE);
  for (const step of path) {
    const from = at;
    const opening = text[at];
    if (opening !== '[' && opening !== '{') return from;
    at++;
    for (let index = 0; ; index++) {
      skip(SPACE);
      if (at >= text.length || text[at] === ']' || text[at] === '}') return from;
      let key: PropertyKey = index;
      if (opening === '{') {
        key = JSON.parse(skip(STRING)) as string;
        skip(SPACE);
        at++;
        skip(SPACE);
      }
      if (key === step) break;
      pass();
      skip(SPACE);
      if (text[at] === ',') at++;
    }
  }
  return at;
}
