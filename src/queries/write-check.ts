import { cellOf, cellProblem } from './cell.js';
import { type Column, initialOf } from './column.js';
import { checkComments } from './comments.js';
import type { ComponentRow, ConfigRow } from './component-row.js';
import { components, configColumns } from './components.js';
import type { Kind } from './kind.js';
import { Problems } from './problems.js';
import { retryProblem } from './retry-rule.js';
import type { Components } from './structure.js';
import { checkCounts } from './write-limits.js';
import type { Change } from './write-request.js';

/** What a request is checked against. */
export interface Present {
  /** The integration as it is called in messages. */
  readonly name: string;
  /** The comments of whoever writes. */
  readonly ownComments: ReadonlySet<number>;
  /** The rows of every kind that the request touches. */
  readonly rows: Components;
  /** The ids of those kinds that others refer to. */
  readonly ids: Readonly<Partial<Record<Kind, ReadonlySet<number>>>>;
  /** The name that the integration is to have, if another one has it. */
  readonly takenName: string | null;
}

export const NAME_TAKEN = 'this name is taken by another integration.';

type Cells = Record<string, unknown>;

/**
 * Checks every change of a request, and fills in the cells that each will store.
 * @throws QueryError that lists all problems
 */
export function checkChanges(changes: readonly Change[], present: Present): void {
  const problems = new Problems();
  const seen = new Set<string>();
  const rows = new Map<string, ComponentRow<Kind>>();
  for (const [kind, list] of Object.entries(present.rows)) for (const row of list) rows.set(`${kind} ${row.id}`, row);

  for (const change of changes) {
    const key = `${change.kind} ${change.id}`;
    const row = change.isNew ? undefined : rows.get(key);
    if (!change.isNew && !row) {
      problems.add(change.at, 'id', `there is no ${components[change.kind].title} ${change.id} in ${present.name}.`);
      continue;
    }
    if (!change.isNew && seen.has(key)) problems.add(change.at, 'id', `${change.id} is in this request twice.`);
    seen.add(key);
    checkCells(change, problems);
    checkReferences(change, present, problems);
    checkComments(change, row?.comments ?? [], present.ownComments, problems);
    if (change.kind === 'integration')
      checkIntegration(change, row as ComponentRow<'integration'> | undefined, present, problems);
  }
  checkParents(changes, present, problems);
  checkCounts(changes, present.rows, problems);
  if (problems.any) throw problems.error();
}

function checkCells(change: Change, problems: Problems): void {
  const { kind, item, at, isNew, parent } = change;
  for (const [name, column] of Object.entries<Column>(components[kind].columns)) {
    const given = item[name];
    if (given !== undefined) {
      const cell = cellOf(column, given);
      const problem = cellProblem(column, given, cell);
      if (problem) problems.add(at, name, problem);
      change.values[name] = cell;
    } else if (isNew && name !== parent?.column) {
      const initial = initialOf(column);
      if (initial !== undefined) change.values[name] = initial;
      else if (column.type !== 'sequence') {
        problems.add(at, name, `a new ${components[kind].title} needs it.`);
      }
    }
  }
}

function checkReferences({ kind, at, values, parent }: Change, { ids, name }: Present, problems: Problems): void {
  for (const [field, column] of Object.entries<Column>(components[kind].columns)) {
    if (column.type !== 'reference') continue;
    const id = values[field];
    if (parent?.column === field) {
      if (id !== undefined && id !== parent.change.id) {
        problems.add(
          at,
          field,
          `leave it out, or give the id of the ${components[column.to].title} that it stands in.`,
        );
      }
    } else if (typeof id === 'number' && !ids[column.to]?.has(id)) {
      problems.add(at, field, `there is no ${components[column.to].title} ${id} in ${name}.`);
    }
  }
}

function checkIntegration(
  change: Change,
  row: ComponentRow<'integration'> | undefined,
  present: Present,
  problems: Problems,
): void {
  if (present.takenName !== null) problems.add(change.at, 'path_name', NAME_TAKEN);
  const { path_name } = change.values as { path_name?: string | null };
  if (path_name && /^\d+$/.test(path_name)) {
    problems.add(change.at, 'path_name', 'must not be digits alone, because those are ids.');
  }
  if (path_name && /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(path_name)) {
    problems.add(change.at, 'path_name', 'must not hold characters that nobody sees.');
  }
  const config = change.item.config as Cells | undefined;
  if (!config) return;
  for (const [name, column] of Object.entries<Column>(configColumns)) {
    if (config[name] === undefined) continue;
    const problem = cellProblem(column, config[name], cellOf(column, config[name]));
    if (problem) problems.add(change.at, `config.${name}`, problem);
  }
  const retry = retryProblem({ ...initialConfig(), ...row?.config, ...(config as ConfigRow) });
  if (retry) problems.add(change.at, 'config.retry_delay_seconds', retry);
}

/** What the configuration of a new integration holds. */
export function initialConfig(): ConfigRow {
  const initial = Object.entries<Column>(configColumns).map(([name, column]) => [name, initialOf(column)]);
  return Object.fromEntries(initial) as ConfigRow;
}

/** Refuses a service request that would be a part of itself. */
function checkParents(changes: readonly Change[], { rows }: Present, problems: Problems): void {
  const parentOf = new Map<number, unknown>();
  for (const row of (rows.servicerequest ?? []) as ComponentRow<'servicerequest'>[]) {
    parentOf.set(row.id, row.parent_servicerequest_id);
  }
  const moved = changes.filter(({ kind, isNew, values }) => {
    return kind === 'servicerequest' && !isNew && values.parent_servicerequest_id !== undefined;
  });
  for (const { id, values } of moved) parentOf.set(id as number, values.parent_servicerequest_id);
  for (const { id, at } of moved) {
    const passed = new Set<unknown>();
    let ancestor = parentOf.get(id as number);
    while (typeof ancestor === 'number' && ancestor !== id && !passed.has(ancestor)) {
      passed.add(ancestor);
      ancestor = parentOf.get(ancestor);
    }
    if (ancestor === id) problems.add(at, 'parent_servicerequest_id', 'it would be a part of itself.');
  }
}
