import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const WEB = fileURLToPath(new URL('../../src/web/', import.meta.url));

/** Those that a page puts together, or the script gives: they stand nowhere as they are. */
const MADE = ['js-comment', 'js-text', 'js-word', 'js-number'];

describe('The style sheet', () => {
  const sheet = readFileSync(join(WEB, 'assets/style.css'), 'utf8').replace(/\/\*.*?\*\//gs, '');
  const selectors = [...sheet.matchAll(/([^{}]+)\{/g)].map(([, selector = '']) => selector.trim());
  const styled = new Set(selectors.flatMap((selector) => selector.match(/(?<=\.)[a-z][\w-]*/gi) ?? []));
  const sources = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(tsx?|js)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(WEB, path), 'utf8') }));

  it('has every class that a page names', () => {
    const missing = sources.flatMap(({ path, text }) =>
      [...text.matchAll(/\bclass="([^"]*)"/g)]
        .flatMap(([, names = '']) => names.split(/\s+/))
        .filter((name) => !styled.has(name))
        .map((name) => `${path}: ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('has no class that nothing names', () => {
    const words = new Set([...MADE, ...sources.flatMap(({ text }) => quotedWords(text))]);
    assert.deepEqual(
      [...styled].filter((name) => !words.has(name)),
      [],
    );
  });

  it('says nothing twice of the same selector', () => {
    // Within @media, a selector says what differs there.
    const always = sheet.replace(/@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, '');
    const seen = [...always.matchAll(/([^{}]+)\{/g)].map(([, selector = '']) => selector.trim());
    assert.deepEqual(
      seen.filter((selector, at) => seen.indexOf(selector) !== at),
      [],
    );
  });
});

/** Whatever stands in quotes: a class may be chosen by a condition, or come in as a property. */
const quotedWords = (text: string): string[] =>
  [...text.matchAll(/"([^"\n]*)"|'([^'\n]*)'|`([^`]*)`/g)].flatMap((found) =>
    (found[1] ?? found[2] ?? found[3] ?? '').split(/[^\w-]+/),
  );
