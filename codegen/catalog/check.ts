import { fragmentName } from '../schema/joined.js';
import type { SchemaNode } from '../schema/schema.js';
import type { Catalog } from './catalog.js';
import { checkLimits } from './check-limits.js';
import { checkNames } from './check-names.js';
import { checkPrompt, checkResource } from './check-offers.js';
import { checkCircles, checkReferences, referencesIn } from './check-references.js';
import { type FoundDefault, SchemaChecker } from './check-schema.js';
import { ToolChecker } from './check-tool.js';
import { type Declared, declaredIn, entries } from './declared.js';
import { Problems } from './problem.js';
import { checkStructure } from './structure.js';

export interface Checked {
  readonly problems: Problems;
  /** What of the catalog is without problems; all of it, when there are none. */
  readonly sound: Catalog;
  readonly defaults: readonly FoundDefault[];
}

/** Checks everything of a catalog but whether its examples and defaults fit their schemas, which takes validators. */
export function checkCatalog(value: unknown): Checked {
  const problems = new Problems();
  checkStructure(value, problems);
  const catalog = (typeof value === 'object' && value !== null ? value : {}) as Catalog;
  const declared = declaredIn(catalog);
  const broken = new Broken(problems, declared);

  if (catalog.defaults?.limits && !broken.has('defaults', 'limits')) {
    checkLimits(catalog.defaults.limits, ['defaults', 'limits'], problems);
  }
  const structured = [...declared.fragments].filter(([name]) => !broken.has('schemas', name));
  const fragments = new Map(structured);
  for (const [name, node] of structured) checkReferences(node, ['schemas', name], declared, problems);
  checkCircles({ ...declared, fragments }, problems);

  const schemas = new SchemaChecker({ ...declared, fragments }, problems);
  const isSound = broken.fragmentsOf();
  for (const [name, node] of structured) if (isSound(node)) schemas.check(node, ['schemas', name], 'fragment');
  const tools = new ToolChecker(catalog, declared, schemas, problems, broken.fragmentsOf());
  for (const [name, tool] of entries(catalog.tools)) if (!broken.has('tools', name)) tools.check(name, tool);
  for (const [name, resource] of entries(catalog.resources)) {
    if (!broken.has('resources', name)) checkResource(name, resource, declared, problems);
  }
  for (const [name, prompt] of entries(catalog.prompts)) {
    if (!broken.has('prompts', name)) checkPrompt(name, prompt, declared, problems);
  }
  checkNames(catalog, problems);
  return { problems, sound: soundPart(catalog, problems, declared), defaults: schemas.defaults };
}

/** Which entries have problems so far. */
class Broken {
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

/** The catalog without the entries that have problems, and without those that use such fragments. */
function soundPart(catalog: Catalog, problems: Problems, declared: Declared): Catalog {
  if (problems.list.length === 0) return catalog;
  const broken = new Broken(problems, declared);
  const isSound = broken.fragmentsOf();
  const schemas = entries(catalog.schemas).filter(([name, node]) => !broken.has('schemas', name) && isSound(node));
  const tools = entries(catalog.tools).filter(([name, tool]) => {
    if (broken.has('tools', name)) return false;
    const operations = tool.actions ? Object.values(tool.actions) : [tool];
    return operations.every(({ input, output }) => (!input || isSound(input)) && (!output || isSound(output)));
  });
  const { limits: _, ...defaults } = catalog.defaults ?? {};
  return {
    ...catalog,
    levels: {},
    errors: {},
    defaults,
    schemas: Object.fromEntries(schemas),
    tools: Object.fromEntries(tools.map(([name, tool]) => [name, withoutLimits(tool)])),
    resources: {},
    prompts: {},
  };
}

/** Broken limits by default are no reason to leave a tool's examples unchecked. */
function withoutLimits<T extends object>(tool: T): T {
  return { ...tool, limits: {} };
}
