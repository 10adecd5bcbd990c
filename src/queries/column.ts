import type { Kind } from './kind.js';

/** What a column of a component holds, and how it is written. */
export type Column =
  | TextColumn
  | FlagColumn
  | NumberColumn
  | SequenceColumn
  | ChoiceColumn
  | ValueColumn
  | ReferenceColumn;

/** Text; blank text is stored as empty. */
interface TextColumn {
  readonly type: 'text';
  /** A new component must have it, and none may lose it. */
  readonly required?: true;
  /** Spaces around it mean nothing. */
  readonly trimmed?: true;
  /** Whether `search_integration` looks into it. */
  readonly searched?: true;
  /** Whether it is JavaScript. */
  readonly formula?: true;
}

interface FlagColumn {
  readonly type: 'flag';
  readonly initial: boolean;
}

interface NumberColumn {
  readonly type: 'number';
  readonly initial: number | null;
}

/** The place among its siblings; a new component is put behind the last one. */
interface SequenceColumn {
  readonly type: 'sequence';
}

interface ChoiceColumn {
  readonly type: 'choice';
  readonly of: readonly string[];
  readonly initial?: string;
  readonly required?: true;
}

/** A value to compare with or to put in, stored as JSON: kept as it is, blank or not. */
interface ValueColumn {
  readonly type: 'value';
  readonly of: 'text' | 'text or flag';
  readonly required?: true;
  readonly searched?: true;
}

interface ReferenceColumn {
  readonly type: 'reference';
  readonly to: Kind;
  readonly required?: true;
  /** What happens when the other one is deleted: this one goes too, or loses the reference. */
  readonly gone: 'cascade' | 'clear';
}

/** What a column's cell holds when it is not empty. */
type Cell<C extends Column> = C extends FlagColumn
  ? boolean
  : C extends NumberColumn | SequenceColumn | ReferenceColumn
    ? number
    : C extends { type: 'choice'; of: readonly (infer Choice)[] }
      ? Choice
      : C extends { type: 'value'; of: 'text or flag' }
        ? string | boolean
        : string;

export type Columns = Readonly<Record<string, Column>>;

/** The columns that every row has. */
type RequiredNames<C extends Columns> = {
  [Name in keyof C]: C[Name] extends RequiredColumn ? Name : never;
}[keyof C];
type RequiredColumn =
  | { required: true }
  | { type: 'flag' | 'sequence' }
  | { type: 'number'; initial: number }
  | { type: 'choice'; initial: string };

/** The cells of a row that are not empty. */
export type Cells<C extends Columns> = { -readonly [Name in RequiredNames<C>]: Cell<C[Name]> } & {
  -readonly [Name in Exclude<keyof C, RequiredNames<C>>]?: Cell<C[Name]>;
};

/** The cells to write: the others stay as they are, and null empties one. */
export type Written<C extends Columns> = { [Name in keyof C]?: Cell<C[Name]> | null };

export const text = { type: 'text' } as const;
export const label = { type: 'text', trimmed: true } as const;
export const name = { type: 'text', trimmed: true, required: true } as const;
export const code = { type: 'text', searched: true, formula: true } as const;
/** A path into a payload, such as `list[0].x`. */
export const path = { type: 'text', trimmed: true, required: true, searched: true } as const;
/** A fragment of an OpenAPI document. */
export const fragment = { type: 'text', searched: true } as const;
export const sequence = { type: 'sequence' } as const;
export const on = { type: 'flag', initial: true } as const;
export const off = { type: 'flag', initial: false } as const;
export const number = <const Initial extends number | null>(initial: Initial) => ({ type: 'number', initial }) as const;

export const choice = <const Choices extends readonly string[]>(...of: Choices) => ({ type: 'choice', of }) as const;

/** Whether a row must have the column, at any time; the same as the type `RequiredColumn`. */
export function isRequired(column: Column): boolean {
  if (column.type === 'flag' || column.type === 'sequence') return true;
  if (column.type === 'number') return column.initial !== null;
  if (column.type === 'choice') return column.required === true || column.initial !== undefined;
  return column.required === true;
}

/** What a new row gets where nothing is given; undefined when something must be. */
export function initialOf(column: Column): string | number | boolean | null | undefined {
  if ('initial' in column && column.initial !== undefined) return column.initial;
  return isRequired(column) ? undefined : null;
}
