// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as checks from '../checks.js';

/** The arguments of contact. */
export type ContactInput = {
  name?: string;
  address?: {
    street?: string;
    city?: string;
  };
  /** Where the heart is. */
  home?: {
    street?: string;
    city?: string;
  };
  method?: 'phone' | 'email';
  phone?: string;
  email?: string;
};

export const ContactInput: z.ZodType<ContactInput> = z.strictObject({
  name: z.string().optional(),
  address: z.strictObject({
    street: z.string().optional(),
    city: z.string().optional(),
  }).optional(),
  home: z.strictObject({
    street: z.string().optional(),
    city: z.string().optional(),
  }).optional(),
  method: z.enum(['phone', 'email']).optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
}).check(checks.conditions({
  allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
  if: { properties: { method: { const: 'phone' } }, required: ['method'] },
  then: { required: ['phone'] },
  else: { required: ['email'] },
}));

export const contact = {
  name: 'contact',
  definition: {
    name: 'contact',
    title: 'Contact',
    description: 'Has keywords that some clients refuse.',
    inputSchema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      properties: {
        name: { type: 'string' },
        address: {
          type: 'object',
          properties: { street: { type: 'string' }, city: { type: 'string' } },
          additionalProperties: false,
        },
        home: {
          type: 'object',
          description: 'Where the heart is.',
          properties: { street: { type: 'string' }, city: { type: 'string' } },
          additionalProperties: false,
        },
        method: { type: 'string', enum: ['phone', 'email'] },
        phone: { type: 'string' },
        email: { type: 'string' },
      },
      allOf: [{ anyOf: [{ required: ['phone'] }, { required: ['email'] }] }],
      if: { properties: { method: { const: 'phone' } }, required: ['method'] },
      then: { required: ['phone'] },
      else: { required: ['email'] },
      additionalProperties: false,
      $defs: {
        address: {
          $anchor: 'addressDef',
          type: 'object',
          properties: { street: { type: 'string' }, city: { type: 'string' } },
        },
      },
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: ContactInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
