import assert from 'node:assert/strict';
import { crc32, deflateRawSync } from 'node:zlib';
import type { FrontendError } from '../../src/frontends/frontend-error.js';
import { FRONTEND_LIMITS } from '../../src/frontends/frontend-limits.js';
import { unzipped } from '../../src/frontends/unzipped.js';
import { zipped } from '../../src/frontends/zipped.js';
import { type Member, rawZip } from './raw-zip.js';

const text = (files: ReadonlyMap<string, Buffer>) =>
  Object.fromEntries([...files].map(([path, content]) => [path, content.toString()]));

const refuses = (zip: Buffer, code: FrontendError['code'], message: RegExp) =>
  assert.rejects(
    unzipped(zip),
    (error: FrontendError) => error.code === code && message.test(error.message) && error.name === 'FrontendError',
  );

describe('a zip', () => {
  it('comes back as it went in, with the same bytes for the same files', async () => {
    const files = [
      { path: 'über/b.js', content: Buffer.from('b'.repeat(1000)) },
      { path: 'index.html', content: Buffer.from('<p>') },
      { path: 'empty', content: Buffer.alloc(0) },
    ];
    const zip = await zipped(files);
    assert.deepEqual(text(await unzipped(zip)), { empty: '', 'index.html': '<p>', 'über/b.js': 'b'.repeat(1000) });
    assert.deepEqual(await zipped(files.toReversed()), zip);
  });

  it('may hold folders, what systems add, and names in another normal form', async () => {
    const zip = rawZip([
      { name: 'a/' },
      { name: 'a/u\u0308.txt', content: 'x' },
      { name: 'stored.txt', content: 'y', method: 0 },
      { name: '__MACOSX/._index.html', content: 'z' },
      { name: 'a/.DS_Store', content: 'z' },
      { name: 'Thumbs.db', content: 'z' },
    ]);
    assert.deepEqual(text(await unzipped(zip)), { 'a/\u00fc.txt': 'x', 'stored.txt': 'y' });
  });

  const bad: [string, { given: Member[]; want: [FrontendError['code'], RegExp] }][] = [
    ['a path that leads out', { given: [{ name: '../x' }], want: ['bad_path', /\.\. as a segment/] }],
    ['a folder that leads out', { given: [{ name: 'a/../../' }], want: ['bad_path', /\.\. as a segment/] }],
    ['an absolute path', { given: [{ name: '/etc/passwd' }], want: ['bad_path', /absolute/] }],
    ['a drive', { given: [{ name: 'C:/x' }], want: ['bad_path', /drive letter/] }],
    ['a backslash', { given: [{ name: '..\\x' }], want: ['bad_path', /backslash/] }],
    ['an encoded path', { given: [{ name: '%2e%2e/x' }], want: ['bad_path', /percent/] }],
    ['a NUL', { given: [{ name: 'a\0b' }], want: ['bad_path', /NUL/] }],
    ['a hidden file', { given: [{ name: '.htaccess' }], want: ['bad_path', /dot/] }],
    ['a link', { given: [{ name: 'a', content: '/etc/passwd', mode: 0o120777 }], want: ['bad_file', /is a link/] }],
    ['a device', { given: [{ name: 'a', mode: 0o020666 }], want: ['bad_file', /no regular file/] }],
    [
      'a file that calls itself a folder',
      { given: [{ name: 'a', mode: 0o040755 }], want: ['bad_file', /no regular file/] },
    ],
    ['an encrypted file', { given: [{ name: 'a', flags: 1 }], want: ['bad_file', /encrypted/] }],
    ['an unknown method', { given: [{ name: 'a', method: 14 }], want: ['bad_file', /compressed in a way \(14\)/] }],
    ['a file twice', { given: [{ name: 'a' }, { name: 'a' }], want: ['bad_file', /twice/] }],
    ['a damaged file', { given: [{ name: 'a', content: 'x', crc: 1 }], want: ['bad_file', /damaged/] }],
    [
      'more than it says',
      { given: [{ name: 'a', content: 'xx', size: 1 }], want: ['bad_file', /no zip that can be read/] },
    ],
    [
      'less than it says',
      { given: [{ name: 'a', content: 'x', size: 2 }], want: ['bad_file', /no zip that can be read/] },
    ],
    [
      'what is no Deflate',
      { given: [{ name: 'a', raw: Buffer.from('no') }], want: ['bad_file', /no zip that can be read/] },
    ],
    [
      'a large file',
      {
        given: [{ name: 'a', content: Buffer.alloc(FRONTEND_LIMITS.file_bytes + 1) }],
        want: ['limit_reached', /a has more than/],
      },
    ],
    [
      'a large file that says it is small',
      {
        given: [{ name: 'a', content: Buffer.alloc(FRONTEND_LIMITS.file_bytes + 1), size: 10 }],
        want: ['bad_file', /no zip/],
      },
    ],
    [
      'too much together',
      {
        given: Array.from({ length: 6 }, (_, i) => ({
          name: `${i}`,
          content: Buffer.alloc(FRONTEND_LIMITS.file_bytes),
        })),
        want: ['limit_reached', /together/],
      },
    ],
    [
      'too many files',
      {
        given: Array.from({ length: FRONTEND_LIMITS.files + 1 }, (_, i) => ({ name: `${i}` })),
        want: ['limit_reached', /501 files/],
      },
    ],
    [
      '100,000 entries',
      {
        given: Array.from({ length: 100_000 }, (_, i) => ({ name: `${i}`, raw: Buffer.alloc(0), method: 0 })),
        want: ['limit_reached', /./],
      },
    ],
  ];
  for (const [name, { given, want }] of bad) {
    it(`is refused for ${name}`, () => refuses(rawZip(given), ...want));
  }

  it('is refused when its files share their bytes', () => {
    const content = Buffer.alloc(1_000_000);
    const compressed = deflateRawSync(content);
    const shared = { raw: compressed, size: content.length, crc: crc32(content), offset: 0 };
    return refuses(
      rawZip([
        { name: 'a', ...shared },
        { name: 'b', ...shared },
      ]),
      'bad_file',
      /within another/,
    );
  });

  it('is not inflated further than it may be', async () => {
    // A file of a gigabyte that says it is as small as its bytes in the zip.
    const bomb = deflateRawSync(Buffer.alloc(100_000_000), { level: 9 });
    const before = process.memoryUsage().arrayBuffers;
    await refuses(rawZip([{ name: 'a', raw: bomb, size: 1000, crc: 0 }]), 'bad_file', /no zip/);
    await refuses(rawZip([{ name: 'a', raw: bomb, size: 100_000_000, crc: 0 }]), 'limit_reached', /more than/);
    assert(process.memoryUsage().arrayBuffers - before < 20_000_000);
  });

  it('is refused when it is too large, none, or cut off', async () => {
    await refuses(Buffer.alloc(FRONTEND_LIMITS.zip_bytes + 1), 'limit_reached', /zip has/);
    await refuses(Buffer.from('no zip'), 'bad_file', /no zip/);
    await refuses(Buffer.alloc(0), 'bad_file', /no zip/);
    const zip = rawZip([{ name: 'a', content: 'x' }]);
    await refuses(zip.subarray(0, -5), 'bad_file', /no zip/);
    await refuses(zip.subarray(20), 'bad_file', /no zip/);
  });

  it('is refused, or read, but never fails otherwise, with any byte changed', async () => {
    const zip = rawZip([
      { name: 'index.html', content: '<p>' },
      { name: 'b/c.js', content: 'x'.repeat(50) },
    ]);
    for (let at = 0; at < zip.length; at++) {
      for (const value of [0, 0x7f, 0xff]) {
        const changed = Buffer.from(zip);
        changed[at] = value;
        await unzipped(changed).catch((error) => assert.equal(error.name, 'FrontendError', error.stack));
      }
    }
  }).timeout(20_000);
});
