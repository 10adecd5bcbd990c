// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of getUserName. */
export type GetUserNameInput = { [key: string]: never };

export const GetUserNameInput: z.ZodType<GetUserNameInput> = z.strictObject({});

export const getUserName = {
  name: 'getUserName',
  definition: {
    name: 'getUserName',
    title: 'Camel',
    description: 'Camel.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: GetUserNameInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
