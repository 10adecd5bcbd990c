// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of hire. */
export type HireInput = {
  /** Somebody. */
  person: schemas.Person;
  /** Another name. */
  alias: schemas.Alias;
  limit: schemas.Limit;
  few: schemas.Limit;
  /** How somebody is called. */
  shorter?: string;
  /** Somebody. */
  full?: schemas.Person & {
    /** In years. */
    age: schemas.Age;
  };
  /** Somebody who works. */
  more?: schemas.Employee & {
    /** Somebody who works. */
    boss?: schemas.Employee;
  };
  /** Somebody. */
  changed?: {
    /** How somebody is called. */
    name: schemas.Name;
    age?: string;
    home?: schemas.Address;
  };
  /** Somebody. */
  opened?: {
    /** How somebody is called. */
    name: schemas.Name;
    /** In years. */
    age?: schemas.Age;
    home?: schemas.Address;
    [key: string]: unknown;
  };
  tags?: schemas.Set;
};

/** The answer of hire. */
export type HireOutput = schemas.Employee & {
  row?: schemas.Record;
};

export const HireInput: z.ZodType<HireInput> = z.strictObject({
  person: schemas.Person,
  alias: schemas.Alias,
  limit: schemas.Limit.default(10),
  few: schemas.Limit.default(2),
  shorter: z.string().min(1).max(5).optional(),
  full: schemas.Person.extend({
    age: schemas.Age,
  }).optional(),
  more: schemas.Employee.extend({
    boss: schemas.Employee.optional(),
  }).optional(),
  changed: z.strictObject({
    name: schemas.Name,
    age: z.string().optional(),
    home: schemas.Address.optional(),
  }).optional(),
  opened: z.looseObject({
    name: schemas.Name,
    age: schemas.Age.optional(),
    home: schemas.Address.optional(),
  }).optional(),
  tags: schemas.Set.optional(),
});

export const HireOutput: z.ZodType<HireOutput> = schemas.Employee.extend({
  row: schemas.Record.optional(),
});

export const hire = {
  name: 'hire',
  definition: {
    name: 'hire',
    title: 'Hire',
    description: 'Hires.',
    inputSchema: {
      type: 'object',
      required: ['person', 'alias'],
      properties: {
        person: json.Person,
        alias: { ...json.Alias, description: 'Another name.' },
        limit: json.Limit,
        few: { ...json.Limit, default: 2 },
        shorter: { type: 'string', description: 'How somebody is called.', minLength: 1, maxLength: 5 },
        full: { ...json.Person, required: ['name', 'age'] },
        more: { ...json.Employee, properties: { ...json.Employee.properties, boss: json.Employee } },
        changed: {
          type: 'object',
          description: 'Somebody.',
          required: ['name'],
          properties: { name: json.Name, age: { type: 'string' }, home: json.Address },
          additionalProperties: false,
        },
        opened: {
          type: 'object',
          description: 'Somebody.',
          required: ['name'],
          properties: { name: json.Name, age: { ...json.Age, description: 'In years.' }, home: json.Address },
          additionalProperties: true,
        },
        tags: json.Set,
      },
      additionalProperties: false,
    },
    outputSchema: { ...json.Employee, properties: { ...json.Employee.properties, row: json.Record } },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: HireInput,
      output: HireOutput,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
