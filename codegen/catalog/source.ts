import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Path } from './path.js';
import { Position, type Span } from './position.js';
import type { Problem } from './problem.js';

/**
 * A catalog's text, and what it says. js-yaml reads it, because it is six times faster; `yaml` knows where each value stands,
 * and is asked only when there is a problem to point to.
 */
export class Source {
  readonly file: string;
  readonly text: string;

  constructor(file: string, text: string) {
    this.file = file;
    this.text = text;
  }

  /** The document's value, or undefined when there is none: then `syntaxErrors` says why. */
  value(): { value: unknown } | undefined {
    try {
      const value = load(this.text, { schema: CORE_SCHEMA });
      return this.#endlessAlias(value) ? undefined : { value };
    } catch (error) {
      if (error instanceof YAMLException) return undefined;
      throw error;
    }
  }

  async syntaxErrors(): Promise<Span[]> {
    const { parseDocument } = await import('yaml');
    const position = new Position(this.text);
    const document = parseDocument(this.text, { prettyErrors: false, version: '1.2' });
    if (document.errors.length > 0) {
      return document.errors.map((error) => {
        const [start, end] = error.pos;
        const key = error.code === 'DUPLICATE_KEY' ? (/^[^\s:,{}[\]]*/.exec(this.text.slice(start))?.[0] ?? '') : '';
        return position.span(start, Math.max(end, start + key.length), WORDS[error.code] ?? firstLine(error.message));
      });
    }
    return this.#failure(position);
  }

  /** Where problems stand, in the order of the file. */
  async locate(problems: readonly Problem[]): Promise<Span[]> {
    const { LineCounter, parseDocument } = await import('yaml');
    const { NodeFinder } = await import('./node-finder.js');
    const finder = new NodeFinder(parseDocument(this.text, { lineCounter: new LineCounter() }));
    const position = new Position(this.text);
    const spans = problems.map((problem) => position.span(...finder.range(problem.path, problem.at), problem.message));
    return spans.sort((a, b) => a.line - b.line || a.column - b.column);
  }

  /** What js-yaml says against a text that `yaml` finds nothing wrong with. */
  async #failure(position: Position): Promise<Span[]> {
    try {
      const path = this.#endlessAlias(load(this.text, { schema: CORE_SCHEMA })) ?? [];
      return this.locate([{ path, at: 'value', message: 'an alias (*name) stands inside of what it stands for' }]);
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const start = error.mark?.position ?? 0;
      return [position.span(start, start + 1, error.reason)];
    }
  }

  /** Only an alias of an anchor (&name) can make a document infinite. */
  #endlessAlias(value: unknown): Path | undefined {
    return this.text.includes('&') ? pathToItself(value, new Set()) : undefined;
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] as string;
}

/** The way to a value that is also around it. */
function pathToItself(value: unknown, above: Set<unknown>): Path | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (above.has(value)) return [];
  above.add(value);
  for (const [key, member] of Object.entries(value)) {
    const path = pathToItself(member, above);
    if (path) return [Array.isArray(value) ? Number(key) : key, ...path];
  }
  above.delete(value);
  return undefined;
}

/** What to say in place of the parser's words, which are for those who use it. */
const WORDS: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'the same key stands here twice',
  MULTIPLE_DOCS: 'a catalog is one document',
};
