// Generated from the catalog by `npm run codegen`. Do not edit.

export const Name = { type: 'string', description: 'How somebody is called.', minLength: 1, maxLength: 40 } as const;

export const Age = { type: 'integer', minimum: 0, maximum: 150 } as const;

export const Address = { type: 'object', properties: { city: Name }, additionalProperties: false } as const;

export const Person = {
  type: 'object',
  description: 'Somebody.',
  required: ['name'],
  properties: { name: Name, age: { ...Age, description: 'In years.' }, home: Address },
  additionalProperties: false,
} as const;

export const Alias = Name;

export const Employee = {
  ...Person,
  description: 'Somebody who works.',
  required: ['name', 'id'],
  properties: { ...Person.properties, id: { type: 'integer' } },
} as const;

export const Limit = { type: 'integer', minimum: 1, default: 10 } as const;

export const Unused = { type: 'array', items: Employee } as const;

export const Set = { type: 'array', items: { type: 'string' }, uniqueItems: true } as const;

export const Record = { type: 'object', additionalProperties: true } as const;
