import { readFileSync } from 'node:fs';

const texts = new Map<string, string>();

/** The text of a file that is evaluated in QuickJS; read once a thread. */
export function guestText(name: string): string {
  let text = texts.get(name);
  if (text === undefined) {
    text = readFileSync(new URL(`./guest/${name}`, import.meta.url), 'utf8');
    texts.set(name, text);
  }
  return text;
}
