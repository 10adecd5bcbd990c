// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of kebab-case-name. */
export type KebabCaseNameInput = { [key: string]: never };

export const KebabCaseNameInput: z.ZodType<KebabCaseNameInput> = z.strictObject({});

export const kebabCaseName = {
  name: 'kebab-case-name',
  definition: {
    name: 'kebab-case-name',
    title: 'Kebab',
    description: 'Kebab.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: false, openWorldHint: true },
  },
  operations: [
    {
      action: null,
      permission: { level: 'staff', of: null, create: null },
      limits: { request: 1048576, response: 921600, time: 30000, rate: 120 },
      input: KebabCaseNameInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
