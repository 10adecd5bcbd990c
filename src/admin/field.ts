import type { AdminServices } from './desk.js';

/** A value of an instance, as it is written in JSON. */
export type Value = unknown;

/** By field: the values of an instance, or those of them that are given. */
export type Values = Readonly<Record<string, Value>>;

/** A row of the model's table, by column, as the database has it (booleans and moments as src/database says). */
export type Row = Readonly<Record<string, unknown>>;

/**
 * What a model says of one field. `id` is a field of every model, and not declared.
 *
 * A field that is declared is shown; what nobody may see is not declared at all. What is shown is the column's value, or what
 * `shown` makes of the row; an `encrypted` field shows `__ENCRYPTED__` or null, and a `file` nothing.
 */
export type Field =
  | IntegerField
  | NumberField
  | TextField
  | BooleanField
  | MomentField
  | JsonField
  | ChoiceField
  | ReferenceField
  | ReferencesField
  | EncryptedField
  | FileField;

export type FieldType = Field['type'];

interface AnyField {
  /** What it means and what it does, in a sentence or two. People and models read it; begin with a capital, end with a period. */
  readonly help: string;
  /** What a form calls it; by default its name in words: `email_on_success` is "Email on success". */
  readonly label?: string;
  /** The column that it is kept in, by default the one of its name; null when it stands in no column of the table. */
  readonly column?: string | null;
  /** Who writes it: anybody who may add and change instances (by default), only whoever adds one, or nobody. */
  readonly writable?: 'always' | 'at_creation' | 'never';
  /** A new instance must be given it. */
  readonly required?: true;
  /** It may be null. Blank text given to a nullable field becomes null, and is refused by any other. */
  readonly nullable?: true;
  /** What a new instance has when it is not given. Without a default it is null, or what the create function decides. */
  readonly default?: Value;
  /**
   * The value to show, from the row; for what does not stand in its column as it is shown. Such a field can be filtered and ordered
   * by its column alone where `filtered` says so.
   */
  readonly shown?: (row: Row, services: AdminServices) => Value;
  /** Whether it may be filtered and ordered; by default all columns may but json, encrypted and file, and those with `shown`. */
  readonly filtered?: boolean;
  /**
   * An index begins with the column (a test looks): a filter or an order by it reads no more rows than it finds. Other filters must
   * look at each row, which is refused where there are too many.
   */
  readonly indexed?: true;
}

/** A whole number, from -2^31 to 2^31 - 1 unless told otherwise. */
export interface IntegerField extends AnyField {
  readonly type: 'integer';
  readonly min?: number;
  readonly max?: number;
}

export interface NumberField extends AnyField {
  readonly type: 'number';
  readonly min?: number;
  readonly max?: number;
}

/** `code` is shown in a font for code, and its spaces are kept; around any other text they are taken away. */
export interface TextField extends AnyField {
  readonly type: 'text' | 'code';
  /** In characters; 20,000 by default, 100,000 for code. */
  readonly maxLength?: number;
  /** What it has to look like, from its beginning to its end, and how that is said: `{ is: /^[a-z]+$/, says: 'has small letters only' }`. */
  readonly pattern?: { readonly is: RegExp; readonly says: string };
  /** Several lines, for a form. */
  readonly lines?: true;
}

export interface BooleanField extends AnyField {
  readonly type: 'boolean';
}

/** A moment: an ISO 8601 text with a time zone, shown in UTC with milliseconds. */
export interface MomentField extends AnyField {
  readonly type: 'moment';
}

/** Any JSON. In a column it is text, and is parsed for whoever sees it. */
export interface JsonField extends AnyField {
  readonly type: 'json';
  /** What a value has to be, where that is known. */
  readonly of?: 'object' | 'array' | 'texts';
  /** In bytes, as JSON; 100,000 by default. */
  readonly maxBytes?: number;
}

export interface ChoiceField extends AnyField {
  readonly type: 'choice';
  readonly choices: readonly string[];
}

/** The id of an instance of another model. Its name ends in `_id`; a filter goes through it by the name without that. */
export interface ReferenceField extends AnyField {
  readonly type: 'reference';
  /** `gateway.User` */
  readonly to: string;
}

/** The ids of instances of another model, in ascending order: those that the caller may see. */
export interface ReferencesField extends AnyField {
  readonly type: 'references';
  readonly to: string;
  /** The table of pairs, and its columns: this instance's id, and the other one's. Read by itself, written by the model's functions. */
  readonly through: { readonly table: string; readonly own: string; readonly other: string };
}

/**
 * A secret: a text that goes in and never comes out. `__ENCRYPTED__` is shown in its stead, or null when the column (the sealed or
 * hashed one) is empty; given back, the mask keeps what is there, and the model's functions are not given the field at all.
 */
export interface EncryptedField extends AnyField {
  readonly type: 'encrypted';
  /** In characters; 10,000 by default. */
  readonly maxLength?: number;
}

/** A file or what else is too large to show: left out of every answer; described, so that one knows that it is there. */
export interface FileField extends AnyField {
  readonly type: 'file';
}
