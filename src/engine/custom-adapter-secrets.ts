import { isUtf8 } from 'node:buffer';
import { type ConfigSchema, isSealed } from './config-schema.js';
import type { ConfigValues } from './config-values.js';

/** A secret shorter than this is too likely to be a part of something else to be hidden everywhere. */
const SHORTEST = 6;
/** A longer one is hidden in pieces: a part of a file is as secret as all of it, and long texts are slow to look for. */
const PIECE = 128;
/** Two texts that are longer than this are no user name and password. */
const LONGEST_NAME = 256;
/** Within what else is encoded, a longer one is not looked for. */
const LONGEST_ENCODED = 16 * 1024;
/** Keys and tokens that stand in a longer secret, in a line of a PEM file or as a value in JSON, are at least so long. */
const SHORTEST_TOKEN = 16;
/** What stands between them; line breaks as JSON writes them, too. */
const BETWEEN_TOKENS = /\\+[nrt]|[^\w+/=-]+/;

/** What the run history must not show of a configuration: its secrets, and the forms in which they are sent. */
export function customSecrets(schema: ConfigSchema, values: ConfigValues): string[] {
  const texts = Object.values(values).filter((value) => typeof value === 'string' && value.length <= LONGEST_NAME);
  return Object.entries(values)
    .filter(([name, value]) => isSealed(schema[name]) && typeof value === 'string' && value.length >= SHORTEST)
    .flatMap(([name, value]) => {
      const secret = value as string;
      if (schema[name] === 'file') return [...pieces(secret), ...formsOf(contentOf(secret))];
      const pairs =
        secret.length > LONGEST_NAME
          ? []
          : ['', ...texts].flatMap((text) => [`${text}:${secret}`, `${secret}:${text}`]);
      const encoded = [secret, ...pairs].map((text) => Buffer.from(text).toString('base64'));
      return [...formsOf(secret), ...encoded.flatMap(pieces)];
    });
}

/** What is in a file, where that is text: nobody sees the other as one. */
function contentOf(file: string): string {
  const bytes = Buffer.from(file, 'base64');
  return isUtf8(bytes) ? bytes.toString() : '';
}

function formsOf(secret: string): string[] {
  const tokens = secret.split(BETWEEN_TOKENS).filter((part) => part.length >= SHORTEST_TOKEN && part !== secret);
  const texts = [...pieces(secret), ...tokens.flatMap(pieces)];
  return secret.length > LONGEST_ENCODED ? texts : [...texts, ...texts.flatMap(encodedWithin)];
}

/**
 * What base64 makes of a text that stands within another one. It depends on where it begins; the characters that depend on its
 * neighbours, too, are left out.
 */
function encodedWithin(text: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from(' '.repeat(before) + text);
    const [first, last] = [Math.ceil((before * 4) / 3), Math.floor((bytes.length * 4) / 3)];
    return [bytes.toString('base64'), bytes.toString('base64url')].map((encoded) => encoded.slice(first, last));
  });
}

/** All of the same length, as far as they can be: a short one at the end could be a part of anything. */
function pieces(text: string): string[] {
  if (text.length < SHORTEST) return [];
  const count = Math.ceil(text.length / PIECE);
  const start = (piece: number) => Math.floor((piece * text.length) / count);
  return Array.from({ length: count }, (_, piece) => text.slice(start(piece), start(piece + 1)));
}
