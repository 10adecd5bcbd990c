import { BodyRefused } from './body-refused.js';
import { jsonMistake } from './json-mistake.js';

/** Deeper than any argument of any tool; a reader that recurses is safe below it. */
export const DEEPEST_JSON = 100;

/** How many characters are searched for the place of a mistake, which takes far longer than to read them. */
export const LONGEST_EXPLAINED = 1_000_000;

/**
 * What a JSON body says.
 * @throws BodyRefused that says where it is not JSON
 */
export function parseJson(body: Buffer): unknown {
  if (nesting(body) > DEEPEST_JSON)
    throw new BodyRefused(400, `The JSON is nested deeper than ${DEEPEST_JSON} levels.`);
  const text = decode(body);
  try {
    return JSON.parse(text);
  } catch {
    const where = text.length > LONGEST_EXPLAINED ? 'it is too long to say where.' : jsonMistake(text);
    throw new BodyRefused(400, `The request is not JSON: ${where}`);
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw new BodyRefused(400, 'The request is not JSON: it is not UTF-8.');
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** How deep arrays and objects are nested, found without recursion and before anything is built. */
function nesting(body: Buffer): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x5b || byte === 0x7b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x5d || byte === 0x7d) depth--;
  }
  return deepest;
}
