// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as schemas from '../schemas.js';

/** The arguments of schemas. */
export type SchemasInput = {
  /** *\/ ends a comment | not here */
  z?: string;
  new?: boolean;
  'a b'?: string;
  "it's"?: string;
  '日本'?: string;
  '1st'?: string;
};

export const SchemasInput: z.ZodType<SchemasInput> = z.strictObject({
  z: z.string().optional(),
  new: z.boolean().optional(),
  'a b': z.string().optional(),
  "it's": z.string().optional(),
  '日本': z.string().optional(),
  '1st': z.string().optional(),
});

export const schemas_ = {
  name: 'schemas',
  definition: {
    name: 'schemas',
    title: 'Schemas',
    description: "Named as a module's import is.",
    inputSchema: {
      type: 'object',
      properties: {
        z: { type: 'string', description: '*/ ends a comment | not here' },
        new: { type: 'boolean' },
        'a b': { type: 'string' },
        "it's": { type: 'string' },
        '日本': { type: 'string' },
        '1st': { type: 'string' },
      },
      additionalProperties: false,
    },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: SchemasInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
