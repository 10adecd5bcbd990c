/** What stands in place of what is hidden (domain.md 3.6). */
export const MASK = 'XXXXXXXXXXXX';

/** A text shorter than this is hidden only where it stands alone: it may be a part of anything. */
const SHORTEST_WITHIN = 4;

interface Forms {
  readonly texts: Set<string>;
  /** Of the texts; the longest first. */
  readonly lengths: number[];
}

/**
 * Hides values wherever they turn up in what is kept of a run: masked ones are copied into requests, messages and outputs by the
 * integration, and so are the secrets that it was given.
 */
export class Redactor {
  readonly #exact = new Set<string>();
  /** The forms in which hidden texts may be a part of others, by how they begin. */
  readonly #within = new Map<string, Forms>();
  /** Whether a form begins with four characters of this sum: most places in a text need no closer look. */
  readonly #beginnings = new Uint8Array(SUMS);

  /** @param values texts, numbers and booleans; of the last there is nothing to hide elsewhere */
  hide(values: readonly unknown[]): void {
    for (const value of values) {
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      const text = String(value);
      if (text.trim() === '' || this.#exact.has(text)) continue;
      this.#exact.add(text);
      this.#exact.add(text.trim());
      for (const form of formsOf(text.trim())) this.#hideWithin(form);
    }
  }

  #hideWithin(form: string): void {
    if (form.length < SHORTEST_WITHIN) return;
    const beginning = form.slice(0, SHORTEST_WITHIN);
    const forms = this.#within.get(beginning) ?? { texts: new Set(), lengths: [] };
    forms.texts.add(form);
    if (!forms.lengths.includes(form.length)) forms.lengths.push(form.length);
    forms.lengths.sort((a, b) => b - a);
    this.#within.set(beginning, forms);
    this.#beginnings[sumAt(form, 0)] = 1;
  }

  /** All that is hidden, for another redactor. */
  get hidden(): readonly string[] {
    return [...this.#exact];
  }

  get hides(): boolean {
    return this.#exact.size > 0;
  }

  text(text: string): string {
    if (this.#exact.has(text)) return MASK;
    if (this.#within.size === 0) return text;
    let shown = '';
    let from = 0;
    for (let at = 0; at + SHORTEST_WITHIN <= text.length; at++) {
      if (this.#beginnings[sumAt(text, at)] === 0) continue;
      const forms = this.#within.get(text.slice(at, at + SHORTEST_WITHIN));
      const length = forms?.lengths.find((length) => forms.texts.has(text.slice(at, at + length)));
      if (length === undefined) continue;
      shown += text.slice(from, at) + MASK;
      from = at + length;
      at = from - 1;
    }
    return from === 0 ? text : shown + text.slice(from);
  }

  /** A JSON text, with what is hidden replaced in texts, numbers and names. */
  json(json: string): string {
    return this.hides ? JSON.stringify(this.value(JSON.parse(json))) : json;
  }

  value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value === 'number') return this.text(String(value)) === String(value) ? value : MASK;
    if (Array.isArray(value)) return value.map((item) => this.value(item));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [this.text(name), this.value(item)]));
  }
}

const SUMS = 0x10000;

/** A number for the four characters at a place. */
const sumAt = (text: string, at: number): number =>
  (text.charCodeAt(at) +
    31 * text.charCodeAt(at + 1) +
    961 * text.charCodeAt(at + 2) +
    29_791 * text.charCodeAt(at + 3)) %
  SUMS;

const XML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** What a text looks like in an address, a form, a body that is JSON or XML as text. */
function formsOf(text: string): ReadonlySet<string> {
  if (/^[\w.-]+$/.test(text)) return new Set([text]);
  return new Set([
    text,
    encoded(text),
    new URLSearchParams([['', text]]).toString().slice(1),
    JSON.stringify(text).slice(1, -1),
    text.replace(/[&<>]/g, (char) => XML[char] as string),
    text.replace(/[&<>"']/g, (char) => XML[char] as string),
  ]);
}

function encoded(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    // Half a character cannot be encoded, and so nobody has.
    return text;
  }
}

/** The texts and numbers in a JSON value. */
export function leavesOf(value: unknown): unknown[] {
  if (value === null || typeof value !== 'object') return [value];
  return Object.values(value).flatMap(leavesOf);
}
