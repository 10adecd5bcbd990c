// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from './checks.js';

/** How somebody is called. */
export type Name = string;

export const Name: z.ZodType<Name> = z.string().min(1).max(40);

export type Age = number;

export const Age: z.ZodType<Age> = z.number().check(checks.integer).gte(0).lte(150);

export type Address = {
  /** How somebody is called. */
  city?: Name;
};

export const Address = z.strictObject({
  city: Name.optional(),
}) satisfies z.ZodType<Address>;

/** Somebody. */
export type Person = {
  /** How somebody is called. */
  name: Name;
  /** In years. */
  age?: Age;
  home?: Address;
};

export const Person = z.strictObject({
  name: Name,
  age: Age.optional(),
  home: Address.optional(),
}) satisfies z.ZodType<Person>;

/** How somebody is called. */
export type Alias = Name;

export const Alias: z.ZodType<Alias> = Name;

/** Somebody who works. */
export type Employee = Person & {
  id: number;
};

export const Employee = Person.extend({
  id: z.number().check(checks.integer),
}) satisfies z.ZodType<Employee>;

export type Limit = number;

export const Limit: z.ZodType<Limit> = z.number().check(checks.integer).gte(1);

export type Unused = Employee[];

export const Unused: z.ZodType<Unused> = z.array(Employee);

export type Set = string[];

export const Set: z.ZodType<Set> = z.array(z.string()).check(checks.unique);

export type Record = {
  [key: string]: unknown;
};

export const Record: z.ZodType<Record> = z.looseObject({});
