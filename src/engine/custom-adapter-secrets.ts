import { type ConfigSchema, isSealed } from './config-schema.js';
import type { ConfigValues } from './config-values.js';

/** A secret shorter than this is too likely to be a part of something else to be hidden everywhere. */
const SHORTEST = 6;
/** A longer one is hidden in pieces: a part of a file is as secret as all of it, and long texts are slow to look for. */
const PIECE = 128;
/** Two texts that are longer than this are no user name and password. */
const LONGEST_NAME = 256;

/** What the run history must not show of a configuration: its secrets, and the forms in which they are sent. */
export function customSecrets(schema: ConfigSchema, values: ConfigValues): string[] {
  const texts = Object.values(values).filter((value) => typeof value === 'string' && value.length <= LONGEST_NAME);
  return Object.entries(values)
    .filter(([name, value]) => isSealed(schema[name]) && typeof value === 'string' && value.length >= SHORTEST)
    .flatMap(([name, value]) => {
      const secret = value as string;
      if (schema[name] === 'file') return [secret, Buffer.from(secret, 'base64').toString()];
      const pairs =
        secret.length > LONGEST_NAME
          ? []
          : ['', ...texts].flatMap((text) => [`${text}:${secret}`, `${secret}:${text}`]);
      return [secret, ...[secret, ...pairs].map((text) => Buffer.from(text).toString('base64'))];
    })
    .flatMap(pieces);
}

/** All of the same length, as far as they can be: a short one at the end could be a part of anything. */
function pieces(text: string): string[] {
  if (text.length < SHORTEST) return [];
  const count = Math.ceil(text.length / PIECE);
  const start = (piece: number) => Math.floor((piece * text.length) / count);
  return Array.from({ length: count }, (_, piece) => text.slice(start(piece), start(piece + 1)));
}
