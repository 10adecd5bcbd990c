import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BrowserContext, Page } from 'playwright-core';
import { frontendFile } from '../../../src/frontends/frontend-file.js';
import { browser, requireBrowser } from '../browser.js';

const RUN = 'parent.ran(NUMBER)';

/** What readers of HTML have disagreed on. */
const PIECES = [
  ...['select', 'style', 'title', 'textarea', 'noscript', 'template', 'svg', 'math', 'mtext', 'desc', 'foreignObject'],
  ...['table', 'tr', 'td', 'iframe', 'noembed', 'noframes', 'xmp', 'plaintext', 'option', 'button', 'form', 'p', 'a'],
  ...['annotation-xml encoding="text/html"', 'mglyph', 'head', 'body', 'frameset', 'script type="application/json"'],
]
  .flatMap((tag) => [`<${tag}>`, `</${tag.split(' ')[0]}>`])
  .concat([
    '<!--',
    '-->',
    '--!>',
    '<!-->',
    '<![CDATA[',
    ']]>',
    '<?',
    '<!x',
    '<a b="',
    "<a b='",
    '"',
    "'",
    '>',
    '/>',
    '<',
  ])
  .concat([
    ' ',
    '\n',
    '/',
    '=',
    '</',
    '<!--<script>',
    '</script>',
    '&lt;',
    '\0',
    '<selectedcontent>',
    '<b x=`',
    '<A/B=',
  ])
  .concat([`<script>${RUN}</script>`, `<script>${RUN}//`, `<img src=x onerror=${RUN}>`, `<svg onload=${RUN}>`])
  .concat([`<body onload=${RUN}>`, `<iframe src="javascript:parent.${RUN}"></iframe>`, ` onload=${RUN} `]);

const page = fc.array(fc.constantFrom(...PIECES), { minLength: 2, maxLength: 12 }).map((pieces) => pieces.join(''));

/** With more of them (SAMPLES=40000), readers were found to disagree on what may stand in a <select>. */
const SAMPLES = Number(process.env.SAMPLES ?? 1500);
const AT_ONCE = 100;

describe('HTML that may be stored', function suite() {
  this.timeout(SAMPLES * 10 + 30_000);
  let context: BrowserContext;
  let tab: Page;
  before(async function start() {
    requireBrowser(this);
    context = await (await browser()).newContext();
    tab = await context.newPage();
  });
  after(() => context?.close());

  /** Which of these pages run something, shown without any policy. */
  const running = (pages: readonly string[]): Promise<number[]> =>
    tab.evaluate(async (pages) => {
      const ran = new Set<number>();
      Object.assign(window, { ran: ran.add.bind(ran) });
      const frames = pages.map((html, number) => {
        const frame = document.createElement('iframe');
        frame.srcdoc = html.replaceAll('NUMBER', String(number));
        return frame;
      });
      const loaded = frames.map((frame) => new Promise((resolve) => frame.addEventListener('load', resolve)));
      document.body.replaceChildren(...frames);
      await Promise.all(loaded);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return [...ran];
    }, pages);

  const isStored = (html: string): boolean => {
    try {
      frontendFile('x', 'index.html', Buffer.from(html));
      return true;
    } catch {
      return false;
    }
  };

  it('runs nothing in a browser, not even without a policy', async () => {
    const all = fc.sample(page, { numRuns: SAMPLES });
    assert.deepEqual(await running([`<script>${RUN}</script>`, `<img src=x onerror=${RUN}>`, '<p>']), [0, 1]);
    const stored = all.filter((html) => html.includes(RUN) && isStored(html));
    assert(stored.length > SAMPLES / 20, `${stored.length} of ${all.length}`);
    for (let at = 0; at < stored.length; at += AT_ONCE) {
      const some = stored.slice(at, at + AT_ONCE);
      assert.deepEqual(
        (await running(some)).map((number) => some[number]),
        [],
      );
    }
  });
});
