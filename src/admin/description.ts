import type { Caller } from './caller.js';
import { fieldsOf, type NamedField } from './fields.js';
import type { Action, Model } from './model.js';
import type { Permits } from './permits.js';

/** What a model is, and what a caller may do with it. */
export interface ModelDescription {
  model: string;
  title: string;
  description: string;
  permissions: Record<Action, boolean>;
  fields?: FieldDescription[];
}

export interface FieldDescription {
  name: string;
  type: NamedField['field']['type'];
  help: string;
  /** Whether a new instance needs it. */
  required: boolean;
  nullable: boolean;
  writable: 'always' | 'at_creation' | 'never';
  default?: unknown;
  choices?: string[];
  /** The model that it refers to. */
  references?: string;
  min?: number;
  max?: number;
  max_length?: number;
  filters: string[];
  orders: boolean;
}

export function describe(permits: Permits, caller: Caller, model: Model, withFields: boolean): ModelDescription {
  const permissions = {
    view: permits.ever(caller, model, 'view'),
    add: permits.ever(caller, model, 'add'),
    change: permits.ever(caller, model, 'change'),
    delete: permits.ever(caller, model, 'delete'),
  };
  return {
    model: model.name,
    title: model.title,
    description: model.description,
    permissions,
    ...(withFields && { fields: [...fieldsOf(model).values()].map((field) => describeField(model, field)) }),
  };
}

function describeField(model: Model, { name, field, tests, orders }: NamedField): FieldDescription {
  const writable = writableOf(model, field);
  const described: FieldDescription = {
    name,
    type: field.type,
    help: field.help,
    required: field.required === true && writable !== 'never',
    nullable: field.nullable === true,
    writable,
    filters: [...tests],
    orders,
  };
  if (field.default !== undefined) described.default = field.default;
  if (field.type === 'choice') described.choices = [...field.choices];
  if (field.type === 'reference' || field.type === 'references') described.references = field.to;
  if (field.type === 'integer' || field.type === 'number') {
    if (field.min !== undefined) described.min = field.min;
    if (field.max !== undefined) described.max = field.max;
  }
  if ('maxLength' in field && field.maxLength !== undefined) described.max_length = field.maxLength;
  return described;
}

/** Where nothing is added, nothing is written at creation; where nothing is changed, it is written then alone. */
export function writableOf(
  model: Model,
  { writable = 'always', type }: NamedField['field'],
): FieldDescription['writable'] {
  if (type === 'file' || writable === 'never') return 'never';
  if (writable === 'always' && model.change) return 'always';
  return model.create ? 'at_creation' : 'never';
}
