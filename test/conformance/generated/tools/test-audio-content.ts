// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';

/** The arguments of test_audio_content. */
export type TestAudioContentInput = { [key: string]: never };

export const TestAudioContentInput: z.ZodType<TestAudioContentInput> = z.strictObject({});

export const testAudioContent = {
  name: 'test_audio_content',
  definition: {
    name: 'test_audio_content',
    title: 'A sound',
    description: 'Answers with a millisecond of silence.',
    inputSchema: { type: 'object', properties: {}, additionalProperties: false },
    annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  },
  operations: [
    {
      action: null,
      permission: { level: 'anyone', of: null, create: null },
      limits: { request: 65536, response: 65536, time: 10000, rate: 600 },
      input: TestAudioContentInput,
      output: null,
      tooLarge: 'Ask for less.',
    },
  ],
} as const;
