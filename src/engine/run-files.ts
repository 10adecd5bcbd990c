import { GrowingBytes } from './growing-bytes.js';
import { DEFAULT_LIMITS } from './limits.js';
import type { InputFile } from './runner.js';
import { type TextEncoding, textEncodings } from './text-encoding.js';

/** What goes wrong with a file, under Python's names (domain.md 4.11). */
export class FileError extends Error {
  constructor(name: 'FileNotFoundError' | 'FileExistsError' | 'UnsupportedOperation' | 'ValueError', message: string) {
    super(message);
    this.name = name;
  }
}

interface Opened {
  readonly name: string;
  readonly mode: string;
  readonly encoding: TextEncoding;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly appends: boolean;
  readonly binary: boolean;
  position: number;
}

/** The files of one run. They live as long as it, and are stored with its history. */
export class RunFiles {
  readonly #contents = new Map<string, GrowingBytes>();
  readonly #numbers = new Map<string, number>();
  readonly #opened = new Map<number, Opened>();
  #handles = 0;

  /**
   * @param limit the bytes of all files together
   * @param mostFiles how many there may be, and how many of them open
   */
  constructor(
    private readonly limit: number,
    private readonly mostFiles = DEFAULT_LIMITS.fileCount,
  ) {}

  add({ name, content }: InputFile): string {
    let free = safeName(name);
    for (let i = 2; this.#contents.has(free); i++) free = `${i}-${safeName(name)}`;
    this.#assertFits(free, content.length);
    this.#put(free, Buffer.from(content));
    return free;
  }

  get all(): readonly InputFile[] {
    return [...this.#contents].map(([name, { content }]) => ({ name, content }));
  }

  /** What `fileno()` gives: counted from 1 within the run. */
  number(name: string): number {
    return this.#numbers.get(name) ?? 0;
  }

  content(name: string): Buffer | null {
    return this.#contents.get(name)?.content ?? null;
  }

  /** Does what a handle in a formula asks for. @throws FileError */
  operate(operation: string, given: readonly unknown[]): unknown {
    if (operation === 'list') return [...this.#contents.keys()];
    if (operation === 'open') return { id: this.#open(...(given as [string, string, string | null])) };
    const [id, ...rest] = given;
    const file = this.#opened.get(id as number);
    if (operation === 'closed') return !file;
    if (operation === 'close') {
      this.#opened.delete(id as number);
      return null;
    }
    if (!file) throw new FileError('UnsupportedOperation', 'this file was closed');
    if (operation === 'fileno') return this.#numbers.get(file.name);
    const act = Object.hasOwn(this.#actions, operation) ? this.#actions[operation] : undefined;
    if (!act) throw new FileError('UnsupportedOperation', `a file cannot ${operation}`);
    return act(file, rest);
  }

  #open(name: string, mode: string, encoding: string | null): number {
    if (name === '' || name.length > 255 || /[/\\\0]/.test(name)) {
      throw new FileError('ValueError', `"${name}" is no file name: it must not be empty and has no slashes`);
    }
    if (!/^(?=[^rwxa]*[rwxa][^rwxa]*$)(?!.*(.).*\1)(?!.*b.*t|.*t.*b)[rwxabt+]+$/.test(mode))
      throw new FileError('ValueError', `"${mode}" is no mode of a file`);
    const known = textEncodings.get(String(encoding ?? 'utf-8').toLowerCase());
    if (!known) throw new FileError('ValueError', `the encoding ${encoding} is not known`);
    const exists = this.#contents.has(name);
    if (mode.includes('r') && !exists) throw new FileError('FileNotFoundError', `this run has no file "${name}"`);
    if (mode.includes('x') && exists) throw new FileError('FileExistsError', `this run has a file "${name}" already`);
    if (this.#opened.size >= this.mostFiles) {
      throw new FileError('ValueError', `a run may have ${this.mostFiles} files open; close some`);
    }
    if (!exists) this.#assertFits(name, 0);
    if (mode.includes('w') || !exists) this.#put(name, Buffer.alloc(0));
    const opened: Opened = {
      name,
      mode,
      encoding: known,
      reads: /[r+]/.test(mode),
      writes: /[wxa+]/.test(mode),
      appends: mode.includes('a'),
      binary: mode.includes('b'),
      position: mode.includes('a') ? this.#lengthOf(name) : 0,
    };
    this.#handles += 1;
    this.#opened.set(this.#handles, opened);
    return this.#handles;
  }

  #lengthOf(name: string): number {
    return this.#contents.get(name)?.length ?? 0;
  }

  #put(name: string, content: Buffer): void {
    this.#contents.set(name, new GrowingBytes(content));
    if (!this.#numbers.has(name)) this.#numbers.set(name, this.#numbers.size + 1);
  }

  /** @throws FileError when a file may not become so long */
  #assertFits(name: string, length: number): void {
    if (!this.#contents.has(name) && this.#contents.size >= this.mostFiles) {
      throw new FileError('ValueError', `a run may have ${this.mostFiles} files`);
    }
    let total = length;
    for (const [other, content] of this.#contents) if (other !== name) total += content.length;
    if (total > this.limit)
      throw new FileError('ValueError', `the files of a run may have ${this.limit} bytes together`);
  }

  readonly #actions: Readonly<Record<string, (file: Opened, given: readonly unknown[]) => unknown>> = {
    flush: () => null,
    readable: (file) => file.reads,
    writable: (file) => file.writes,
    tell: (file) => file.position,
    read: (file, [size]) => this.#read(file, size === null ? -1 : Number(size)),
    readline: (file) => this.#readLine(file),
    seek: (file, [offset, whence]) => {
      const length = this.#lengthOf(file.name);
      const from = whence === 1 ? file.position : whence === 2 ? length : 0;
      const position = from + Number(offset);
      if (!Number.isInteger(position) || position < 0) throw new FileError('ValueError', 'there is no such place');
      file.position = position;
      return position;
    },
    truncate: (file, [size]) => {
      this.#mayWrite(file);
      const length = Number(size ?? file.position);
      if (!Number.isInteger(length) || length < 0) throw new FileError('ValueError', 'a file cannot have that size');
      this.#assertFits(file.name, length);
      this.#bytesOf(file).resize(length);
      return length;
    },
    write: (file, [data]) => {
      this.#mayWrite(file);
      const bytes = file.binary ? Buffer.from(data as string, 'base64') : encoded(file, data as string);
      if (file.appends) file.position = this.#lengthOf(file.name);
      const end = file.position + bytes.length;
      this.#assertFits(file.name, Math.max(end, this.#lengthOf(file.name)));
      this.#bytesOf(file).write(bytes, file.position);
      file.position = end;
      return file.binary ? bytes.length : (data as string).length;
    },
  };

  #bytesOf(file: Opened): GrowingBytes {
    return this.#contents.get(file.name) as GrowingBytes;
  }

  #mayWrite(file: Opened): void {
    if (!file.writes) throw new FileError('UnsupportedOperation', `${file.name} was opened for reading`);
  }

