import { QueryError } from './query-error.js';

/** A segment of a path that stands for a value. */
const PARAMETER = /^\{([A-Za-z_]\w*)\}$/;
const LONGEST = 500;

/**
 * The path of a web service endpoint (domain.md 3.10): segments between slashes, each a text or a `{parameter}`, without a slash
 * in front.
 */
export class EndpointPath {
  readonly #segments: readonly string[];

  /** @throws QueryError when it could never be an address */
  constructor(readonly path: string) {
    const refuse = (why: string) => new QueryError('invalid_arguments', `path "${path}": ${why}`);
    if (path.length === 0 || path.length > LONGEST) throw refuse(`it must have 1 to ${LONGEST} characters.`);
    if (path.startsWith('/')) throw refuse('it has no slash in front.');
    // Characters that never arrive within a path as they are, or that no database keeps.
    if (/[\p{Cc}\p{Cs}?#]/u.test(path)) throw refuse('it may hold no ?, no # and no control characters.');
    this.#segments = path.split('/');
    const names = this.#segments.flatMap((segment) => PARAMETER.exec(segment)?.[1] ?? []);
    if (this.#segments.some((segment) => segment === '' || segment === '.' || segment === '..'))
      throw refuse('each segment between slashes must have a text other than . and ..');
    if (this.#segments.some((segment) => /[{}]/.test(segment) && !PARAMETER.test(segment)))
      throw refuse('a parameter is a whole segment, {id} for example.');
    if (new Set(names).size < names.length) throw refuse('two of its parameters have the same name.');
  }

  /** The path with its parameters' names left out: what two endpoints of one method may not share. */
  get shape(): string {
    return this.#segments.map((segment) => (PARAMETER.test(segment) ? '{}' : segment)).join('/');
  }

  /** Orders paths that take the same address: at the first segment where they differ, a text goes before a parameter. */
  get rank(): string {
    return this.#segments.map((segment) => (PARAMETER.test(segment) ? '1' : '0')).join('');
  }

  /** The values of the parameters, when an address of these segments (decoded) is one of this path; or else null. */
  match(segments: readonly string[]): Record<string, string> | null {
    if (segments.length !== this.#segments.length) return null;
    const values: [string, string][] = [];
    for (const [at, segment] of this.#segments.entries()) {
      const given = segments[at] as string;
      const name = PARAMETER.exec(segment)?.[1];
      if (name === undefined ? segment !== given : given === '') return null;
      if (name !== undefined) values.push([name, given]);
    }
    return Object.fromEntries(values);
  }
}
