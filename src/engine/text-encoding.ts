/** How a file's text is stored; Python's names for the ones that there are (domain.md 4.11). */
export interface TextEncoding {
  /** @throws RangeError when it has none for a character */
  bytes(text: string): Buffer;
  /** @throws RangeError when the bytes are no text */
  text(bytes: Buffer): string;
  /** The bytes of a line's end. */
  readonly lineEnd: Buffer;
  /** The most bytes that a UTF-16 unit takes. */
  readonly widest: number;
  /** How many bytes a unit has, at least. */
  readonly unit: number;
}

/** @param highest the highest character that there is */
const singleByte = (name: string, highest: number): TextEncoding => ({
  bytes(text) {
    for (const char of text) {
      if ((char.codePointAt(0) as number) > highest) throw new RangeError(`${name} has no character "${char}"`);
    }
    return Buffer.from(text, 'latin1');
  },
  text(bytes) {
    if (bytes.some((byte) => byte > highest)) throw new RangeError(`the file is not ${name}`);
    return bytes.toString('latin1');
  },
  lineEnd: Buffer.from('\n'),
  widest: 1,
  unit: 1,
});

const unicode = (name: 'utf-8' | 'utf-16le', encoding: BufferEncoding, unit: number, widest: number): TextEncoding => {
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  return {
    bytes: (text) => Buffer.from(text, encoding),
    text(bytes) {
      try {
        return decoder.decode(bytes);
      } catch {
        throw new RangeError(`the file is not ${name}`);
      }
    },
    lineEnd: Buffer.from('\n', encoding),
    widest,
    unit,
  };
};

const utf8 = unicode('utf-8', 'utf8', 1, 3);
const latin1 = singleByte('latin-1', 0xff);

export const textEncodings: ReadonlyMap<string, TextEncoding> = new Map([
  ['utf-8', utf8],
  ['utf8', utf8],
  ['ascii', singleByte('ascii', 0x7f)],
  ['latin-1', latin1],
  ['latin1', latin1],
  ['iso-8859-1', latin1],
  ['utf-16le', unicode('utf-16le', 'utf16le', 2, 2)],
]);
