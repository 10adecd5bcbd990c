import { Broken } from './broken.js';
import type { ActionEntry, Catalog, ToolEntry } from './catalog.js';
import type { FoundDefault } from './check-schema.js';
import { type Declared, entries } from './declared.js';
import type { Path } from './path.js';
import type { Problems } from './problem.js';

/** What of a catalog can be looked into further; all of it, when there are no problems. */
export interface SoundPart {
  readonly sound: Catalog;
  readonly defaults: readonly FoundDefault[];
}

/** What says nothing about schemas and examples, so that those can be compared although it is wrong. */
const HARMLESS: readonly unknown[] = [
  'title',
  'description',
  'permission',
  'annotations',
  'limits',
  'too_large',
  'errors',
];

export function soundPart(
  catalog: Catalog,
  problems: Problems,
  declared: Declared,
  defaults: readonly FoundDefault[],
): SoundPart {
  if (problems.list.length === 0) return { sound: catalog, defaults };
  const broken = new Broken(problems, declared);
  const isSound = broken.fragmentsOf();
  const schemas = entries(catalog.schemas).filter(([name, node]) => !broken.has('schemas', name) && isSound(node));
  const tools = entries(catalog.tools).filter(([name, tool]) => {
    if (typeof tool !== 'object' || tool === null || hasHarm(name, problems)) return false;
    const operations = tool.actions ? Object.values(tool.actions) : [tool];
    return operations.every(({ input, output }) => (!input || isSound(input)) && (!output || isSound(output)));
  });
  return {
    sound: {
      name: '',
      title: '',
      levels: {},
      errors: {},
      schemas: Object.fromEntries(schemas),
      tools: Object.fromEntries(tools.map(([name, tool]) => [name, bareTool(tool)])),
    },
    defaults: defaults.filter(
      ({ path, node }) => isSound(node) && !problems.list.some((each) => isBelow(each.path, path)),
    ),
  };
}

/** Whether a tool has problems in its schemas, its examples or its whole. */
function hasHarm(name: string, problems: Problems): boolean {
  return problems.list.some(({ path: [section, tool, key, , actionKey] }) => {
    if (section !== 'tools' || tool !== name) return false;
    if (key === undefined) return false;
    return !HARMLESS.includes(key) && !(key === 'actions' && (actionKey === undefined || HARMLESS.includes(actionKey)));
  });
}

/** Whether a problem is inside of the schema that a default belongs to. */
function isBelow(path: Path, defaultPath: Path): boolean {
  const schema = defaultPath.slice(0, -1);
  return schema.every((step, index) => path[index] === step);
}

/** A tool with its schemas and examples alone. */
function bareTool({ input, output, examples, actions, chosen_by }: ToolEntry): ToolEntry {
  const schemas = {
    ...(input && { input }),
    ...(output && { output }),
    ...(examples && { examples }),
    ...(chosen_by !== undefined && { chosen_by }),
  };
  if (!actions) return { title: '', description: '', permission: '', ...schemas };
  const bare = Object.entries(actions).map(([name, action]): [string, ActionEntry] => {
    const { title: _, ...entry } = bareTool(action as ToolEntry);
    return [name, entry as ActionEntry];
  });
  return { ...schemas, title: '', description: '', permission: '', actions: Object.fromEntries(bare) };
}
