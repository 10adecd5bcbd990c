import { WebError } from './web-error.js';

export interface FormFile {
  /** As the browser calls it. */
  readonly name: string;
  readonly content: Buffer;
}

/** The fields of a form. Nothing that they hold is trusted: each is read as what it must be. */
export class Form {
  constructor(
    private readonly fields: URLSearchParams,
    private readonly files: ReadonlyMap<string, FormFile> = new Map(),
  ) {}

  /** Null when none was chosen. */
  file(name: string): FormFile | null {
    return this.files.get(name) ?? null;
  }

  /** Without white space around it; the empty text when it is missing. */
  text(name: string): string {
    return (this.fields.get(name) ?? '').trim();
  }

  /** As it was typed, for passwords and payloads. */
  exact(name: string): string {
    return this.fields.get(name) ?? '';
  }

  /** Null when it was left empty. */
  optional(name: string): string | null {
    return this.text(name) || null;
  }

  checked(name: string): boolean {
    return this.fields.has(name);
  }

  /** All values of that name. */
  all(name: string): string[] {
    return this.fields.getAll(name);
  }

  /** Every name that was sent, once each. */
  names(): string[] {
    return [...new Set(this.fields.keys())];
  }

  /** @throws WebError when it is no id, which no form of ours sends */
  id(name: string): number {
    const text = this.text(name);
    if (/^[1-9]\d{0,9}$/.test(text) && Number(text) < 2 ** 31) return Number(text);
    throw new WebError(400, 'That form is not complete', `The field ${name} must hold a number.`);
  }
}
