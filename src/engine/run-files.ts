import type { InputFile } from './runner.js';

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
  readonly encoding: BufferEncoding;
  readonly reads: boolean;
  readonly writes: boolean;
  readonly appends: boolean;
  readonly binary: boolean;
  position: number;
  closed: boolean;
}

const ENCODINGS: Readonly<Record<string, BufferEncoding>> = {
  'utf-8': 'utf8',
  utf8: 'utf8',
  ascii: 'ascii',
  'latin-1': 'latin1',
  latin1: 'latin1',
  'iso-8859-1': 'latin1',
  'utf-16le': 'utf16le',
};

/** The files of one run. They live as long as it, and are stored with its history. */
export class RunFiles {
  readonly #contents = new Map<string, Buffer>();
  readonly #numbers = new Map<string, number>();
  readonly #opened: Opened[] = [];

  /** @param limit the bytes of all files together */
  constructor(private readonly limit: number) {}

  add({ name, content }: InputFile): string {
    let free = safeName(name);
    for (let i = 2; this.#contents.has(free); i++) free = `${i}-${safeName(name)}`;
    this.#put(free, Buffer.from(content));
    return free;
  }

  get all(): readonly InputFile[] {
    return [...this.#contents].map(([name, content]) => ({ name, content }));
  }

  /** What `fileno()` gives: counted from 1 within the run. */
  number(name: string): number {
    return this.#numbers.get(name) ?? 0;
  }

  content(name: string): Buffer | null {
    return this.#contents.get(name) ?? null;
  }

  /** Does what a handle in a formula asks for. @throws FileError */
  operate(operation: string, given: readonly unknown[]): unknown {
    if (operation === 'list') return [...this.#contents.keys()];
    if (operation === 'open') return { id: this.#open(...(given as [string, string, string | null])) };
    const [id, ...rest] = given;
    const file = this.#opened[id as number];
    if (!file) throw new FileError('ValueError', 'there is no such file handle');
    if (operation === 'closed') return file.closed;
    if (operation === 'fileno') return this.#numbers.get(file.name);
    if (operation === 'close') {
      file.closed = true;
      return null;
    }
    if (file.closed) throw new FileError('UnsupportedOperation', `${file.name} is closed`);
    const act = this.#actions[operation];
    if (!act) throw new FileError('UnsupportedOperation', `a file cannot ${operation}`);
    return act(file, rest);
  }

  #open(name: string, mode: string, encoding: string | null): number {
    if (name === '' || name.length > 255 || /[/\\\0]/.test(name)) {
      throw new FileError('ValueError', `"${name}" is no file name: it must not be empty and has no slashes`);
    }
    if (!/^(?=.*[rwxa])[rwxabt+]{1,3}$/.test(mode)) throw new FileError('ValueError', `"${mode}" is no mode of a file`);
    const known = ENCODINGS[(encoding ?? 'utf-8').toLowerCase()];
    if (!known) throw new FileError('ValueError', `the encoding ${encoding} is not known`);
    const exists = this.#contents.has(name);
    if (mode.includes('r') && !exists) throw new FileError('FileNotFoundError', `this run has no file "${name}"`);
    if (mode.includes('x') && exists) throw new FileError('FileExistsError', `this run has a file "${name}" already`);
    if (mode.includes('w') || !exists) this.#put(name, Buffer.alloc(0));
    const opened: Opened = {
      name,
      mode,
      encoding: known,
      reads: /[r+]/.test(mode),
      writes: /[wxa+]/.test(mode),
      appends: mode.includes('a'),
      binary: mode.includes('b'),
      position: 0,
      closed: false,
    };
    return this.#opened.push(opened) - 1;
  }

  #put(name: string, content: Buffer): void {
    const others = [...this.#contents].reduce((sum, [other, { length }]) => sum + (other === name ? 0 : length), 0);
    if (others + content.length > this.limit) {
      throw new FileError('ValueError', `the files of a run may have ${this.limit} bytes together`);
    }
    this.#contents.set(name, content);
    if (!this.#numbers.has(name)) this.#numbers.set(name, this.#numbers.size + 1);
  }

  readonly #actions: Readonly<Record<string, (file: Opened, given: readonly unknown[]) => unknown>> = {
    flush: () => null,
    readable: (file) => file.reads,
    writable: (file) => file.writes,
    tell: (file) => file.position,
    read: (file, [size]) => this.#read(file, (rest) => rest.slice(0, Number(size) < 0 ? undefined : Number(size))),
    readline: (file) => this.#read(file, (rest) => rest.slice(0, rest.indexOf('\n') + 1 || undefined)),
    seek: (file, [offset, whence]) => {
      const { length } = this.#contents.get(file.name) as Buffer;
      const from = whence === 1 ? file.position : whence === 2 ? length : 0;
      const position = from + Number(offset);
      if (!Number.isInteger(position) || position < 0) throw new FileError('ValueError', 'there is no such place');
      file.position = position;
      return position;
    },
    truncate: (file, [size]) => {
      this.#mayWrite(file);
      const content = this.#contents.get(file.name) as Buffer;
      const length = Number(size ?? file.position);
      if (!Number.isInteger(length) || length < 0 || length > this.limit) {
        throw new FileError('ValueError', 'a file cannot have that size');
      }
      const cut = Buffer.alloc(length);
      content.copy(cut, 0, 0, Math.min(length, content.length));
      this.#put(file.name, cut);
      return length;
    },
    write: (file, [data]) => {
      this.#mayWrite(file);
      const bytes = Buffer.from(data as string, file.binary ? 'base64' : file.encoding);
      const content = this.#contents.get(file.name) as Buffer;
      if (file.appends) file.position = content.length;
      const end = file.position + bytes.length;
      if (file.position === content.length) this.#put(file.name, Buffer.concat([content, bytes]));
      else {
        const changed = Buffer.alloc(Math.max(content.length, end));
        content.copy(changed);
        bytes.copy(changed, file.position);
        this.#put(file.name, changed);
      }
      file.position = end;
      return file.binary ? bytes.length : (data as string).length;
    },
  };

  #mayWrite(file: Opened): void {
    if (!file.writes) throw new FileError('UnsupportedOperation', `${file.name} was opened for reading`);
  }

  #read(file: Opened, part: (rest: string) => string): string {
    if (!file.reads) throw new FileError('UnsupportedOperation', `${file.name} was opened for writing`);
    const content = this.#contents.get(file.name) as Buffer;
    // Each byte is one character there, so that lines and sizes are counted in what the file is made of.
    const encoding = file.binary ? 'latin1' : file.encoding;
    const read = part(content.subarray(file.position).toString(encoding));
    const bytes = Buffer.from(read, encoding);
    file.position += bytes.length;
    return file.binary ? bytes.toString('base64') : read;
  }
}

const safeName = (name: string): string => name.replace(/[/\\\0]/g, '_').slice(0, 240) || 'file';
