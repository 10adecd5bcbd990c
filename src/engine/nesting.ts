const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENS = new Set(['[', '{'].map((char) => char.charCodeAt(0)));
const CLOSES = new Set([']', '}'].map((char) => char.charCodeAt(0)));

/**
 * Whether lists and objects lie in one another more than `most` deep in a JSON text: deeper ones overflow the stack of whatever
 * walks through them.
 */
export function isNestedDeeper(json: string, most: number): boolean {
  if (json.length <= 2 * most) return false;
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i++) {
    const char = json.charCodeAt(i);
    if (inText) {
      if (char === BACKSLASH) i++;
      else if (char === QUOTE) inText = false;
    } else if (char === QUOTE) inText = true;
    else if (OPENS.has(char)) {
      if (++depth > most) return true;
    } else if (CLOSES.has(char)) depth--;
  }
  return false;
}
