import type { ToolEntry } from './catalog.js';
import type { Path } from './path.js';

/** A tool as far as its structure is sound, and the paths of the keys that were left out for it. */
export interface SoundKeys {
  readonly tool: ToolEntry;
  readonly left: ReadonlySet<string>;
}

/**
 * Leaves out of a tool, and of its actions, what the structure check found wrong, so that one mistake hides no other. Null when
 * there is nothing left to look into.
 */
export function soundKeys(name: string, entry: ToolEntry, wrong: readonly Path[]): SoundKeys | null {
  if (!isObject(entry)) return null;
  const below = wrong.filter((path) => path[0] === 'tools' && path[1] === name);
  const left = new Set<string>();
  const without = (value: object, at: Path): object => {
    const kept = Object.entries(value).filter(([key]) => {
      const isWrong = below.some(
        (path) => path.length > at.length && [...at, key].every((step, i) => path[i] === step),
      );
      if (isWrong) left.add([...at, key].join('/'));
      return !isWrong;
    });
    return Object.fromEntries(kept);
  };

  const { actions, ...plain } = entry;
  const tool = without(plain, ['tools', name]) as ToolEntry;
  if (actions === undefined) return { tool, left };
  if (!isObject(actions)) return null;
  const sound = Object.entries(actions)
    .filter(([, action]) => isObject(action))
    .map(([action, value]) => [action, without(value, ['tools', name, 'actions', action])]);
  return { tool: { ...tool, actions: Object.fromEntries(sound) }, left };
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
