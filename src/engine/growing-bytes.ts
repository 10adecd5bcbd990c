/** Bytes that can be written to again and again without being copied each time. */
export class GrowingBytes {
  #buffer: Buffer;
  #length: number;

  constructor(content: Buffer) {
    this.#buffer = content;
    this.#length = content.length;
  }

  get length(): number {
    return this.#length;
  }

  get content(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** What lies between the end and the place is 0. */
  write(bytes: Buffer, at: number): void {
    this.resize(Math.max(this.#length, at + bytes.length));
    bytes.copy(this.#buffer, at);
  }

  resize(length: number): void {
    if (length > this.#buffer.length) {
      const larger = Buffer.alloc(Math.max(length, 2 * this.#buffer.length));
      this.content.copy(larger);
      this.#buffer = larger;
    } else if (length < this.#length) this.#buffer.fill(0, length, this.#length);
    this.#length = length;
  }
}
