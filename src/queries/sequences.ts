import { components } from './components.js';
import type { Change } from './write-request.js';

type Cells = Readonly<Record<string, unknown>>;

const STEP = 10;
/** The most that the catalog accepts. */
const HIGHEST = 1_000_000;

/** Gives each new component without a sequence the next one among its siblings, in the order of the request. */
export function fillSequences(kind: Change['kind'], rows: readonly Cells[], changes: readonly Change[]): void {
  const { columns, siblings } = components[kind];
  if (!('sequence' in columns)) return;
  const highest = new Map<string, number>();
  const groupOf = (cells: Cells) => JSON.stringify(siblings.map((column) => cells[column] ?? null));
  const note = (group: string, sequence: number) => highest.set(group, Math.max(sequence, highest.get(group) ?? 0));

  const moved = new Map(changes.filter((change) => !change.isNew).map((change) => [change.id, change.values]));
  for (const row of rows) {
    const now = { ...row, ...moved.get(row.id as number) };
    note(groupOf(now), Number(now.sequence));
  }
  for (const { isNew, values } of changes) {
    if (!isNew) continue;
    const group = groupOf(values);
    values.sequence ??= Math.min((highest.get(group) ?? 0) + STEP, HIGHEST);
    note(group, Number(values.sequence));
  }
}
