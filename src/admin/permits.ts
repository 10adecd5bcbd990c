import type { Restriction, Rows } from '../queries/admin-rows.js';
import type { Right } from '../queries/permissions.js';
import type { Caller } from './caller.js';
import type { Row } from './field.js';
import { columnOf } from './fields.js';
import type { Action, Model, Need, Needs } from './model.js';

const FUNCTIONS = { add: 'create', change: 'change', delete: 'delete' } as const;

/** What a row's own permissions are looked up in. */
export interface RowRights {
  /** Whether the caller holds a right on an integration. */
  holds(right: Right, integrationId: number): Promise<boolean>;
  /** Whether an instance of a model is among those rows. */
  isAmong(rows: Rows, id: number): Promise<boolean>;
}

/**
 * Who may do what with which model: the one place that decides it, from what the models declare. The tool's own level,
 * `administer`, is checked before anything comes here.
 */
export class Permits {
  constructor(
    private readonly named: (model: string) => Model,
    /** What the application that asks was allowed; null where none asks. */
    private readonly scopes: ReadonlySet<string> | null = null,
  ) {}

  /** The scope that the application that asks lacks for it; null when it lacks none. */
  missingScope(model: Model, action: Action): string | null {
    const needed = model.scopes?.[action === 'view' ? 'view' : 'write'];
    return needed === undefined || this.scopes === null || this.scopes.has(needed) ? null : needed;
  }

  /** Whether the caller may do it with any instance there might be. */
  ever(caller: Caller, model: Model, action: Action): boolean {
    if (this.missingScope(model, action) !== null) return false;
    return needsOf(model, action).every((need) => {
      if (need === 'nobody' || !caller.staff) return false;
      if (caller.superuser || need === 'staff') return true;
      if (need === 'superuser') return false;
      if ('permission' in need) return caller.permissions.has(need.permission);
      if ('seen' in need) return this.ever(caller, this.#target(model, need.seen), 'view');
      return 'own' in need || caller.rights.has(need.right);
    });
  }

  /** Whether the caller may do it with this very row. */
  async with(caller: Caller, model: Model, action: Action, row: Row, rights: RowRights): Promise<boolean> {
    if (!this.ever(caller, model, action)) return false;
    if (caller.superuser) return true;
    for (const need of needsOf(model, action)) if (!(await this.#isMet(need, caller, model, row, rights))) return false;
    return true;
  }

  /** The rows of a model that the caller may see: none at all where `ever` says no. */
  visible(caller: Caller, model: Model): Rows {
    const { table, ofOrganization } = model;
    if (!this.ever(caller, model, 'view')) return { table, visible: ['nothing'] };
    const visible = onlyOf(model);
    if (caller.superuser) return { table, visible };
    const userId = caller.id;
    for (const need of needsOf(model, 'view')) {
      if (typeof need === 'string' || 'permission' in need) continue;
      if ('own' in need) visible.push({ own: need.own, userId });
      else if ('right' in need) visible.push({ right: need.right, on: need.on, userId });
      else
        visible.push({ refers: columnOf(model, need.seen), to: this.visible(caller, this.#target(model, need.seen)) });
    }
    if (ofOrganization) visible.push({ ofOrganization: ofOrganization.user, userId });
    return { table, visible };
  }

  async #isMet(need: Need, caller: Caller, model: Model, row: Row, rights: RowRights): Promise<boolean> {
    if (typeof need === 'string' || 'permission' in need) return true;
    if ('own' in need) return row[need.own] === caller.id;
    const id = row['right' in need ? need.on : columnOf(model, need.seen)];
    if (typeof id !== 'number') return false;
    if ('right' in need) return rights.holds(need.right, id);
    return rights.isAmong(this.visible(caller, this.#target(model, need.seen)), id);
  }

  #target(model: Model, reference: string): Model {
    const field = model.fields[reference];
    if (field?.type !== 'reference') throw new Error(`${model.name} has no reference ${reference}`);
    return this.named(field.to);
  }
}

const needsOf = (model: Model, action: Action): readonly Need[] => {
  if (action !== 'view' && model[FUNCTIONS[action]] === undefined) return ['nobody'];
  const needs: Needs = model.needs[action];
  return Array.isArray(needs) ? (needs as readonly Need[]) : [needs as Need];
};

/** All instances of a model, whoever may see them. */
export const allOf = (model: Model): Rows => ({ table: model.table, visible: onlyOf(model) });

const onlyOf = ({ only = {} }: Model): Restriction[] => Object.entries(only).map(([only, is]) => ({ only, is }));

/** What it takes, in words. */
export function neededFor(model: Model, action: Action): string {
  const doing = { view: 'see', add: 'add', change: 'change', delete: 'delete' }[action];
  const needs = needsOf(model, action);
  if (needs.includes('nobody')) {
    return `Nobody may ${doing} ${model.plural} here. ${model.instead?.[action] ?? ''}`.trim();
  }
  const words = needs.map((need) => {
    if (need === 'superuser') return 'to be a superuser';
    if (typeof need === 'string') return 'to be staff';
    if ('permission' in need) return `the permission "${need.permission}"`;
    if ('seen' in need) return `to see what ${need.seen} refers to`;
    return 'own' in need ? 'it to be your own' : `the right "${need.right}" on the integration`;
  });
  return `To ${doing} ${model.plural} you need ${words.join(' and ')}.`;
}
