/** A part of the catalog's text, and what is wrong with it. Lines and columns count from 1. */
export interface Span {
  readonly line: number;
  readonly column: number;
  /** How many characters of the line it covers; at least one. */
  readonly length: number;
  readonly lineText: string;
  readonly message: string;
}

/** Turns offsets of a text into lines and columns. */
export class Position {
  readonly #text: string;
  readonly #starts: number[] = [0];

  constructor(text: string) {
    this.#text = text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.#starts.push(at + 1);
  }

  span(from: number, to: number, message: string): Span {
    const start = Math.min(from, this.#text.length);
    const index = this.#starts.findLastIndex((lineStart) => lineStart <= start);
    const lineStart = this.#starts[index] as number;
    const lineEnd = this.#starts[index + 1] ?? this.#text.length + 1;
    const lineText = this.#text.slice(lineStart, lineEnd - 1).replace(/\r$/, '');
    const length = Math.max(1, Math.min(to, lineStart + lineText.length) - start);
    return { line: index + 1, column: start - lineStart + 1, length, lineText, message };
  }
}
