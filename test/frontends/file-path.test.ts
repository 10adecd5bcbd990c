import assert from 'node:assert/strict';
import { checkBeside, checkFilePath } from '../../src/frontends/file-path.js';
import { FrontendError } from '../../src/frontends/frontend-error.js';
import { FRONTEND_LIMITS } from '../../src/frontends/frontend-limits.js';

const long = (bytes: number) => 'a'.repeat(bytes);

describe('checkFilePath', () => {
  const good = [
    'index.html',
    'assets/index-BxYz_12.js',
    'a/b/c/d.txt',
    'images/Logo (1).svg',
    '[id].js',
    'chunk.~a@2+b.js',
    'über/straße.html',
    '日本語.txt',
    'file',
    'a..b',
    'consul.js',
    long(FRONTEND_LIMITS.path_bytes),
  ];
  for (const path of good) it(`takes ${path.slice(0, 40)}`, () => checkFilePath(path));

  const bad: [string, RegExp][] = [
    ['', /empty/],
    ['../x', /\.\. as a segment/],
    ['a/../../x', /\.\. as a segment/],
    ['a/..', /\.\. as a segment/],
    ['./x', /as a segment/],
    ['..', /as a segment/],
    ['/etc/passwd', /absolute/],
    ['//evil.example/x', /absolute/],
    ['C:/x', /drive letter/],
    ['c:x', /drive letter/],
    ['\\\\server\\share', /backslash/],
    ['..\\x', /backslash/],
    ['a\\b', /backslash/],
    ['%2e%2e/x', /percent/],
    ['%2E%2E%2Fx', /percent/],
    ['..%2fx', /percent/],
    ['%252e%252e/x', /percent/],
    ['a%00b', /percent/],
    ['a\0b', /NUL/],
    ['a//b', /empty/],
    ['a/', /empty/],
    ['.htaccess', /dot/],
    ['.git/config', /dot/],
    ['a/.env', /dot/],
    ['a b ', /blank/],
    [' a', /blank/],
    ['a./b', /dot/],
    ['a?b', /\?/],
    ['a#b', /#/],
    ['a:b', /:/],
    ['a<b>', /</],
    ['a\nb', /cannot be seen/],
    ['a\u202etxt.exe', /cannot be seen/],
    ['a\u200bb', /cannot be seen/],
    ['a\u00a0b', /cannot be seen/],
    ['\ud800', /cannot be seen/],
    ['u\u0308ber.html', /NFC/],
    ['\uff0e\uff0e\u2215x\\', /backslash/],
    ['con', /device/],
    ['a/NUL.txt', /device/],
    [long(FRONTEND_LIMITS.path_bytes + 1), /longer than 255 bytes/],
    ['ä'.repeat(FRONTEND_LIMITS.path_bytes / 2 + 1), /longer than 255 bytes/],
  ];
  for (const [path, want] of bad) {
    it(`refuses ${JSON.stringify(path.slice(0, 40))}`, () =>
      assert.throws(
        () => checkFilePath(path),
        (error: FrontendError) => error.code === 'bad_path' && want.test(error.message),
      ));
  }
});

describe('checkBeside', () => {
  const table: [path: string, others: string[], ok: boolean][] = [
    ['a.js', ['a.js', 'b.js'], true],
    ['a.js', ['A.js'], false],
    ['a', ['a/b'], false],
    ['A/b', ['a'], false],
    ['a/b', ['a/c', 'ab'], true],
  ];
  for (const [path, others, ok] of table) {
    it(`${ok ? 'lets' : 'does not let'} ${path} stand beside ${others}`, () => {
      const check = () => checkBeside(path, others);
      if (ok) check();
      else assert.throws(check, FrontendError);
    });
  }
});
