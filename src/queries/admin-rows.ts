import type { Knex } from 'knex';
import { bytewise, type TextTest, textMatch } from '../database/text-match.js';
import type { Right } from './permissions.js';

/*
 * Plain descriptions of which rows of a table are meant, and the conditions that are made of them. Names of tables and columns
 * come from declarations, never from a caller; values are bound.
 */

/** A table, and which of its rows somebody may see: those for which all of these hold. */
export interface Rows {
  readonly table: string;
  readonly visible: readonly Restriction[];
}

export type Restriction =
  /** There is nothing to see. */
  | 'nothing'
  /** The user's id stands in the column. */
  | { readonly own: string; readonly userId: number }
  /** The id of an integration stands in the column, on which the user holds the right, directly or through a group. */
  | { readonly right: Right; readonly on: string; readonly userId: number }
  /** The id of a user stands in the column, who is of the same organization; no restriction for whoever is of none. */
  | { readonly ofOrganization: string; readonly userId: number }
  /** The column refers to one of these other rows. */
  | { readonly refers: string; readonly to: Rows }
  /** Something, nothing, or this very text stands in the column. */
  | { readonly only: string; readonly is: 'null' | 'not null' | { readonly is: string } };

export type Scalar = string | number | boolean;

export type Condition =
  | { readonly column: string; readonly test: 'exact'; readonly value: Scalar }
  | { readonly column: string; readonly test: 'in'; readonly values: readonly Scalar[] }
  | { readonly column: string; readonly test: Comparison; readonly value: Scalar; readonly text: boolean }
  | { readonly column: string; readonly test: 'isnull'; readonly value: boolean }
  | { readonly column: string; readonly test: TextTest; readonly value: string }
  /** The column refers to one of these other rows, for which the condition holds. */
  | { readonly column: string; readonly test: 'refers'; readonly to: Rows; readonly condition: Condition }
  /** A table of pairs has this row together with one of those others that may be seen. */
  | { readonly test: 'paired'; readonly pairs: Pairs; readonly to: Rows; readonly ids: readonly number[] };

export interface Pairs {
  readonly table: string;
  /** The columns of the ids: of this row, and of the other one. */
  readonly own: string;
  readonly other: string;
}

export type Comparison = 'gt' | 'gte' | 'lt' | 'lte';

const SIGNS: Readonly<Record<Comparison, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' };

/** The name of the table within a query. */
export const ROW = 'row';
/** That of the table that it refers to. Within another of the name it hides that one, which is not asked for there. */
const OTHER = 'other';

/** A query of the rows that may be seen. */
export function visibleRows(db: Knex, { table, visible }: Rows, as = ROW): Knex.QueryBuilder {
  const query = db.from(`${table} as ${as}`);
  for (const restriction of visible) restrict(db, query, restriction, as);
  return query;
}

function restrict(db: Knex, query: Knex.QueryBuilder, restriction: Restriction, as: string): void {
  if (restriction === 'nothing') query.whereRaw('1 = 0');
  else if ('own' in restriction) query.where(`${as}.${restriction.own}`, restriction.userId);
  else if ('only' in restriction) {
    const column = `${as}.${restriction.only}`;
    if (restriction.is === 'null') query.whereNull(column);
    else if (restriction.is === 'not null') query.whereNotNull(column);
    else query.where(column, restriction.is.is);
  } else if ('refers' in restriction) {
    const others = visibleRows(db, restriction.to, OTHER).select(`${OTHER}.id`);
    query.whereIn(`${as}.${restriction.refers}`, others);
  } else if ('right' in restriction) {
    const { right, on, userId } = restriction;
    const direct = db('integration_permissions')
      .select('integration_id')
      .where({ user_id: userId, [right]: true });
    const groups = db('group_members').select('group_id').where({ user_id: userId });
    const through = db('group_integration_permissions').select('integration_id').whereIn('group_id', groups);
    query.whereIn(`${as}.${on}`, direct.unionAll(through.where({ [right]: true })));
  } else {
    const { userId } = restriction;
    const self = db('users').where({ id: userId }).whereNotNull('organization_id');
    const same = db('users as member')
      .join('users as self', 'self.organization_id', 'member.organization_id')
      .where({ 'self.id': userId })
      .whereRaw('?? = ??', ['member.id', `${as}.${restriction.ofOrganization}`]);
    query.where((either) => either.whereNotExists(self).orWhereExists(same));
  }
}

export function whereConditions(db: Knex, query: Knex.QueryBuilder, conditions: readonly Condition[], as = ROW): void {
  for (const condition of conditions) whereCondition(db, query, condition, as);
}

function whereCondition(db: Knex, query: Knex.QueryBuilder, condition: Condition, as: string): void {
  if (condition.test === 'paired') {
    const { table, own, other } = condition.pairs;
    const others = visibleRows(db, condition.to, OTHER).whereIn(`${OTHER}.id`, condition.ids).select(`${OTHER}.id`);
    query.whereIn(`${as}.id`, db(table).whereIn(other, others).select(own));
    return;
  }
  const column = `${as}.${condition.column}`;
  switch (condition.test) {
    case 'exact':
      query.where(column, condition.value);
      return;
    case 'in':
      query.whereIn(column, [...condition.values]);
      return;
    case 'isnull':
      if (condition.value) query.whereNull(column);
      else query.whereNotNull(column);
      return;
    case 'refers': {
      const others = visibleRows(db, condition.to, OTHER).select(`${OTHER}.id`);
      whereCondition(db, others, condition.condition, OTHER);
      query.whereIn(column, others);
      return;
    }
    case 'contains':
    case 'icontains':
    case 'startswith':
      query.whereRaw(textMatch(db, condition.test, column, condition.value));
      return;
    default: {
      const compared = condition.text ? bytewise(db, column) : db.raw('??', [column]);
      query.whereRaw(`? ${SIGNS[condition.test]} ?`, [compared, condition.value]);
    }
  }
}
