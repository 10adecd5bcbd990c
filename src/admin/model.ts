import type { Right } from '../queries/permissions.js';
import type { UserPermission } from '../queries/user-permissions.js';
import type { Desk } from './desk.js';
import type { Field, Row, Values } from './field.js';

export type Action = 'view' | 'add' | 'change' | 'delete';

/**
 * What a caller needs for something. Superusers hold everything but `nobody`; everybody who comes here is staff at least.
 *
 * - `staff`: nothing more. - `superuser`: to be one. - `nobody`: it is not done here at all; `Model.instead` says what is.
 * - `{ permission }`: a special right, of the caller or of a group of the caller's.
 * - `{ right, on }`: a right on the integration whose id stands in that column (`id` for integrations themselves). To view, it
 *   decides which rows there are for the caller. To add or change, it is asked for the row as it was and as it is to be.
 * - `{ own }`: the row is the caller's own: the caller's id stands in that column. Works like `right`.
 * - `{ seen }`: the caller may view the instance that this reference field names: rows are visible where theirs is.
 */
export type Need =
  | 'staff'
  | 'superuser'
  | 'nobody'
  | { readonly permission: UserPermission }
  | { readonly right: Right; readonly on: string }
  | { readonly own: string }
  | { readonly seen: string };

/** One need, or several that all have to be met. */
export type Needs = Need | readonly Need[];

/** What a function that writes answers beside the instance itself. */
export interface Written {
  /** What is not stored readably and cannot be shown again, by a name for it: `{ token: 'igw_…' }`. */
  readonly shownOnce?: Values;
  /** Fields that have changed though they look the same, because what has changed in them is masked. */
  readonly changed?: readonly string[];
}

export interface Created extends Written {
  readonly id: number;
}

/**
 * What can be seen and changed of one table: one declaration, from which come the tool's answers, the checks and the pages.
 *
 * Before any of the functions is called, all this is done: the caller holds what `needs` says, for this row; the values are of
 * their fields' types, within their limits and storable; required ones are there and defaults filled in; references are to
 * instances that exist and that the caller may see; masks that were given back are taken out. After it, the instance is read
 * again, the row of the admin log is written, and whoever must hear that tools may differ is told.
 *
 * The functions run inside one transaction, of `desk.queries`; they must use no other queries. They refuse with
 * `desk.refuse('invalid_value', 'why', 'field')`, or by the errors that queries and engine throw anyway (`QueryError`,
 * `AdapterConfigError`, a unique or foreign key violation).
 */
export interface Model {
  /** `gateway.IntegrationConfig` */
  readonly name: string;
  /** One of them, and several, as a page says it: `integration settings`. In small letters. */
  readonly title: string;
  readonly plural: string;
  /** What it is for, and what is special when one changes it. */
  readonly description: string;
  readonly table: string;
  /** The rows of the table that are instances, where not all are: what has to stand in which column. */
  readonly only?: Readonly<Record<string, 'null' | 'not null' | { readonly is: string }>>;
  /** How an instance is called, in lists and in the admin log: from its row. Without it `title 7`. */
  readonly called?: (row: Row) => string;
  /** In the order in which they are shown, `id` before them all. */
  readonly fields: Readonly<Record<string, Field>>;
  /** A function that the model lacks makes its action one for `nobody`, whatever stands here. */
  readonly needs: Readonly<Record<Action, Needs>>;
  /**
   * What an application that acts for the caller must have been allowed besides `administer`, by the names of the catalog's scopes:
   * to see instances, and to add, change and delete them.
   */
  readonly scopes?: { readonly view?: string; readonly write?: string };
  /** What to do instead of an action that nobody may: `{ delete: 'Deactivate the user instead: set active to false.' }` */
  readonly instead?: Partial<Readonly<Record<Action, string>>>;
  /** The order when none is asked for; `['id']` by default. A minus turns a field around. */
  readonly order?: readonly string[];
  /** Fields that are unique, together; what is said when they are taken names them. */
  readonly unique?: readonly string[];
  /** Limits the rows beside what `needs.view` does: to members of the caller's organization (domain.md 2.3), by the row's user. */
  readonly ofOrganization?: { readonly user: string };
  /** Whether changes may change which tools somebody sees; then clients are told. */
  readonly changesTools?: true;
  /**
   * Slow work that needs no database, before the transaction: a password is hashed here. Answers with the values that the
   * functions are given in their stead. `current` is null for a new instance.
   */
  prepare?(values: Values, current: Row | null): Promise<Values>;
  /** Makes an instance of values that fit. */
  create?(values: Values, desk: Desk): Promise<Created>;
  /** Changes the fields that are given, and that differ. */
  change?(current: Row, values: Values, desk: Desk): Promise<Written | undefined>;
  /** Deletes it, and says what went with it, if anything: `2 bindings`. */
  delete?(current: Row, desk: Desk): Promise<string | null>;
}

/** Gives a declaration its type and its name to errors. */
export const model = <const M extends Model>(declared: M): Model & M => declared;
