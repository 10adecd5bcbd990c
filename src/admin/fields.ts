import type { Field } from './field.js';
import type { Model } from './model.js';

/** The field that every model has. */
const ID: Field = { type: 'integer', help: 'The number of the instance.', writable: 'never', indexed: true, min: 1 };

/** A field with its name, and what follows from its declaration. */
export interface NamedField {
  readonly name: string;
  readonly field: Field;
  /** Null when it stands in no column of the table. */
  readonly column: string | null;
  /** How it may be filtered. */
  readonly tests: readonly Test[];
  readonly orders: boolean;
}

export const tests = [
  'exact',
  'in',
  'contains',
  'icontains',
  'startswith',
  'gt',
  'gte',
  'lt',
  'lte',
  'isnull',
] as const;

export type Test = (typeof tests)[number];

const OF_TYPE: Readonly<Record<Field['type'], readonly Test[]>> = {
  integer: ['exact', 'in', 'gt', 'gte', 'lt', 'lte'],
  number: ['exact', 'in', 'gt', 'gte', 'lt', 'lte'],
  moment: ['exact', 'in', 'gt', 'gte', 'lt', 'lte'],
  text: ['exact', 'in', 'contains', 'icontains', 'startswith', 'gt', 'gte', 'lt', 'lte'],
  code: ['contains', 'icontains'],
  choice: ['exact', 'in'],
  boolean: ['exact'],
  reference: ['exact', 'in'],
  references: ['exact', 'in'],
  json: [],
  encrypted: [],
  file: [],
};

const known = new WeakMap<Model, ReadonlyMap<string, NamedField>>();

/** The fields of a model by name, `id` the first. */
export function fieldsOf(model: Model): ReadonlyMap<string, NamedField> {
  const before = known.get(model);
  if (before) return before;
  const fields = new Map<string, NamedField>([['id', named('id', ID)]]);
  for (const [name, field] of Object.entries(model.fields)) fields.set(name, named(name, field));
  known.set(model, fields);
  return fields;
}

function named(name: string, field: Field): NamedField {
  const column = field.type === 'references' ? null : field.column === undefined ? name : field.column;
  const isPaired = field.type === 'references';
  const filtered = field.filtered ?? (isPaired || (column !== null && field.shown === undefined));
  const basic = filtered ? OF_TYPE[field.type] : [];
  const nullable = basic.length > 0 && field.nullable && !isPaired;
  const orders = basic.length > 0 && !isPaired && field.type !== 'code';
  return { name, field, column, tests: nullable ? [...basic, 'isnull'] : basic, orders };
}

/** The column of a field that has one. */
export function columnOf(model: Model, name: string): string {
  const column = fieldsOf(model).get(name)?.column;
  if (!column) throw new Error(`${model.name} keeps no ${name} in a column`);
  return column;
}

/** By which name a filter goes through a reference: `integration` for `integration_id`. */
export const relationOf = (name: string): string => name.replace(/_id$/, '');

/** Whether columns of the type hold text, which the databases order in different ways. */
export const isText = ({ type }: Field): boolean => type === 'text' || type === 'code' || type === 'choice';

/** The columns to read of a model's rows; null for all of them. What may be large, and is never shown, stays where it is. */
export function columnsOf(model: Model): string[] | null {
  const fields = [...fieldsOf(model).values()];
  if (!fields.some(({ field }) => field.type === 'file')) return null;
  return fields.flatMap(({ field, column }) => (field.type === 'file' || column === null ? [] : column));
}

/** `Email on success`, from `email_on_success`. */
export function labelOf({ name, field }: NamedField): string {
  if (field.label !== undefined) return field.label;
  if (name === 'id') return 'Id';
  const words = relationOf(name).replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
