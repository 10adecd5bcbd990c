import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Keyring } from './keyring.js';

/** The keys cannot be used; the message is one line that says why, and what to do. */
export class KeyError extends Error {
  override readonly name = 'KeyError';
}

/**
 * The gateway's keyring: from the texts given (each 32 bytes in base64, the newest first), or else from a file, which is made
 * with a new key when it is not there. The file holds one key a line, the newest first.
 * @throws KeyError
 */
export function loadKeyring({ keys, file }: { keys: readonly string[]; file: string }): Keyring {
  const texts = keys.length > 0 ? keys : readKeys(file);
  return new Keyring(texts.map(keyOf));
}

export const makeKey = (): string => randomBytes(32).toString('base64');

function readKeys(file: string): string[] {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // Exclusive: of two processes that start at once, one makes the key and the other reads it.
    writeFileSync(file, `${makeKey()}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw new KeyError(`the key file ${file} can be read by others; run: chmod 600 ${file}`);
  }
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  if (lines.length === 0) throw new KeyError(`the key file ${file} is empty; restore it from a backup.`);
  return lines;
}

function keyOf(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  // The text is a secret, so it is not repeated.
  if (key.length !== 32) throw new KeyError('an encryption key must be 32 bytes in base64 (openssl rand -base64 32).');
  return key;
}
