import assert from 'node:assert/strict';
import { sectionMarkdown } from '../../src/documentation/page.js';
import { pageOf } from '../../src/documentation/read-page.js';

const MARKDOWN = `<!-- Nobody sees this. -->

# The *title*

What it is. See [there](there.md), 0.5 times.

## \`code\`, and more!

1. One
2. Two

| a | b |
| --- | --- |
| \`x\` | y \\| z |

### Inner

\`\`\`js
const a = 1
return a
\`\`\`

## Twice

Text.

## Twice

<script>alert(1)</script>
`;

describe('a page of the documentation', () => {
  const page = pageOf('title', 'docs/title.md', MARKDOWN);

  it('has a title, a summary and sections with anchors as GitHub makes them', () => {
    assert.deepEqual([page.title, page.summary], ['The title', 'What it is. See there, 0.5 times.']);
    assert.deepEqual(
      page.sections.map(({ url, heading, above }) => [url, heading, above.join(' > ')]),
      [
        ['/docs/title', 'The title', ''],
        ['/docs/title#code-and-more', 'code, and more!', 'The title'],
        ['/docs/title#inner', 'Inner', 'The title > code, and more!'],
        ['/docs/title#twice', 'Twice', 'The title'],
        ['/docs/title#twice-1', 'Twice', 'The title'],
      ],
    );
  });

  it('has sentences, rows, items and code as passages', () => {
    assert.deepEqual(
      page.sections.map(({ passages }) => passages.map(({ text }) => text)),
      [['What it is.', 'See there, 0.5 times.'], ['One', 'Two', 'x | y | z'], ['const a = 1\nreturn a'], ['Text.'], []],
    );
  });

  it('gives a section with what is below it', () => {
    const [, code, inner] = page.sections;
    assert.ok(code && inner);
    assert.match(sectionMarkdown(page, code), /^## `code`, and more!\n[\s\S]*### Inner\n[\s\S]*```\n$/);
    assert.match(sectionMarkdown(page, inner), /^### Inner\n/);
  });

  it('has a heading', () => assert.throws(() => pageOf('x', 'docs/x.md', 'Text.'), /docs\/x\.md has no heading/));
});
