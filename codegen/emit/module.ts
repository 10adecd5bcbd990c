import { BANNER } from './banner.js';
import type { Printer } from './printer.js';
import type { Import, Interface } from './printing.js';
import { docComment } from './type.js';

export interface Module {
  readonly imports?: readonly Import[];
  readonly interfaces?: readonly Interface[];
  /** Written out already; each begins a line of its own, with an empty line before it. */
  readonly statements?: readonly string[];
}

/**
 * Puts modules together. What has structure is handed to ts-morph; what is text already is not, because it would be parsed
 * for nothing.
 */
export class ModuleWriter {
  readonly #printer: Printer;
  /** Modules of a kind import the same, so most heads are printed once. */
  readonly #heads = new Map<string, Promise<string>>();

  constructor(printer: Printer) {
    this.#printer = printer;
  }

  async write({ imports = [], interfaces = [], statements = [] }: Module): Promise<string> {
    const head =
      interfaces.length === 0 ? await this.#head(imports) : await this.#printer.print({ imports, interfaces });
    const parts = [`// ${BANNER}`, head, ...statements.map((text) => `\n${text}`)];
    return `${parts.filter((part) => part !== '').join('\n')}\n`;
  }

  #head(imports: readonly Import[]): Promise<string> {
    const key = JSON.stringify(imports);
    const known = this.#heads.get(key);
    if (known) return known;
    const head = imports.length === 0 ? Promise.resolve('') : this.#printer.print({ imports, interfaces: [] });
    this.#heads.set(key, head);
    return head;
  }
}

export function exportedType(name: string, type: string, description?: string): string {
  return `${description ? docComment(description, '') : ''}export type ${name} = ${type};`;
}

export function exportedConst(name: string, initializer: string, type?: string): string {
  return `export const ${name}${type ? `: ${type}` : ''} = ${initializer};`;
}
