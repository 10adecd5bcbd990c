import assert from 'node:assert/strict';
import type { FrontendError } from '../../src/frontends/frontend-error.js';
import { frontendFile } from '../../src/frontends/frontend-file.js';
import { FRONTEND_LIMITS } from '../../src/frontends/frontend-limits.js';
import type { MarkupProblem } from '../../src/frontends/markup-problem.js';

/** What is wrong with a file, each as `tag attribute line:column`. */
function problemsOf(path: string, content: string | Buffer): string[] {
  try {
    frontendFile('mock-crm', path, Buffer.from(content as string));
    return [];
  } catch (error) {
    const { code, message, details } = error as FrontendError;
    assert.equal(code, 'bad_file', message);
    const problems = details.problems as MarkupProblem[] | undefined;
    if (!problems) return [message];
    const { line, column } = problems[0] as MarkupProblem;
    assert(message.startsWith(`${path} holds scripts: line ${line}, column ${column}: `), message);
    return problems.map(
      (each) => `${[each.tag, each.attribute].filter(Boolean).join(' ')} ${each.line}:${each.column}`,
    );
  }
}

describe('HTML', () => {
  const good: [string, string][] = [
    [
      'a page',
      '<!doctype html><title>x</title><link rel="stylesheet" href="styles.css"><script src="script.js"></script>',
    ],
    ['a module', '<script type="module" src="./assets/index.js" crossorigin></script>'],
    ['a script by its whole path', '<script src="/frontends/mock-crm/a.js?v=1"></script>'],
    ['a script without anything', '<script></script><script src="a.js"> \n </script>'],
    [
      'data for a script',
      '<script type="application/json">{"a": 1}</script><script type="application/ld+json">{}</script>',
    ],
    ['styles', '<style>p { color: red }</style><p style="color: blue">x</p>'],
    ['what only looks like a handler', '<p title="onclick=1" data-onclick="x">onclick="alert(1)"</p>'],
    ['text about scripts', '<title>How to use <script> tags</title><textarea><b onclick="x">like this</b></textarea>'],
    ['escaped markup', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['pictures in place', '<img src="data:image/png;base64,AA=="><link rel="icon" href="data:,">'],
    [
      'links',
      '<a href="https://example.com/javascript:x">x</a><a href="#javascript:">y</a><a href="page.html?x=javascript:1">z</a>',
    ],
    [
      'a title that begins with it',
      '<p title="javascript: the good parts"><meta name="description" content="javascript: a tour">',
    ],
    ['a page that goes on', '<meta http-equiv="refresh" content="5; url=next.html">'],
    ['a target for links', '<base target="_top">'],
    ['a file to download', '<a download="a.csv" href="data:text/csv,a,b">x</a>'],
    ['a comment', '<!-- use onclick="" nowhere; write <b>bold</b> --><!-- <script src="later.js"></script> -->'],
    ['a picture within', '<svg viewBox="0 0 1 1"><a href="#x"><circle r="1"/></a><use href="#y"/></svg>'],
    ['nothing', ''],
  ];
  for (const [name, html] of good) it(`may hold ${name}`, () => assert.deepEqual(problemsOf('index.html', html), []));

  const bad: [string, { given: string; want: string[] }][] = [
    ['a script', { given: '<p>\n  <script>alert(1)</script>', want: ['script 2:3'] }],
    ['a script beside a src', { given: '<script src="a.js">alert(1)</script>', want: ['script 1:1'] }],
    ['a script that is not closed', { given: '<script>alert(1)', want: ['script 1:1'] }],
    ['a module within', { given: '<script type="module">import "./a.js"</script>', want: ['script 1:1'] }],
    ['a script of an unknown type', { given: '<script type="text/x-template"><b></b></script>', want: ['script 1:1'] }],
    ['an import map', { given: '<script type="importmap">{}</script>', want: ['script 1:1'] }],
    ['capitals', { given: '<SCRIPT>x</SCRIPT><P ONCLICK=x>', want: ['script 1:1', 'p onclick 1:22'] }],
    ['a handler', { given: '<button\n  type="button" onclick="go()">', want: ['button onclick 2:17'] }],
    ['handlers, all of them', { given: '<body onload=a><p onfoo=b>', want: ['body onload 1:7', 'p onfoo 1:19'] }],
    ['a handler on a second body', { given: '<body><p>x<body onload=a>', want: ['body onload 1:17'] }],
    [
      'a handler in an element that is dropped',
      { given: '<table><tr onclick=a></table></tr><select><b onclick=b>', want: ['tr onclick 1:12', 'b onclick 1:46'] },
    ],
    ['a handler after a slash', { given: '<img/onerror=x/src=y>', want: ['img onerror 1:6'] }],
    ['a handler in SVG', { given: '<svg><g onload="a"/></svg>', want: ['g onload 1:9'] }],
    ['a script in SVG', { given: '<svg><script href="a.js"/></svg>', want: ['script 1:6'] }],
    ['a script in MathML', { given: '<math><script>x</script></math>', want: ['script 1:7'] }],
    [
      'a template',
      { given: '<template><script>a</script><b onclick=x></b></template>', want: ['script 1:11', 'b onclick 1:32'] },
    ],
    [
      'noscript',
      {
        given: '<body>\n<noscript><img onerror=x>\n<img onload=y></noscript>',
        want: ['img onerror 2:16', 'img onload 3:6'],
      },
    ],
    [
      'a page in a frame',
      { given: '<iframe srcdoc="&lt;script&gt;x&lt;/script&gt;"></iframe>', want: ['iframe srcdoc 1:9'] },
    ],
    [
      'a page in a frame in a frame',
      { given: `<iframe srcdoc="<iframe srcdoc='<b onclick=x>'>"></iframe>`, want: ['iframe srcdoc 1:9'] },
    ],
    ['javascript:', { given: '<a href="javascript:x">', want: ['a href 1:4'] }],
    ['obfuscated javascript:', { given: '<a href=" &#1;jAvA&Tab;scr&#10;ipt&colon;x">', want: ['a href 1:4'] }],
    ['javascript: with line breaks', { given: '<a href="java\nscript\t:x">', want: ['a href 1:4'] }],
    ['vbscript:', { given: '<a href="VBScript:x">', want: ['a href 1:4'] }],
    [
      'a form’s action',
      {
        given: '<form action="javascript:x"><button formaction="javascript:y">',
        want: ['form action 1:7', 'button formaction 1:37'],
      },
    ],
    [
      'an object',
      {
        given: '<object data="javascript:x"></object><embed src="data:text/html,x">',
        want: ['object data 1:9', 'embed src 1:45'],
      },
    ],
    [
      'a frame',
      {
        given: '<iframe src="javascript:x"></iframe><iframe src="data:text/html,x">',
        want: ['iframe src 1:9', 'iframe src 1:45'],
      },
    ],
    ['a link to a page of its own', { given: '<a href="data:text/html,<b>x">', want: ['a href 1:4'] }],
    ['xlink:href', { given: '<svg><a xlink:href="javascript:x"/></svg>', want: ['a xlink:href 1:9'] }],
    [
      'an animation',
      {
        given: '<svg><set to="javascript:x"/><animate values="#;javascript:y"/></svg>',
        want: ['set to 1:11', 'animate values 1:39'],
      },
    ],
    ['a picture that is used', { given: '<svg><use href="data:image/svg+xml,x"/></svg>', want: ['use href 1:11'] }],
    ['a base', { given: '<base href="https://evil.example/">', want: ['base href 1:7'] }],
    [
      'a refresh',
      { given: `<meta http-equiv="Refresh" content="0; URL='javascript:x'">`, want: ['meta content 1:28'] },
    ],
    [
      'a refresh without a name',
      { given: `<meta content="0;'javascript:x" http-equiv=refresh>`, want: ['meta content 1:7'] },
    ],
    [
      'a refresh to data',
      { given: '<meta content="0;url=data:text/html,x" http-equiv=refresh>', want: ['meta content 1:7'] },
    ],
    [
      'a script of another site',
      { given: '<script src="https://cdn.example/a.js"></script>', want: ['script src 1:9'] },
    ],
    [
      'a script of another site, without a scheme',
      {
        given: '<script src="//cdn.example/a.js"></script><script src="/\\cdn.example/a.js">',
        want: ['script src 1:9', 'script src 1:51'],
      },
    ],
    [
      'a script in a data address',
      { given: '<script src="data:text/javascript,x"></script>', want: ['script src 1:9'] },
    ],
    [
      'a script in an address',
      {
        given: '<script src="blob:x"></script><script src=" java\nscript:x">',
        want: ['script src 1:9', 'script src 1:39'],
      },
    ],
    [
      'a script of the gateway',
      {
        given: '<script src="/assets/site.js"></script><script src="../../other/a.js"></script>',
        want: ['script src 1:9', 'script src 1:48'],
      },
    ],
    ['a comment that is none', { given: '<!--><script>x</script>-->', want: ['script 1:6'] }],
    ['a comment that ends early', { given: '<!-- --!><script>x</script> -->', want: ['script 1:10'] }],
    ['a comment', { given: '\n<!--\n <script>x</script>\n<b onclick=y> -->', want: ['script 3:2', 'b onclick 4:4'] }],
    ['a conditional comment', { given: '<!--[if IE]><script>x</script><![endif]-->', want: ['script 1:13'] }],
    ['a comment that is no comment', { given: '<!x <b onclick=y><p onclick=z>', want: ['p onclick 1:21'] }],
    ['a title that ends', { given: '<title><b a="</title><script>x</script>">', want: ['script 1:22'] }],
    [
      'what another reader takes for a script',
      { given: '<select><style><b a="</style><script>x</script>"></style></select>', want: ['b a 1:19'] },
    ],
    [
      'what this parser drops and browsers do not',
      { given: '<select><math><select><plaintext><body onload=x>', want: ['body onload 1:40'] },
    ],
    ['a handler in an attribute', { given: `<div data-html="<b onclick='x'>">`, want: ['div data-html 1:6'] }],
    ['comments in comments', { given: '<!-- <!-- <!-- <!-- <!-- <b> -->', want: ['! 1:20'] }],
  ];
  for (const [name, { given, want }] of bad) {
    it(`is refused for ${name}`, () => assert.deepEqual(problemsOf('pages/index.HTM', given), want));
  }

  it('says what is wrong, and where', () => {
    assert.throws(() => frontendFile('x', 'index.html', Buffer.from('<p>\n<b onclick="x">')), {
      code: 'bad_file',
      message:
        'index.html holds scripts: line 2, column 4: <b onclick>: an event handler is a script; add a listener in a .js file instead.',
    });
  });

  it('tells fifty problems, and five of them in words', () => {
    const html = '<b onclick=x>\n'.repeat(60);
    assert.equal(problemsOf('a.html', html).length, 50);
    assert.throws(() => frontendFile('x', 'a.html', Buffer.from(html)), /line 5, .*\. And 45 more\.$/);
  });

  const strange: [string, { given: string; want: RegExp }][] = [
    ['nested too deep', { given: '<div>'.repeat(501), want: /nested deeper than 500/ }],
    ['of too many elements', { given: '<b></b>'.repeat(50_001), want: /more than 50000 elements/ }],
    [
      'of elements that multiply',
      {
        given: `<p>${Array.from({ length: 100 }, (_, i) => `<b a=${i}>`).join('')}${'<p>x'.repeat(1000)}`,
        want: /elements/,
      },
    ],
    ['of comments within each other', { given: '<!--'.repeat(100_000), want: /too often/ }],
    ['of too many comments', { given: '<!--<-->'.repeat(10_001), want: /more than 10000 comments and attributes/ }],
    ['not in UTF-8', { given: '\xff', want: /UTF-8/ }],
  ];
  for (const [name, { given, want }] of strange) {
    it(`is refused when it is ${name}`, () =>
      assert.throws(() => frontendFile('x', 'a.html', Buffer.from(given, 'latin1')), want));
  }

  it('is read in a moment, whatever is in it', () => {
    const size = FRONTEND_LIMITS.checked_bytes / 8;
    const began = performance.now();
    for (const part of ['<b a', ' a=', '</p>', '<', '&amp', '<!--x-->', '<a ', '<a b="<"', '<select>', '</b><b>']) {
      try {
        frontendFile('x', 'a.html', Buffer.from(part.repeat(size / part.length)));
      } catch {}
    }
    const attributes = Array.from({ length: 20_000 }, (_, i) => `a${i}`).join(' ');
    frontendFile('x', 'a.html', Buffer.from(`<b ${attributes}>`));
    frontendFile('x', 'a.html', Buffer.from(`<a href="data:${' '.repeat(8 * size - 100)}">`));
    assert(performance.now() - began < 5_000);
  }).timeout(10_000);

  it('is limited', () => {
    const large = Buffer.alloc(FRONTEND_LIMITS.checked_bytes + 1, 'a');
    assert.throws(() => frontendFile('x', 'a.html', large), { code: 'limit_reached' });
    assert.throws(() => frontendFile('x', 'a.js', Buffer.alloc(FRONTEND_LIMITS.file_bytes + 1, 'a')), {
      code: 'limit_reached',
    });
    frontendFile('x', 'a.js', large);
  });
});

describe('SVG, XHTML and XML', () => {
  const good: [string, string][] = [
    [
      'a.svg',
      '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<svg xmlns="http://www.w3.org/2000/svg"><title>a</title><path d="M0 0"/></svg>',
    ],
    ['a.svg', '<svg><style><![CDATA[ a > b { color: red } <script>x</script> ]]></style></svg>'],
    [
      'a.xhtml',
      '<html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a.js"></script><script src="b.js"/></head></html>',
    ],
    ['a.xml', '<a><b c="d">e &amp; f</b></a>'],
  ];
  for (const [path, xml] of good) it(`take ${xml.slice(0, 30)}`, () => assert.deepEqual(problemsOf(path, xml), []));

  const bad: [string, { given: [path: string, xml: string]; want: string[] }][] = [
    ['a script', { given: ['a.svg', '<svg><script>x</script></svg>'], want: ['script 1:6'] }],
    ['a script with an address', { given: ['a.svg', '<svg><script href="a.js"/></svg>'], want: ['script 1:6'] }],
    [
      'a script of another name space',
      {
        given: ['a.xml', '<a xmlns:h="http://www.w3.org/1999/xhtml"><h:script src="a.js"/></a>'],
        want: ['script 1:43'],
      },
    ],
    ['a handler', { given: ['a.svg', '<svg onload="x"/>'], want: ['svg onload 1:6'] }],
    ['a handler with a prefix', { given: ['a.svg', '<svg ev:onload="x"/>'], want: ['svg ev:onload 1:6'] }],
    ['an address', { given: ['a.svg', '<svg><a xl:href="java&#9;script:x"/></svg>'], want: ['a xl:href 1:9'] }],
    [
      'a script where HTML has text',
      {
        given: ['a.xhtml', '<html><title><script>x</script></title><style><b onclick="x"/></style></html>'],
        want: ['script 1:14', 'b onclick 1:50'],
      },
    ],
    [
      'a script in a picture in a page',
      { given: ['a.xhtml', '<html><s:script s:href="a.js"/></html>'], want: ['script 1:7'] },
    ],
    [
      'an entity',
      {
        given: ['a.svg', '<!DOCTYPE svg [<!ENTITY x "<script>y</script>">]><svg>&x;</svg>'],
        want: ['! 1:1'],
      },
    ],
    [
      'a default attribute',
      { given: ['a.svg', '<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]><svg/>'], want: ['! 1:1'] },
    ],
    [
      'a style sheet',
      {
        given: ['a.xml', '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="a.xsl"?><a/>'],
        want: ['! 1:22'],
      },
    ],
    [
      'an instruction that hides a script',
      {
        given: ['a.svg', `<svg><?a > <b c=" ?><script>x</script><?d "> ?></svg>`],
        want: ['! 1:6', 'b c 1:15', 'b c 1:15'],
      },
    ],
    [
      'a document type that hides a script',
      { given: ['a.svg', `<!DOCTYPE svg SYSTEM "> <a b='"><script>x</script><c d='' />`], want: ['! 1:1', 'a b 1:28'] },
    ],
    [
      'CDATA that hides a script',
      {
        given: ['a.svg', `<svg><![CDATA[ > <a b=" ]]><script>x</script><![CDATA[ "> ]]></svg>`],
        want: ['script 1:28'],
      },
    ],
    ['a comment', { given: ['a.svg', '<svg><!-- <script>x</script> --></svg>'], want: ['script 1:11'] }],
    [
      'a comment that HTML would end',
      { given: ['a.svg', '<svg><!--><script>x</script>--></svg>'], want: ['! 1:6', 'script 1:11'] },
    ],
    [
      'a page within',
      {
        given: [
          'a.svg',
          '<svg><foreignObject><iframe srcdoc="&lt;b onclick=&quot;x&quot;/&gt;"/></foreignObject></svg>',
        ],
        want: ['iframe srcdoc 1:29'],
      },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`are refused for ${name}`, () => assert.deepEqual(problemsOf(...given), want));
  }
});
