import { fragmentName } from '../schema/joined.js';
import type { SchemaNode } from '../schema/schema.js';
import { referencesIn } from './check-references.js';
import type { Declared } from './declared.js';
import type { Problems } from './problem.js';

/** Which entries have problems so far. */
export class Broken {
  readonly #problems: Problems;
  readonly #declared: Declared;
  #seen = 0;
  readonly #entries = new Set<string>();

  constructor(problems: Problems, declared: Declared) {
    this.#problems = problems;
    this.#declared = declared;
  }

  has(section: string, name: string): boolean {
    const { list } = this.#problems;
    for (; this.#seen < list.length; this.#seen++) {
      const { path } = list[this.#seen] as (typeof list)[number];
      this.#entries.add(path.length === 1 ? `${path[0]}` : `${path[0]}/${path[1]}`);
    }
    return this.#entries.has(section) || this.#entries.has(`${section}/${name}`);
  }

  /** Tells of a schema whether all fragments that it uses, also through others, have been without problems until now. */
  fragmentsOf(): (node: SchemaNode) => boolean {
    const known = new Map<string, boolean>();
    const fragmentIsSound = (name: string): boolean => {
      const before = known.get(name);
      if (before !== undefined) return before;
      // Until it is known otherwise, so that a circle has an end.
      known.set(name, false);
      const node = this.#declared.fragments.get(name);
      const sound = node !== undefined && !this.has('schemas', name) && isSound(node);
      known.set(name, sound);
      return sound;
    };
    const isSound = (node: SchemaNode): boolean =>
      referencesIn(node, []).every(([reference]) => {
        const name = fragmentName(reference);
        return name === undefined || fragmentIsSound(name);
      });
    return isSound;
  }
}
