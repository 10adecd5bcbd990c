// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_elicitation_sep1034_defaults. */
export type TestElicitationSep1034DefaultsInput = { [key: string]: never };

export const TestElicitationSep1034DefaultsInput: z.ZodType<TestElicitationSep1034DefaultsInput> = z.strictObject({});

export const testElicitationSep1034Defaults = {
  name: 'test_elicitation_sep1034_defaults',
  definition: {
    name: 'test_elicitation_sep1034_defaults',
    title: 'A form with defaults',
    description: 'Shows the user a form in which every kind of field is filled in already.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestElicitationSep1034DefaultsInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
