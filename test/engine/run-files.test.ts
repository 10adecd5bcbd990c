import { deepEqual, equal, ok, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { RunFiles } from '../../src/engine/run-files.js';

type Operation = [name: string, ...given: unknown[]];

/** Opens a file of that content and does things to it; answers with what the last one gave, or how it failed. */
function last(content: string | null, [mode, encoding]: [string, string?], ...operations: Operation[]): unknown {
  const files = new RunFiles(100, 3);
  if (content !== null) files.add({ name: 'f', content: Buffer.from(content, 'latin1') });
  try {
    const { id } = files.operate('open', ['f', mode, encoding ?? null]) as { id: number };
    let answer: unknown = null;
    for (const [operation, ...given] of operations) answer = files.operate(operation, [id, ...given]);
    return answer;
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}

const base64 = (text: string) => Buffer.from(text, 'latin1').toString('base64');

const cases: [name: string, { given: Parameters<typeof last>; want: unknown }][] = [
  ['reads a text', { given: ['ab\nc', ['r'], ['read', -1]], want: 'ab\nc' }],
  ['reads a text in parts', { given: ['abcd', ['r'], ['read', 1], ['read', 2]], want: 'bc' }],
  ['reads bytes', { given: ['\xff\x00', ['rb'], ['read', -1]], want: base64('\xff\x00') }],
  ['reads characters, not bytes', { given: ['\xc3\xa4\xc3\xb6x', ['r'], ['read', 2]], want: 'äö' }],
  ['reads a character that has two units', { given: ['\xf0\x9f\x98\x80x', ['r'], ['read', 1]], want: '😀' }],
  ['goes on behind it', { given: ['\xf0\x9f\x98\x80x', ['r'], ['read', 1], ['read', 1]], want: 'x' }],
  ['reads nothing at the end', { given: ['a', ['r'], ['read', 5], ['read', 5]], want: '' }],
  ['reads a line', { given: ['ab\ncd', ['r'], ['readline']], want: 'ab\n' }],
  ['reads the last line', { given: ['ab\ncd', ['r'], ['readline'], ['readline']], want: 'cd' }],
  ['reads a line of UTF-16', { given: ['\x0a\x01\n\x00b\x00', ['r', 'utf-16le'], ['readline']], want: 'Ċ\n' }],
  ['keeps a byte order mark', { given: ['\xef\xbb\xbfa', ['r'], ['read', -1]], want: '\ufeffa' }],
  ['knows Latin-1', { given: ['\xe4', ['r', 'LATIN-1'], ['read', -1]], want: 'ä' }],
  [
    'says what is not UTF-8',
    {
      given: ['\xe4', ['r'], ['read', -1]],
      want: 'ValueError: f: the file is not utf-8; open it in another encoding, or in binary mode',
    },
  ],
  [
    'says what is not ASCII',
    {
      given: ['\xe4', ['r', 'ascii'], ['read', -1]],
      want: 'ValueError: f: the file is not ascii; open it in another encoding, or in binary mode',
    },
  ],
  [
    'writes no character that the encoding lacks',
    { given: [null, ['w', 'latin-1'], ['write', '€']], want: 'ValueError: f: latin-1 has no character "€"' },
  ],
  ['says how much it wrote', { given: [null, ['w'], ['write', 'äö']], want: 2 }],
  ['says how many bytes it wrote', { given: [null, ['wb'], ['write', base64('abc')]], want: 3 }],
  ['reads what it wrote', { given: [null, ['w+'], ['write', 'abc'], ['seek', 1], ['read', -1]], want: 'bc' }],
  ['empties a file that it writes', { given: ['abc', ['w+'], ['read', -1]], want: '' }],
  ['appends', { given: ['ab', ['a+'], ['seek', 0], ['write', 'c'], ['seek', 0], ['read', -1]], want: 'abc' }],
  ['begins at the end when it appends', { given: ['ab', ['a'], ['tell']], want: 2 }],
  [
    'overwrites in the middle',
    { given: ['abc', ['r+'], ['seek', 1], ['write', 'X'], ['seek', 0], ['read', -1]], want: 'aXc' },
  ],
  [
    'fills a gap with zeros',
    { given: ['a', ['r+'], ['seek', 3], ['write', 'b'], ['seek', 0], ['read', -1]], want: 'a\0\0b' },
  ],
  ['seeks from the end', { given: ['abc', ['rb'], ['seek', -1, 2], ['read', -1]], want: base64('c') }],
  ['seeks from where it is', { given: ['abc', ['r'], ['read', 1], ['seek', 1, 1], ['read', -1]], want: 'c' }],
  [
    'seeks to no place before the beginning',
    { given: ['abc', ['r'], ['seek', -1]], want: 'ValueError: there is no such place' },
  ],
  ['truncates', { given: ['abc', ['r+'], ['truncate', 1], ['read', -1]], want: 'a' }],
  [
    'truncates where it is',
    { given: ['abc', ['r+'], ['seek', 2], ['truncate', null], ['seek', 0], ['read', -1]], want: 'ab' },
  ],
  [
    'has nothing of what was cut off',
    { given: ['abc', ['r+'], ['truncate', 1], ['truncate', 2], ['read', -1]], want: 'a\0' },
  ],
  [
    'truncates to no negative size',
    { given: ['a', ['r+'], ['truncate', -1]], want: 'ValueError: a file cannot have that size' },
  ],
  ['is readable', { given: ['', ['r'], ['readable']], want: true }],
  ['is not writable', { given: ['', ['r'], ['writable']], want: false }],
  ['has a number', { given: ['', ['r'], ['fileno']], want: 1 }],
  ['knows that it is closed', { given: ['', ['r'], ['close'], ['closed']], want: true }],
  ['may be closed twice', { given: ['', ['r'], ['close'], ['close']], want: null }],
  [
    'does nothing once it is closed',
    { given: ['', ['r'], ['close'], ['read', -1]], want: 'UnsupportedOperation: this file was closed' },
  ],
  [
    'does not write what it reads',
    { given: ['', ['r'], ['write', 'a']], want: 'UnsupportedOperation: f was opened for reading' },
  ],
  [
    'does not read what it writes',
    { given: ['', ['w'], ['read', -1]], want: 'UnsupportedOperation: f was opened for writing' },
  ],
  [
    'does nothing else',
    { given: ['', ['r'], ['constructor']], want: 'UnsupportedOperation: a file cannot constructor' },
  ],
  ['finds no file', { given: [null, ['r']], want: 'FileNotFoundError: this run has no file "f"' }],
  ['makes no file twice', { given: ['', ['x']], want: 'FileExistsError: this run has a file "f" already' }],
  ['makes a file once', { given: [null, ['x'], ['write', 'a']], want: 1 }],
  ...['', 'q', 'rw', 'rr', 'rbt', 'b', 'r++', '\n'].map((mode): (typeof cases)[number] => [
    `knows no mode ${JSON.stringify(mode)}`,
    { given: ['', [mode]], want: `ValueError: "${mode}" is no mode of a file` },
  ]),
  ['knows no encoding', { given: ['', ['r', 'toString']], want: 'ValueError: the encoding toString is not known' }],
  [
    'is not larger than all files may be',
    {
      given: [null, ['w'], ['write', 'x'.repeat(101)]],
      want: 'ValueError: the files of a run may have 100 bytes together',
    },
  ],
  [
    'is not made larger than that',
    { given: [null, ['w'], ['truncate', 1e9]], want: 'ValueError: the files of a run may have 100 bytes together' },
  ],
  [
    'does not grow so far by a gap',
    {
      given: [null, ['w'], ['seek', 1e12], ['write', 'x']],
      want: 'ValueError: the files of a run may have 100 bytes together',
    },
  ],
];

describe('the files of a run', () => {
  for (const [name, { given, want }] of cases) it(`a file ${name}`, () => deepEqual(last(...given), want));

  for (const name of ['', 'a/b', '..\\x', 'a\0', 'x'.repeat(256)]) {
    it(`${JSON.stringify(name).slice(0, 20)} is no name`, () => {
      throws(() => new RunFiles(10).operate('open', [name, 'w', null]), { name: 'ValueError' });
    });
  }

  it('take each name once, and only what is safe in one', () => {
    const files = new RunFiles(10);
    const content = Buffer.from('a');
    deepEqual(
      ['a', 'a', '../a', ''].map((name) => files.add({ name, content })),
      ['a', '2-a', '.._a', 'file'],
    );
    deepEqual(files.operate('list', []), ['a', '2-a', '.._a', 'file']);
    throws(() => files.add({ name: 'b', content: Buffer.alloc(10) }), /10 bytes together/);
  });

  it('are limited in number, and in how many are open', () => {
    const files = new RunFiles(100, 2);
    for (const name of ['a', 'b']) files.operate('open', [name, 'w', null]);
    throws(() => files.operate('open', ['a', 'r', null]), /a run may have 2 files open; close some/);
    files.operate('close', [1]);
    throws(() => files.operate('open', ['c', 'w', null]), /a run may have 2 files$/);
    ok(files.operate('open', ['a', 'r', null]));
  });

  it('are written and read line by line without delay', () => {
    const files = new RunFiles(10_000_000);
    const { id } = files.operate('open', ['f', 'w+', null]) as { id: number };
    const before = performance.now();
    for (let i = 0; i < 50_000; i++) files.operate('write', [id, `line ${i} ${'x'.repeat(100)}\n`]);
    files.operate('seek', [id, 0]);
    let lines = 0;
    while (files.operate('readline', [id]) !== '') lines++;
    equal(lines, 50_000);
    ok(performance.now() - before < 5_000);
  });

  it('give a text back in parts of any size, in every encoding', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('utf-8', 'utf-16le'),
        fc.integer({ min: 1, max: 5 }),
        (text, encoding, size) => {
          const files = new RunFiles(100_000);
          const { id } = files.operate('open', ['f', 'w+', encoding]) as { id: number };
          files.operate('write', [id, text]);
          files.operate('seek', [id, 0]);
          let read = '';
          for (let part = ''; ; read += part) {
            part = files.operate('read', [id, size]) as string;
            if (part === '') break;
          }
          return read === text;
        },
      ),
    );
  });
});
