import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
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
      // Only an alias of an anchor (&name) can make a document infinite.
      return this.text.includes('&') && holdsItself(value, new Set()) ? undefined : { value };
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
      return document.errors.map(({ pos: [start, end], message }) => position.span(start, end, firstLine(message)));
    }
    return [this.#failure(position)];
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
  #failure(position: Position): Span {
    try {
      load(this.text, { schema: CORE_SCHEMA });
    } catch (error) {
      if (!(error instanceof YAMLException)) throw error;
      const start = error.mark?.position ?? 0;
      return position.span(start, start + 1, error.reason);
    }
    return position.span(0, 1, 'an alias (*name) stands inside of what it stands for');
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] as string;
}

function holdsItself(value: unknown, above: Set<unknown>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (above.has(value)) return true;
  above.add(value);
  const found = Object.values(value).some((member) => holdsItself(member, above));
  above.delete(value);
  return found;
}
