// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
import * as json from '../json-schemas.js';
import * as schemas from '../schemas.js';

/** The arguments of fire. */
export type FireInput = schemas.Person;

export const FireInput: z.ZodType<FireInput> = schemas.Person;

export const fire = {
  name: 'fire',
  definition: {
    name: 'fire',
    title: 'Fire',
    description: 'Fires.',
    inputSchema: json.Person,
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: FireInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
