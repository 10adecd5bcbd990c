// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_input_required_result_multiple_inputs. */
export type TestInputRequiredResultMultipleInputsInput = { [key: string]: never };

export const TestInputRequiredResultMultipleInputsInput: z.ZodType<TestInputRequiredResultMultipleInputsInput> = z.strictObject({});

export const testInputRequiredResultMultipleInputs = {
  name: 'test_input_required_result_multiple_inputs',
  definition: {
    name: 'test_input_required_result_multiple_inputs',
    title: 'Three questions at once',
    description: 'Asks the user, the model and the client in one round.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestInputRequiredResultMultipleInputsInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
