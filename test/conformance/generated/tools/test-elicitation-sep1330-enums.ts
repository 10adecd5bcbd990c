// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_elicitation_sep1330_enums. */
export type TestElicitationSep1330EnumsInput = { [key: string]: never };

export const TestElicitationSep1330EnumsInput: z.ZodType<TestElicitationSep1330EnumsInput> = z.strictObject({});

export const testElicitationSep1330Enums = {
  name: 'test_elicitation_sep1330_enums',
  definition: {
    name: 'test_elicitation_sep1330_enums',
    title: 'A form with choices',
    description: 'Shows the user a form with all five kinds of choices.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestElicitationSep1330EnumsInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
