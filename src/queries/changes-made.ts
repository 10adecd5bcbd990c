import { isDeepStrictEqual } from 'node:util';
import type { ComponentRow } from './component-row.js';
import { type Kind, kinds } from './kind.js';
import type { Components } from './structure.js';
import type { Change } from './write-request.js';

/** What a request made of the components of one kind. */
export interface KindChanges<K extends Kind> {
  created: ComponentRow<K>[];
  /** The fields that differ, as they were and as they are; null for none. */
  updated: { id: number; old: Record<string, unknown>; new: Record<string, unknown> }[];
}

export type ChangesMade = { [K in Kind]?: KindChanges<K> };

type Row = ComponentRow<Kind> & Record<string, unknown>;

/** Compares the components before and after, in the order of the request. */
export function changesMade(changes: readonly Change[], before: Components, after: Components): ChangesMade {
  const made: Partial<Record<Kind, KindChanges<Kind>>> = {};
  for (const kind of kinds) {
    const ofKind = changes.filter((change) => change.kind === kind);
    if (ofKind.length === 0) continue;
    const [old, now] = [byId(before[kind]), byId(after[kind])];
    made[kind] = { created: [], updated: [] };
    for (const { id, isNew } of ofKind) {
      const row = now.get(id as number) as Row;
      if (isNew) made[kind].created.push(row);
      else made[kind].updated.push(...differences(old.get(id as number) as Row, row));
    }
  }
  return made as ChangesMade;
}

const byId = (rows: readonly ComponentRow<Kind>[] = []) => new Map(rows.map((row) => [row.id, row]));

function differences(old: Row, now: Row): KindChanges<Kind>['updated'] {
  const [was, is] = differing(old, now);
  return Object.keys(is).length === 0 ? [] : [{ id: now.id, old: was, new: is }];
}

type Cells = Readonly<Record<string, unknown>>;

function differing(old: Cells, now: Cells): [Record<string, unknown>, Record<string, unknown>] {
  const was: Record<string, unknown> = {};
  const is: Record<string, unknown> = {};
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (isDeepStrictEqual(old[name], now[name])) continue;
    if (name === 'config') [was[name], is[name]] = differing((old[name] ?? {}) as Cells, now[name] as Cells);
    else [was[name], is[name]] = [old[name] ?? null, now[name] ?? null];
  }
  return [was, is];
}
