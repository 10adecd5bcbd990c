import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { registry } from '../../generated/registry.js';
import type { Tool } from '../../src/mcp/registry.js';
import { sectionOf } from './blocks.js';

describe('docs/getting-started.md', () => {
  it('says what the menu of prompts offers', () => {
    const page = sectionOf(readFileSync('docs/getting-started.md', 'utf8'), 'How to ask');
    const said = [...page.matchAll(/^\| to .* \| \*(.*)\* \|$/gm)].map(([, ask]) => ask);
    assert(said.length >= 8);
    const offered = (registry.tools as readonly Tool[])
      .flatMap(({ operations }) => operations.flatMap(({ examples = [] }) => examples))
      .map(({ ask }) => ask);
    for (const ask of said) assert(offered.includes(ask as string), ask);
    const prompts = registry.prompts.map(({ text }) =>
      text.map((part) => (typeof part === 'string' ? part : '.+')).map((part) => part.replace(/[?{}"()]/g, '.')),
    );
    for (const ask of said)
      assert(
        prompts.some((parts) => new RegExp(`^${parts.join('')}$`).test(ask as string)),
        `no prompt says "${ask}"`,
      );
  });
});

describe('docs/index.md', () => {
  it('leads to every page', () => {
    const index = readFileSync('docs/index.md', 'utf8');
    const pages = readdirSync('docs').filter((file) => file.endsWith('.md') && file !== 'index.md');
    assert.deepEqual(
      pages.filter((file) => !index.includes(`](${file})`)),
      [],
      'add them to docs/index.md, where people look for them',
    );
  });
});