  /** @param size bytes of a binary file, characters of a text; all that is left when it is negative */
  #read(file: Opened, size: number): string {
    const rest = this.#rest(file);
    if (size < 0) return this.#taken(file, rest);
    if (!Number.isInteger(size)) throw new FileError('ValueError', 'a size is a whole number');
    if (file.binary) return this.#taken(file, rest.subarray(0, size));
    const { encoding } = file;
    // Characters have different widths: enough of them, cut where one ends.
    const enough = rest.subarray(0, wholeCharacters(encoding, rest, size * encoding.widest + LONGEST_CHARACTER));
    const all = decoded(file, enough);
    const text = all.slice(0, isHalf(all.charCodeAt(size - 1)) ? size + 1 : size);
    return this.#taken(file, rest.subarray(0, encoding.bytes(text).length));
  }

  #readLine(file: Opened): string {
    const rest = this.#rest(file);
    const { lineEnd, unit } = file.encoding;
    let end = rest.indexOf(file.binary ? '\n' : lineEnd);
    while (!file.binary && end !== -1 && end % unit !== 0) end = rest.indexOf(lineEnd, end + 1);
    return this.#taken(file, end === -1 ? rest : rest.subarray(0, end + (file.binary ? 1 : lineEnd.length)));
  }

  #rest(file: Opened): Buffer {
    if (!file.reads) throw new FileError('UnsupportedOperation', `${file.name} was opened for writing`);
    return this.#bytesOf(file).content.subarray(file.position);
  }

  #taken(file: Opened, bytes: Buffer): string {
    const read = file.binary ? bytes.toString('base64') : decoded(file, bytes);
    file.position += bytes.length;
    return read;
  }
}

/** In bytes. */
const LONGEST_CHARACTER = 4;

/** Whether a UTF-16 unit is the first of two that are one character. */
const isHalf = (unit: number): boolean => (unit & 0xfc00) === 0xd800;

function decoded({ encoding, name }: Opened, bytes: Buffer): string {
  try {
    return encoding.text(bytes);
  } catch (error) {
    const message = `${name}: ${(error as Error).message}; open it in another encoding, or in binary mode`;
    throw new FileError('ValueError', message);
  }
}

function encoded({ encoding, name }: Opened, text: string): Buffer {
  try {
    return encoding.bytes(text);
  } catch (error) {
    throw new FileError('ValueError', `${name}: ${(error as Error).message}`);
  }
}

/** At most so many bytes, and no part of a character at their end. */
function wholeCharacters({ unit, widest }: TextEncoding, bytes: Buffer, most: number): number {
  if (most >= bytes.length) return bytes.length;
  let end = most - (most % unit);
  if (widest === 3) while (end > 0 && ((bytes[end] as number) & 0xc0) === 0x80) end--;
  // Half of a character that has two units.
  if (unit === 2 && end >= 2 && isHalf(bytes.readUInt16LE(end - 2))) end -= 2;
  return end;
}

const safeName = (name: string): string => name.replace(/[/\\\0]/g, '_').slice(0, 240) || 'file';
